"""`chattrainer progress` as it is typed."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.store import Store
from tests.support.scored import sat

BRAILLE = range(0x2800, 0x2900)


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("LOGNAME", "ana")
    return tmp_path / "log.db"


@pytest.fixture
def team(db: Path) -> Path:
    """Ana practised freely and shared one sitting; Bob and Cy did assigned work; one was a candidate."""
    with Store.open(db) as store:
        sat(store, "ana", "10-01", [40.0, 45.0, 50.0, 55.0])
        sat(store, "ana", "10-02", [50.0, 55.0, None, 65.0], chats=2, shared=True)
        sat(store, "ana", "10-03", None, language="en")
        for day, score in enumerate((50.0, 52.0, 60.0, 62.0), 4):
            sat(store, "Bob", f"10-{day:02d}", score, purpose="assigned", language="en")
        sat(store, "Cy", "10-09", 90.0, purpose="evaluation", chats=3)
        sat(store, "Cara", "10-10", 99.0, purpose="recruitment")
        sat(store, "Rob", "10-11", 10.0, purpose="assigned", player="skilled")
    return db


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["progress", *(str(word) for word in words)])


def people(*words: str) -> list[str]:
    return [record["person"] for record in json.loads(typed(*words, "--json").stdout)]


def test_the_table_has_a_line_for_each_person_purpose_and_load(team: Path) -> None:
    title, *lines = typed().stdout.splitlines()
    assert title.split()[:4] == ["Agent", "Purpose", "Language", "Chats"]
    assert [line.split()[0] for line in lines] == ["ana", "Bob", "Cy"]
    assert "+10.0" in lines[1]
    assert "2026-10-07" in lines[1]
    assert lines[0].count("–") == 2  # directiveness, trend


def test_the_table_speaks_french_with_french_decimals(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")
    shown = typed().stdout
    for words in ("Conseiller", "exercice demandé", "évaluation", "56,0", "+10,0"):
        assert words in shown


def test_neither_free_practice_nor_recruitment_nor_robots_are_in_any_form_of_the_table(team: Path) -> None:
    for form in ((), ("--json",), ("--csv",)):
        shown = typed(*form).stdout
        assert "Cara" not in shown
        assert "Rob" not in shown
        assert "2026-10-01" not in shown
    assert people("--purpose", "recruitment") == []


def test_somebody_elses_free_practice_is_not_told_to_have_taken_place(
    team: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "bob")
    assert [record["opened"][:10] for record in json.loads(typed("--person", "ana", "--json").stdout)] == [
        "2026-10-02"
    ]
    with Store.open(team) as store:
        sat(store, "dan", "10-12")
    assert typed("--person", "dan").stderr == typed("--person", "nobody").stderr
    assert typed("--person", "Cara").stderr == typed("--person", "nobody").stderr


def test_my_own_sittings_are_all_shown_with_their_curve(team: Path) -> None:
    shown = typed("--person", "ana").stdout
    table, curve = shown.split("\n\n", 1)
    title, *lines = table.splitlines()
    assert [line.split()[1] for line in lines] == ["2026-10-01", "2026-10-02", "2026-10-03"]
    assert "not scored yet" in lines[2]
    assert "1, 2, 3: chats at once" in curve
    assert title.split()[-1] == "Status"
    reversed_lines = typed("--person", "ana", "--reverse").stdout.split("\n\n")[0].splitlines()[1:]
    assert reversed_lines == lines[::-1]


def test_a_curve_needs_two_scored_sittings(team: Path) -> None:
    assert "\n\n" not in typed("--person", "ana", "--chats", "2").stdout


def test_a_curve_is_left_out_where_it_cannot_be_written(team: Path) -> None:
    runner = CliRunner(charset="cp1252")
    shown = runner.invoke(main, ["progress", "--person", "ana"])
    assert shown.exit_code == 0
    assert "2026-10-01" in shown.stdout
    assert not any(ord(character) in BRAILLE for character in shown.stdout)


def test_csv_holds_the_columns_by_name_and_no_formula(db: Path) -> None:
    with Store.open(db) as store:
        sat(store, "=HYPERLINK(1)", "10-01", purpose="assigned")
    (record,) = csv.DictReader(io.StringIO(typed("--csv").stdout))
    assert record["person"] == "'=HYPERLINK(1)"
    assert (record["chats_at_once"], record["overall"], record["trend"]) == ("1", "60.0", "")


def test_a_name_drives_no_terminal(db: Path) -> None:
    with Store.open(db) as store:
        sat(store, "A\x1b[2J\u202e", "10-01", purpose="assigned")
    for form in ((), ("--json",), ("--csv",)):
        assert not any(c in typed(*form).stdout for c in "\x1b\u202e")


@pytest.mark.parametrize(
    ("words", "order"),
    [
        (("--sort", "person"), ["ana", "Bob", "Cy"]),
        (("--sort", "person", "--reverse"), ["Cy", "Bob", "ana"]),
        (("--sort", "overall"), ["Bob", "ana", "Cy"]),
        (("--sort", "chats", "--reverse"), ["Cy", "ana", "Bob"]),
        (("--sort", "directiveness", "--reverse"), ["Cy", "Bob", "ana"]),
        (("--sort", "last", "--reverse"), ["Cy", "Bob", "ana"]),
        (("--sort", "trend"), ["Bob", "ana", "Cy"]),
        (("--sort", "language"), ["Bob", "ana", "Cy"]),
    ],
)
def test_the_table_is_put_in_order_by_any_column(
    team: Path, words: tuple[str, ...], order: list[str]
) -> None:
    assert people(*words) == order


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--purpose", "assigned"), ["Bob"]),
        (("--purpose", "practice"), ["ana"]),
        (("--chats", "3"), ["Cy"]),
        (("--language", "en"), ["Bob"]),
        (("--language", "fr", "--chats", "2"), ["ana"]),
    ],
)
def test_the_table_is_narrowed(team: Path, words: tuple[str, ...], found: list[str]) -> None:
    assert people(*words) == found


def test_a_persons_sittings_are_narrowed(team: Path) -> None:
    found = json.loads(typed("--person", "ana", "--language", "fr", "--chats", "1", "--json").stdout)
    assert [record["overall"] for record in found] == [47.5]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_empty_table_says_what_is_missing(
    db: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", language)
    Store.open(db).close()
    told = set()
    for words in ((), ("--person", "ana"), ("--person", "bob")):
        nothing = typed(*words)
        assert (nothing.exit_code, nothing.stdout) == (0, "")
        told.add(nothing.stderr)
    assert len(told) == 3
    assert json.loads(typed("--json").stdout) == []
    assert typed("--csv").stdout.count("\n") == 1


def test_a_wrong_command_line_is_refused(db: Path) -> None:
    for words in (("--json", "--csv"), ("--sort", "luck"), ("--chats", "9"), ("--purpose", "fun")):
        assert typed(*words).exit_code == 2
    missing = typed("--db", "no/such.db")
    assert missing.exit_code == 1
    assert "no/such.db" in missing.stderr.replace("\\", "/")
