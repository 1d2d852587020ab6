"""Whose sittings are seen by whom, what a team's row holds, and how a table is put in order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.app.progress import (
    LATEST,
    TEAM_SORTS,
    TeamFilter,
    TeamRow,
    TeamSort,
    history,
    local_person,
    share,
    sorted_rows,
    team,
    trend_of,
)
from chattrainer.model.errors import UsageError
from chattrainer.store import Store
from tests.support.scored import by_criterion, sat


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "log.db") as store:
        yield store


def seen_by_a_lead(store: Store) -> list[tuple[str, str, int]]:
    return [(row.person, row.purpose, row.chats_at_once) for row in team(store)]


# --- a person's sittings -----------------------------------------------------------------------------------


def test_my_history_holds_every_finished_sitting_of_mine_oldest_first(store: Store) -> None:
    later = sat(store, "Ana", "10-03", purpose="recruitment")
    first = sat(store, "Ana", "10-01")
    between = sat(store, "Ana", "10-02", purpose="assigned")
    sat(store, "Ana", "10-04", ended=False)
    sat(store, "Ana", "10-05", player="skilled")
    sat(store, "Bob", "10-06")
    assert [s.run.id for s in history(store, "Ana", own=True)] == [first, between, later]


def test_a_sitting_has_the_scores_of_the_card_saved_last(store: Store) -> None:
    sat(store, "Ana", "10-01", [81.0, None, 66.0, 90.0])
    sat(store, "Ana", "10-02", None)
    scored, unscored = history(store, "Ana", own=True)
    assert scored.scores == by_criterion([81.0, None, 66.0, 90.0])
    assert (scored.overall, scored.status, scored.engine) == (79.0, "final", "e1")
    assert (unscored.overall, unscored.status, unscored.engine) == (None, "not_scored", None)
    assert set(unscored.scores.values()) == {None}


def test_others_see_shared_assigned_and_evaluation_sittings_and_no_recruitment(store: Store) -> None:
    sat(store, "Ana", "10-01")
    shared = sat(store, "Ana", "10-02", shared=True)
    assigned = sat(store, "Ana", "10-03", purpose="assigned")
    evaluation = sat(store, "Ana", "10-04", purpose="evaluation")
    sat(store, "Ana", "10-05", purpose="recruitment", shared=True)
    assert [s.run.id for s in history(store, "Ana", own=False)] == [shared, assigned, evaluation]


def test_who_only_practised_freely_looks_like_who_never_came(store: Store) -> None:
    sat(store, "Ana", "10-01")
    assert history(store, "Ana", own=False) == history(store, "Nobody", own=False) == []
    assert team(store) == []


def test_the_local_person_is_the_machines_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", " zoe  martin ")
    assert local_person() == "zoe martin"


def test_without_a_user_there_is_still_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no user")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert local_person() == "user"


# --- sharing -----------------------------------------------------------------------------------------------


def test_practice_enters_the_team_when_it_is_shared_and_leaves_it_when_taken_back(store: Store) -> None:
    run = sat(store, "Ana", "10-01", chats=2)
    sat(store, "Ana", "10-02", chats=3)
    share(store, run, "Ana")
    assert seen_by_a_lead(store) == [("Ana", "practice", 2)]
    share(store, run, "Ana", False)
    assert seen_by_a_lead(store) == []


def test_only_its_own_person_can_share_a_sitting(store: Store) -> None:
    runs = [
        sat(store, "Ana", "10-01"),
        sat(store, "Bob", "10-02", player="skilled"),
        sat(store, None, "10-03"),
    ]
    for run in runs:
        with pytest.raises(UsageError, match="not_yours"):
            share(store, run, "Bob")
    assert seen_by_a_lead(store) == []


@pytest.mark.parametrize("purpose", ["assigned", "evaluation", "recruitment"])
def test_what_is_no_free_practice_cannot_be_shared(store: Store, purpose: str) -> None:
    run = sat(store, "Ana", "10-01", purpose=purpose)
    with pytest.raises(UsageError, match="not_practice"):
        share(store, run, "Ana")
    assert not store.run(run).shared


# --- the team ----------------------------------------------------------------------------------------------


def test_recruitment_robots_unfinished_nameless_and_erased_sittings_are_in_no_team(store: Store) -> None:
    sat(store, "Cara Candidate", "10-01", purpose="recruitment")
    sat(store, "Bob", "10-02", purpose="assigned", player="skilled", shared=True)
    sat(store, "Ana", "10-03", purpose="assigned", ended=False)
    sat(store, None, "10-04", purpose="assigned")
    sat(store, "Gone", "10-05", purpose="evaluation")
    store.erase("Gone")
    assert team(store) == []
    assert team(store, TeamFilter(purpose="recruitment")) == []


def test_a_row_never_mixes_purposes_loads_or_languages(store: Store) -> None:
    for purpose in ("assigned", "evaluation"):
        for chats in (1, 2):
            for language in ("fr", "en"):
                sat(store, "Ana", "10-01", purpose=purpose, chats=chats, language=language)
    rows = team(store)
    kinds = {(row.purpose, row.chats_at_once, row.language) for row in rows}
    assert len(rows) == len(kinds) == 8
    assert all(row.sittings == 1 for row in rows)


def test_a_rows_scores_are_the_means_of_the_latest_sittings(store: Store) -> None:
    for day, score in enumerate([10.0, 60.0, 62.0, 64.0, 66.0, 68.0], 1):
        sat(store, "Ana", f"10-{day:02d}", [score, None, score, 50.0], purpose="assigned")
    (row,) = team(store)
    assert (row.sittings, LATEST) == (6, 5)
    assert row.scores == by_criterion([64.0, None, 64.0, 50.0])
    assert row.last == "2026-10-06T12:00:00Z"


def test_a_sitting_that_was_not_scored_counts_and_weighs_nothing(store: Store) -> None:
    sat(store, "Ana", "10-01", 70.0, purpose="assigned")
    sat(store, "Ana", "10-02", None, purpose="assigned")
    sat(store, "Bob", "10-02", None, purpose="assigned")
    ana, bob = team(store)
    assert (ana.sittings, ana.overall) == (2, 70.0)
    assert (bob.overall, set(bob.scores.values())) == (None, {None})


@pytest.mark.parametrize(
    ("overalls", "trend"),
    [
        ([], None),
        ([50.0, 60.0, 70.0], None),
        ([50.0, 60.0, 70.0, 80.0], 20.0),
        ([50.0, 60.0, 0.0, 70.0, 80.0], 20.0),
        ([80.0, 80.0, 70.0, 70.0], -10.0),
    ],
)
def test_the_trend_is_the_later_half_against_the_earlier(overalls: list[float], trend: float | None) -> None:
    assert trend_of(overalls) == trend


@pytest.mark.parametrize(
    ("wanted", "people"),
    [
        (TeamFilter(), ["Ana", "Ana", "Bob"]),
        (TeamFilter(person="Bob"), ["Bob"]),
        (TeamFilter(chats=2), ["Ana"]),
        (TeamFilter(language="en"), ["Bob"]),
        (TeamFilter(purpose="practice"), ["Ana"]),
        (TeamFilter(purpose="assigned", language="fr"), ["Ana"]),
    ],
)
def test_only_the_rows_that_fit_are_given(store: Store, wanted: TeamFilter, people: list[str]) -> None:
    sat(store, "Ana", "10-01", purpose="assigned")
    sat(store, "Ana", "10-02", chats=2, shared=True)
    sat(store, "Bob", "10-03", purpose="assigned", language="en")
    assert [row.person for row in team(store, wanted)] == people


def row(person: str, **changes: object) -> TeamRow:
    fields: dict[str, object] = {
        "person": person,
        "purpose": "assigned",
        "chats_at_once": 1,
        "language": "fr",
        "sittings": 1,
        "overall": 50.0,
        "scores": by_criterion([50.0, 50.0, 50.0, 50.0]),
        "last": "2026-10-01T09:00:00Z",
        "trend": 0.0,
    }
    return TeamRow(**(fields | changes))  # type: ignore[arg-type]


LOW = row("ana")
HIGH = row(
    "Bob",
    purpose="evaluation",
    chats_at_once=2,
    language="it",
    sittings=2,
    overall=60.0,
    scores=by_criterion([60.0, 60.0, 60.0, 60.0]),
    last="2026-10-02T09:00:00Z",
    trend=1.0,
)
BLANK = row("Cy", overall=None, scores=by_criterion([None] * 4), trend=None)


@pytest.mark.parametrize("sort", TEAM_SORTS)
def test_a_table_is_sorted_by_any_column_both_ways(sort: TeamSort) -> None:
    assert sorted_rows([HIGH, LOW], sort) == [LOW, HIGH]
    assert sorted_rows([LOW, HIGH], sort, descending=True) == [HIGH, LOW]


@pytest.mark.parametrize("sort", ["overall", "latency", "writing", "directiveness", "resolution", "trend"])
@pytest.mark.parametrize("descending", [False, True])
def test_who_has_no_score_comes_last_either_way(sort: TeamSort, descending: bool) -> None:
    assert sorted_rows([BLANK, HIGH, LOW], sort, descending=descending)[-1] == BLANK
