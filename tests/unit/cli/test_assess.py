"""`chattrainer assess` on the command line: a robot tries a form out; what cannot be taken is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.store import Store


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one orientation form."""
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    file = tmp_path / "exams.db"
    made = call(file, "campaign", "form", "--company", "maison-tilleul", "--kind", "orientation")
    assert made.exit_code == 0, made.stderr
    return file


def call(db: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--db", str(db)])


def form_of(db: Path) -> str:
    with Store.open(db, readonly=True) as store:
        return store.forms()[0].id


def test_a_robot_tries_a_form_out_and_the_code_is_used_up(db: Path) -> None:
    words = ("--candidate", "Essai", "--form", form_of(db), "--seed", "7", "--robot", "silent", "--json")
    sat = call(db, "assess", *words)
    assert sat.exit_code == 0, sat.stderr
    result = json.loads(sat.stdout)
    assert result["form"] == form_of(db)
    assert [level["cases"] for level in result["levels"]] == [1, 2, 0]
    assert result["highest"] is None
    with Store.open(db, readonly=True) as store:
        [exam] = store.exams()
    assert (exam.state, exam.person, exam.seed, exam.purpose) == ("ended", "Essai", 7, "recruitment")
    assert exam.code in sat.stderr
    again = call(db, "assess", "--code", exam.code, "--robot", "silent")
    assert again.exit_code == 2
    assert "ended already" in again.stderr
    assert call(db, "assess", *words).exit_code == 2, "the seed is used"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--candidate", "Ana"),
        ("--code", "AAAA-BBBB", "--form", "x"),
        ("--candidate", "  ", "--form", "x"),
    ],
    ids=["nothing", "no-form", "both", "blank"],
)
def test_a_code_or_a_candidate_with_a_form_is_needed(db: Path, words: tuple[str, ...]) -> None:
    refused = call(db, "assess", *words)
    assert refused.exit_code == 2
    assert "--code" in refused.stderr


def test_an_unknown_code_or_form_is_told(db: Path) -> None:
    assert "XXXX-XXXX" in call(db, "assess", "--code", "XXXX-XXXX", "--robot", "silent").stderr
    assert "no exam form" in call(db, "assess", "--candidate", "A", "--form", "none").stderr


def test_what_the_employer_set_reaches_the_notice(db: Path) -> None:
    set_up = ("--employer", "Voilà & Fils", "--contact", "dpo@voila.example", "--legal-basis", "contract")
    assert call(db, "campaign", "open", "c1", "--form", form_of(db), *set_up).exit_code == 0
    with Store.open(db, readonly=True) as store:
        settings = store.campaign("c1").settings
    assert [settings[name] for name in ("employer", "contact", "legal_basis")] == [
        "Voilà & Fils",
        "dpo@voila.example",
        "contract",
    ]
