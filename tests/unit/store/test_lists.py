"""Lists of runs, people, findings and scorecards: what is asked for comes, in the order asked for."""

from pathlib import Path

import pytest

from chattrainer.model.errors import StoreError
from chattrainer.store import RunFilter, Store
from chattrainer.store.records import SortKey
from tests.unit.store.sittings import FINDINGS, SCORECARD, opening, recorded


@pytest.fixture
def three(store: Store) -> list[str]:
    """Three sittings: Ana practised in French, then Bob was examined in English, then a robot played."""
    return [
        recorded(store, person="Ana", wall="2026-11-20T08:00:00Z", scenarios=("a", "b")),
        recorded(store, person="Bob", wall="2026-11-21T08:00:00Z", purpose="evaluation", language="en"),
        recorded(store, player="steady", wall="2026-11-22T08:00:00Z", scenarios=("a",)),
    ]


def test_the_newest_sitting_comes_first(store: Store, three: list[str]) -> None:
    assert [run.id for run in store.runs()] == three[::-1]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (RunFilter(person="Ana"), [0]),
        (RunFilter(person="  Ana "), [0]),
        (RunFilter(purpose="practice"), [2, 0]),
        (RunFilter(language="en"), [1]),
        (RunFilter(player="person"), [1, 0]),
        (RunFilter(scenario="a"), [2, 0]),
        (RunFilter(status="open"), []),
        (RunFilter(person="Ana", language="en"), []),
    ],
)
def test_only_the_sittings_that_fit_are_listed(
    store: Store, three: list[str], wanted: RunFilter, places: list[int]
) -> None:
    assert [run.id for run in store.runs(wanted)] == [three[place] for place in places]


@pytest.mark.parametrize(
    ("sort", "descending", "places"),
    [
        ("opened", False, [0, 1, 2]),
        ("person", None, [0, 1, 2]),
        ("person", True, [1, 0, 2]),
        ("overall", None, [1, 0, 2]),
        ("language", None, [1, 2, 0]),
        ("player", None, [1, 0, 2]),
    ],
)
def test_sittings_are_sorted_with_the_unknown_last(
    store: Store, three: list[str], sort: SortKey, descending: bool | None, places: list[int]
) -> None:
    for place, overall in ((0, 60.0), (1, 80.0)):
        store.save_scorecard(SCORECARD.model_copy(update={"run": three[place], "overall": overall}))
    found = store.runs(sort=sort, descending=descending)
    assert [run.id for run in found] == [three[place] for place in places]


def test_a_lead_sees_no_free_practice_unless_it_is_shared_and_never_a_robot(
    store: Store, three: list[str]
) -> None:
    assert [run.id for run in store.runs(RunFilter(for_lead=True))] == [three[1]]
    store.share(three[0])
    store.share(three[2])
    assert [run.id for run in store.runs(RunFilter(for_lead=True))] == [three[1], three[0]]
    store.share(three[0], False)
    assert [run.id for run in store.runs(RunFilter(for_lead=True))] == [three[1]]


def test_what_a_list_shows_is_what_the_opening_says(store: Store) -> None:
    run = store.run(recorded(store, person="Ana", seed=-(2**70)))
    assert (run.seed, run.scenarios, run.chats_at_once) == (-(2**70), opening().scenarios, 2)
    assert (run.person, run.purpose, run.player, run.shared) == ("Ana", "practice", "person", False)


def test_a_person_has_one_name_however_it_is_typed(store: Store) -> None:
    zoe = store.person("Zoé  Martin")
    assert store.person(" Zoe\u0301 Martin ") == zoe
    assert zoe.name == "Zoé Martin"
    store.person("Ana")
    assert [person.name for person in store.people()] == ["Ana", "Zoé Martin"]


def test_unfinished_sittings_are_those_of_the_person_asked_for(store: Store) -> None:
    for name in ("Ana", "Bob"):
        store.begin(opening(person=name)).close()
    store.begin(opening(person="Bob", player="steady")).close()
    assert [run.person for run in store.unfinished("Bob")] == ["Bob"]
    assert [run.player for run in store.unfinished()] == ["person", "person"]


def test_scorecards_of_other_rubrics_and_scorers_stay_side_by_side(store: Store) -> None:
    run = recorded(store)
    first = SCORECARD.model_copy(update={"run": run})
    newer = first.model_copy(update={"scorer": "s2", "overall": 50.0})
    for card in (first, newer, first.model_copy(update={"overall": 79.0})):
        store.save_scorecard(card)
    assert [(card.scorer, card.overall) for card in store.scorecards(run)] == [("s1", 79.0), ("s2", 50.0)]
    assert store.run(run).overall == 79.0


def test_findings_are_kept_by_engine_and_the_latest_come_unasked(store: Store) -> None:
    run = recorded(store)
    assert store.findings(run) is None
    other = FINDINGS.model_copy(update={"engine": "proof 2", "messages": ()})
    store.save_findings(run, FINDINGS)
    store.save_findings(run, other)
    assert store.findings(run) == other
    assert store.findings(run, "proof 1") == FINDINGS
    assert store.findings(run, "proof 3") is None


def test_results_of_a_sitting_that_is_not_there_are_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no_such_run"):
        store.save_scorecard(SCORECARD.model_copy(update={"run": "20990101-0000"}))


def test_the_stamp_is_the_callers_or_the_databases_own(db: Path) -> None:
    with Store.open(db, stamp=lambda: "2001-02-03T04:05:06Z") as store:
        assert store.person("Ana").created == "2001-02-03T04:05:06Z"
        assert store.begin(opening(wall=None)).run_id.startswith("20010203-")
    with Store.open(db) as store:
        assert store.person("Bob").created > "2026"


def test_people_with_sql_questions_find_moments_and_kinds(store: Store) -> None:
    recorded(store, person="Ana")
    rows = store._db.execute("select at, kind from timeline where number in (1, 5)").fetchall()
    assert rows == [(0, "sitting_opened"), (12_300, "say")]
    store.erase("Ana")
    assert set(store._db.execute("select at, kind, payload from timeline")) == {(None, None, None)}
