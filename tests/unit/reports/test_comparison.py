"""A campaign's candidates side by side: in which order, what is told apart, what nobody is ranked by."""

import csv
import io
import json
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.exams.campaigns import CampaignWish, open_campaign
from chattrainer.app.exams.comparing import CompareFilter, CompareSort, compared
from chattrainer.cli.compare import SORTS
from chattrainer.cli.main import main
from chattrainer.model.exam import ExamForm, ExamResult, FormBlock, FormCase, Level
from chattrainer.model.ids import LevelResult
from chattrainer.store import Store

FORM = ExamForm(
    id="short",
    kind="orientation",
    company="maison-tilleul",
    language="fr",
    blocks=(FormBlock(chats=1, cases=(FormCase(scenario="colis"),)),),
    target_level=1,
)


def result_of(mean: float, half: float = 5.0) -> ExamResult:
    low, high = mean - half, mean + half
    told: LevelResult = "confirmed" if low > 65 else "not_confirmed" if high < 65 else "to_be_confirmed"
    level = Level(chats=1, result=told, mean=mean, sd=3, low=low, high=high, cases=6, ended_rightly=5)
    return ExamResult(
        form="short",
        model="1",
        cut=65,
        provisional_cut=True,
        levels=(level,),
        highest=1 if told == "confirmed" else None,
        scores={"latency": 100 - mean, "writing": mean, "directiveness": mean, "resolution": mean},
    )


def campaign_of(store: Store, people: list[tuple[str | None, float | None]]) -> None:
    store.save_form(FORM)
    open_campaign(store, CampaignWish("spring", "Spring", "short", "k" * 32, target_level=1))
    form = store.campaign("spring").form
    for number, (name, mean) in enumerate(people):
        store.save_exam(f"x{number}", f"C{number:04d}", form, number, person=name, campaign="spring")
        if mean is not None:
            store.set_exam_state(f"x{number}", "ended")
            store.save_result(f"x{number}", result_of(mean), "hash", "none")


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "compare.db"))
    monkeypatch.setattr("getpass.getuser", lambda: "Ana")
    return tmp_path / "compare.db"


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def names(document: str) -> list[str]:
    return [row["candidate"] for row in json.loads(document)["candidates"]]


def test_candidates_come_in_alphabetical_order_whatever_their_results(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Zoé", 90), ("Élise", 40), ("ana", 70), ("Ben", None)])
    assert names(typed("compare", "spring", "--json").stdout) == ["ana", "Ben", "Élise", "Zoé"]


def test_they_can_be_sorted_by_a_criterion_and_by_no_composite(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 40), ("Ben", 90), ("Cleo", None)])
    assert names(typed("compare", "spring", "--json", "--sort", "latency").stdout) == ["Ben", "Ana", "Cleo"]
    assert names(typed("compare", "spring", "--json", "--sort", "writing").stdout) == ["Ana", "Ben", "Cleo"]
    assert (
        set(get_args(CompareSort))
        == set(SORTS)
        == {"name", "code", "latency", "writing", "directiveness", "resolution"}
    )
    assert typed("compare", "spring", "--sort", "mean").exit_code == 2


def test_overlapping_intervals_are_counted(db: Path) -> None:
    """Intervals of ten points: 60 and 68 overlap, 90 stands alone."""
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 60), ("Ben", 68), ("Cleo", 90)])
    rows = json.loads(typed("compare", "spring", "--json").stdout)["candidates"]
    assert {row["candidate"]: row["like"] for row in rows} == {"Ana": 1, "Ben": 1, "Cleo": 0}
    assert "1/2" in typed("compare", "spring").stdout


@pytest.mark.parametrize(("pool", "told"), [(29, False), (30, True)])
def test_percentiles_need_thirty_candidates(db: Path, pool: int, told: bool) -> None:
    with Store.open(db) as store:
        campaign_of(store, [(f"P{i:02d}", 40 + i) for i in range(pool)])
    rows = json.loads(typed("compare", "spring", "--json").stdout)["candidates"]
    assert all((row["writing_percentile"] is not None) == told for row in rows)
    if told:
        assert rows[0]["writing_percentile"] < 3 < 97 < rows[-1]["writing_percentile"]


def test_two_candidates_of_one_name_are_told_apart_by_their_code(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana Roy", 60), ("Ana Roy", 80), ("Ben", 70)])
    table = typed("compare", "spring").stdout
    assert table.count("Ana Roy (same name as another)") == 2
    assert "C0000" in table
    assert "C0001" in table


def test_only_some_can_be_shown_and_the_pool_stays_whole(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 60), ("Ben", 90), ("Cleo", 50), ("Dan", None)])
    shown = json.loads(typed("compare", "spring", "--json", "--result", "confirmed").stdout)
    assert [row["candidate"] for row in shown["candidates"]] == ["Ben"]
    assert shown["pool"] == 3
    assert names(typed("compare", "spring", "--json", "--state", "created").stdout) == ["Dan"]
    assert names(typed("compare", "spring", "--json", "--name", "cle").stdout) == ["Cleo"]


def test_a_table_for_spreadsheets_holds_no_formula(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("=1+1", 60), ("@SUM(A1)", 70)])
    rows = list(csv.DictReader(io.StringIO(typed("compare", "spring", "--csv").stdout)))
    assert [row["candidate"] for row in rows] == ["'=1+1", "'@SUM(A1)"]


def test_the_page_escapes_names_and_loads_nothing(db: Path, tmp_path: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("<img src=x onerror=alert(1)>", 60)])
    target = tmp_path / "compare.html"
    assert typed("compare", "spring", "--html", target, "--language", "fr").exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "<img" not in page
    assert "&lt;img" in page


def test_a_large_campaign_is_compared_in_one_go(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [(f"P{i:03d}", 40 + i % 50) for i in range(200)])
        found = compared(store, "spring", CompareFilter(result="to_be_confirmed"))
    assert found.pool == 200
    assert {row.level.result for row in found.rows if row.level} == {"to_be_confirmed"}


def test_a_campaign_that_is_not_here_is_told(db: Path) -> None:
    told = typed("compare", "autumn")
    assert told.exit_code == 2
    assert "autumn" in told.stderr


# --- decisions ---


def as_user(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: name)


def test_a_decision_has_a_person_a_reason_and_the_result_beside_it(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 90)])
    told = typed("decide", "C0000", "--decision", "taken_on", "--reason", "Clear and calm")
    assert told.exit_code == 0
    with Store.open(db) as store:
        (kept,) = store.decisions("x0")
    assert kept.who == "Ana"
    assert kept.decision["reason"] == "Clear and calm"
    assert kept.decision["machine"]["levels"] == {"1": "confirmed"}
    assert kept.decision["override"] is False


def test_nobody_is_refused_without_a_reason(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 40)])
    told = typed("decide", "C0000", "--decision", "not_taken_on", "--reason", "  ")
    assert told.exit_code == 2
    with Store.open(db) as store:
        assert store.decisions("x0") == []


def test_nothing_is_decided_before_the_exam_is_over(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", None)])
    assert typed("decide", "C0000", "--decision", "not_taken_on", "--reason", "late").exit_code == 2


def test_a_result_alone_decides_nothing(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 20), ("Ben", 90)])
    found = json.loads(typed("compare", "spring", "--json").stdout)
    assert [row["decision"] for row in found["candidates"]] == [None, None]
    assert found["awaiting_decision"] == 2


def test_decisions_stay_in_the_history(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 90)])
    typed("decide", "C0000", "--decision", "further_interview", "--reason", "to hear more")
    typed("decide", "C0000", "--decision", "taken_on", "--reason", "heard")
    shown = typed("decide", "C0000").stdout
    assert shown.index("further interview") < shown.index("taken on")


def test_a_contest_is_read_by_somebody_else_who_does_not_see_the_first_decision(
    db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 90)])
    typed("decide", "C0000", "--decision", "not_taken_on", "--reason", "too curt for us")
    typed("decide", "C0000", "--contest", "--reason", "asked for by the candidate")
    for words in (["decide", "C0000"], ["compare", "spring"], ["compare", "spring", "--json"]):
        assert "too curt" not in typed(*words).stdout
        assert "not taken on" not in typed(*words).stdout
    again = typed("decide", "C0000", "--decision", "not_taken_on", "--reason", "still")
    assert again.exit_code == 2
    assert "Somebody else" in again.stderr
    as_user(monkeypatch, "Ben")
    second = typed("decide", "C0000", "--decision", "taken_on", "--reason", "kept every promise")
    assert second.exit_code == 0
    assert "too curt" in second.stdout, "with the second decision both are seen"


def test_a_contest_needs_a_decision(db: Path) -> None:
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 90)])
    assert typed("decide", "C0000", "--contest", "--reason", "why not").exit_code == 2


def test_the_share_of_decisions_against_the_result_is_told(db: Path) -> None:
    """Ana and Ben are settled; Cleo's interval holds the cut, so nothing can be against it."""
    with Store.open(db) as store:
        campaign_of(store, [("Ana", 90), ("Ben", 30), ("Cleo", 66)])
    typed("decide", "C0000", "--decision", "not_taken_on", "--reason", "no evening shifts")
    typed("decide", "C0001", "--decision", "not_taken_on", "--reason", "as the result")
    typed("decide", "C0002", "--decision", "not_taken_on", "--reason", "others first")
    found = json.loads(typed("compare", "spring", "--json").stdout)
    assert found["overrides"] == {"against": 1, "settled": 2}
    assert "1 of 2 (50%)" in typed("compare", "spring").stderr
