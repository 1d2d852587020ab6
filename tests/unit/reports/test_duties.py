"""What is owed to the people who are measured: erasure in time and on request, a copy, an access log, fairness."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.exams import decisions
from chattrainer.app.exams.gaps import difference_interval, fisher_exact
from chattrainer.app.exams.retention import months_after, profiles
from chattrainer.cli.main import main
from chattrainer.store import Store
from tests.support.exams import CODE, HOSTILE, MARKUP, NAME, TWIN
from tests.unit.reports.test_comparison import campaign_of


def typed(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=answer)


def on_day(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr("chattrainer.runtime.clocks.today", lambda: date.fromisoformat(day))


def decided(db: Path, at: str, what: decisions.What = "not_taken_on", *, consent: bool = False) -> None:
    """A decision on the played exam, entered on a day."""
    with Store.open(db, stamp=lambda: f"{at}T09:00:00Z") as store:
        decisions.decide(store, CODE, "Ana", what, "a reason")
        if consent:
            decisions.consent(store, CODE, "Ana", True)


def due(*words: str) -> dict[str, tuple[str, str | None]]:
    rows = json.loads(typed("retention", "--all", "--json", *words).stdout)
    return {row["code"]: (row["why"], row["day"]) for row in rows}


# --- retention ---


def test_in_france_a_candidate_is_kept_three_months_after_the_decision(db: Path) -> None:
    decided(db, "2026-11-30")
    assert due()[CODE] == ("decided", "2027-02-28")


def test_with_consent_the_talent_pool_keeps_them_two_years(db: Path) -> None:
    decided(db, "2026-11-30", consent=True)
    assert due()[CODE] == ("talent_pool", "2028-11-30")
    typed("decide", CODE, "--no-consent")
    assert due()[CODE] == ("decided", "2027-02-28")


def test_nothing_is_due_while_a_contest_is_open(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(db, "2020-01-01")
    typed("decide", CODE, "--contest", "--reason", "asked for")
    on_day(monkeypatch, "2030-01-01")
    assert due()[CODE] == ("contested", None)
    assert CODE not in {row["code"] for row in json.loads(typed("retention", "--json").stdout)}


def test_codes_that_were_never_used_are_due_too(db: Path) -> None:
    assert due()[TWIN][0] == "unused"


def test_profiles_are_data_and_an_organisation_has_its_own(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chattrainer.app.exams.retention.settings_path", lambda: tmp_path / "settings.toml")
    assert profiles()["france"].after_decision_months == 3
    assert [p.id for p in profiles().values() if p.four_fifths] == ["us"]
    (tmp_path / "retention.toml").write_text(
        "[ours]\nafter_decision_months = 1\ntalent_pool_months = 6\nundecided_months = 2\nunused_months = 1\n"
    )
    assert profiles()["ours"].after_decision_months == 1
    (tmp_path / "retention.toml").write_text("[ours]\nafter_decision_months = -1\n")
    assert typed("retention", "--profiles").exit_code == 2


def test_a_month_that_is_shorter_ends_earlier() -> None:
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_what_is_due_is_erased_after_a_yes(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(db, "2026-01-01")
    on_day(monkeypatch, "2026-04-02")
    with Store.open(db) as store:
        store._db.execute("update exams set created = '2026-03-30T00:00:00Z' where id <> 'x1'")
    assert typed("retention", "--apply", answer="n\n").exit_code == 1
    with Store.open(db) as store:
        assert store.exam(CODE).state == "ended"
    assert typed("retention", "--apply", answer="y\n").exit_code == 0
    with Store.open(db) as store:
        assert [e.state for e in store.exams()].count("erased") == 1
        assert all(store.verify(p.run).status == "erased" for p in store.parts("x1"))


# --- erasure ---


def test_erasing_one_exam_leaves_nothing_of_it_and_the_logs_verify(db: Path) -> None:
    decided(db, "2026-11-22")
    told = typed("erase", CODE, "--yes")
    assert told.exit_code == 0, told.output
    with Store.open(db) as store:
        exam = store.exam("x1")
        assert (exam.person, exam.state, exam.extra_time, exam.notice) == (None, "erased", 100, {})
        assert store.kept_results("x1") == []
        assert store.decisions("x1") == []
        assert CODE not in exam.code
        for part in store.parts("x1"):
            assert store.verify(part.run).status == "erased"
            assert store.scorecards(part.run) == []
    assert CODE.encode() not in db.read_bytes()


def test_another_candidate_of_the_same_name_stays(db: Path) -> None:
    typed("erase", CODE, "--yes")
    with Store.open(db) as store:
        assert store.exam(TWIN).person == NAME


def test_a_name_that_two_have_is_not_erased_by_guess(db: Path) -> None:
    told = typed("erase", NAME, "--yes")
    assert told.exit_code == 2
    assert CODE in told.stderr
    assert TWIN in told.stderr
    with Store.open(db) as store:
        assert store.exam(CODE).person == NAME
    assert typed("erase", NAME, "--all", "--yes").exit_code == 0
    with Store.open(db) as store:
        assert NAME not in {p.name for p in store.people()}
        assert [e.person for e in store.exams()].count(NAME) == 0


def test_the_last_exam_takes_the_name_away(db: Path) -> None:
    typed("erase", HOSTILE, "--yes")
    with Store.open(db) as store:
        assert MARKUP not in {p.name for p in store.people()}


def test_erasing_asks_first(db: Path) -> None:
    assert typed("erase", CODE, answer="n\n").exit_code == 1
    with Store.open(db) as store:
        assert store.exam(CODE).state == "ended"


def test_somebody_unknown_is_told(db: Path) -> None:
    told = typed("erase", "Nobody Here", "--yes")
    assert told.exit_code == 1
    assert "Nobody Here" in told.stderr


# --- export, accesses, sharing ---


def test_a_person_gets_everything_that_is_kept(db: Path, tmp_path: Path) -> None:
    decided(db, "2026-11-22")
    target = tmp_path / "mine.json"
    assert typed("export", "--person", CODE, "-o", target).exit_code == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    (exam,) = found["exams"]
    assert exam["extra_time"] == 133
    assert exam["results"]
    assert exam["decisions"][0]["decision"]["reason"] == "a reason"
    assert len(found["runs"]) == 2
    assert all(len(run["log"]) > 10 for run in found["runs"])


def test_somebody_elses_free_practice_is_not_exported_for_her(db: Path) -> None:
    from tests.unit.store.sittings import recorded

    with Store.open(db) as store:
        run = recorded(store, person=NAME)
        store.name_candidate("x2", "Camille Robin, 14 May")
    found = json.loads(typed("export", "--person", NAME).stdout)
    assert [exam["code"] for exam in found["exams"]] == [CODE]
    assert run not in {r["id"] for r in found["runs"]}


def test_nobody_gets_the_data_of_a_namesake(db: Path) -> None:
    refused = typed("export", "--person", NAME)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert CODE in refused.stderr
    assert TWIN in refused.stderr
    named = typed("campaign", "name", TWIN, "Camille Robin, 14 May")
    assert "Several" not in named.stderr
    found = json.loads(typed("export", "--person", NAME).stdout)
    assert [exam["code"] for exam in found["exams"]] == [CODE]


def test_who_looked_at_what_is_kept(db: Path) -> None:
    typed("report", CODE)
    typed("export", "--person", CODE)
    typed("compare", "printemps")
    of_exam = json.loads(typed("accesses", CODE, "--json").stdout)
    assert [(a["who"], a["what"]) for a in of_exam] == [("Ana", "report"), ("Ana", "export")]
    rows = list(csv.DictReader(io.StringIO(typed("accesses", "--csv").stdout)))
    assert rows[-1]["what"] == "compare printemps"


def test_free_practice_is_shared_by_its_own_person_alone(db: Path) -> None:
    from tests.unit.store.sittings import recorded

    with Store.open(db) as store:
        mine, hers = recorded(store, person="Ana"), recorded(store, person="Ben")
    assert typed("share", mine).exit_code == 0
    assert typed("share", hers).exit_code == 2
    with Store.open(db) as store:
        assert (store.run(mine).shared, store.run(hers).shared) == (True, False)
    typed("share", mine, "--withdraw")
    with Store.open(db) as store:
        assert not store.run(mine).shared


# --- gaps ---


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """40 women of whom 10 are confirmed, 60 men of whom 45 are, 5 of a third group."""
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "pool.db"))
    monkeypatch.setattr("getpass.getuser", lambda: "Ana")
    people: list[tuple[str | None, float | None]] = [(f"W{i}", 90 if i < 10 else 40) for i in range(40)]
    people += [(f"M{i}", 90 if i < 45 else 40) for i in range(60)]
    people += [(f"X{i}", 90) for i in range(5)]
    with Store.open(tmp_path / "pool.db") as store:
        campaign_of(store, people)
    file = tmp_path / "groups.csv"
    lines = ["code;sex"] + [f"C{i:04d};{'f' if i < 40 else 'm' if i < 100 else 'x'}" for i in range(105)]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_gap_has_an_interval_and_an_exact_test(pool: Path) -> None:
    rows = json.loads(typed("gaps", "spring", "--groups", pool, "--json").stdout)
    women = next(r for r in rows if r["group"] == "f" and r["outcome"] == "confirmed")
    assert women["gap"] == pytest.approx(0.25 - 0.75)
    assert women["low"] < women["gap"] < women["high"] < 0
    assert women["p"] < 0.001


def test_groups_under_thirty_are_not_told(pool: Path) -> None:
    rows = json.loads(typed("gaps", "spring", "--groups", pool, "--json").stdout)
    few = next(r for r in rows if r["group"] == "x")
    assert few["n"] == 5
    assert {few[c] for c in ("rate", "gap", "low", "high", "p", "ratio")} == {None}
    assert "too few people" in typed("gaps", "spring", "--groups", pool).stdout


def test_four_fifths_only_where_the_profile_asks_for_it(pool: Path, tmp_path: Path) -> None:
    rows = json.loads(typed("gaps", "spring", "--groups", pool, "--json").stdout)
    assert {row["ratio"] for row in rows} == {None}
    with Store.open(tmp_path / "pool.db") as store:
        settings = json.dumps({**store.campaign("spring").settings, "retention": "us"})
        store._db.execute("update campaigns set campaign = ?", [settings])
    rows = json.loads(typed("gaps", "spring", "--groups", pool, "--json").stdout)
    women = next(r for r in rows if r["group"] == "f" and r["outcome"] == "confirmed")
    assert women["ratio"] == pytest.approx(1 / 3)
    assert "0.33, under four fifths" in typed("gaps", "spring", "--groups", pool).stdout


def test_the_groups_are_never_kept(pool: Path, tmp_path: Path) -> None:
    pool.write_text("code,sex\nC0000,unmistakable\n", encoding="utf-8")
    typed("gaps", "spring", "--groups", pool)
    kept = b"".join(
        f.read_bytes() for f in tmp_path.iterdir() if f.is_file() and f.name.startswith("pool.db")
    )
    assert b"unmistakable" not in kept


@pytest.mark.parametrize("text", ["", "code\nC0000\n", "name,sex\nAna,f\n", "code,sex\nC1,f\nC1,m\n"])
def test_a_groups_file_that_is_none_is_told(pool: Path, text: str) -> None:
    pool.write_text(text, encoding="utf-8")
    told = typed("gaps", "spring", "--groups", pool)
    assert told.exit_code == 2
    assert "groups.csv" in told.stderr


def test_the_exact_test_agrees_with_published_tables() -> None:
    """Fisher's tea (1935): 34/70 two-sided; and a table of Agresti's."""
    assert fisher_exact(3, 1, 1, 3) == pytest.approx(34 / 70)
    assert fisher_exact(8, 2, 1, 5) == pytest.approx(0.0350, abs=1e-4)
    assert fisher_exact(10, 10, 10, 10) == pytest.approx(1)


def test_the_interval_agrees_with_newcombes_example() -> None:
    """Newcombe (1998), 56/70 against 48/80, method 10: 0.0524 to 0.3339."""
    low, high = difference_interval(56, 70, 48, 80)
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)
