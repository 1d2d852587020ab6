"""Campaigns from the command line: forms with their terms, codes, namesakes, candidates who withdraw."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.store import Store


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "exams.db"))
    return tmp_path / "exams.db"


def typed(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def form(*options: str) -> str:
    """The id of an orientation form."""
    asked = ("--company", "maison-tilleul", "--kind", "orientation", "--json", *options)
    built = json.loads(typed("campaign", "form", *asked).stdout)
    return str(built[0]["id"])


def opened(*options: str) -> Result:
    return typed("campaign", "open", "winter", "--form", form(), *options)


def codes(*names: str) -> list[str]:
    asked = [part for name in names for part in ("--candidate", name)]
    return [e["code"] for e in json.loads(typed("campaign", "codes", "winter", *asked, "--json").stdout)]


def test_a_form_keeps_the_terms_it_was_built_with(db: Path) -> None:
    name = form("--cut", "70", "--spelling-marks", "--strictness", "brand", "--proofreader", "embedded")
    with Store.open(db) as store:
        built = store.form(name)
    assert (built.cut, built.provisional_cut) == (70.0, False)
    assert (built.spelling_marks, built.strictness, built.proofreader) == (True, "brand", "embedded")
    assert name != form(), "another form has another name"


def test_a_form_by_an_unknown_rubric_is_refused(db: Path) -> None:
    asked = ("--company", "maison-tilleul", "--kind", "orientation", "--rubric", "nowhere.yaml")
    assert typed("campaign", "form", *asked).exit_code in (1, 2)


def test_a_level_that_the_form_does_not_show_is_refused(db: Path) -> None:
    assert opened("--level", "3").exit_code == 2
    assert opened("--level", "2").exit_code == 0


def test_an_unknown_retention_profile_is_refused_before_anybody_is_examined(db: Path) -> None:
    refused = opened("--retention", "nowhere")
    assert refused.exit_code == 2
    assert "france" in refused.stderr


def test_two_candidates_of_one_name_are_told_at_once_and_can_be_told_apart(db: Path) -> None:
    opened()
    told = typed("campaign", "codes", "winter", "--candidate", "Ana Roy", "--candidate", "Ana Roy")
    assert "Several exams are under the name “Ana Roy”" in told.stderr
    second = told.stdout.split("\n")[1].split()[0]
    assert "Several" not in typed("campaign", "name", second, "Ana Roy, 14 May").stderr
    with Store.open(db) as store:
        assert {exam.person for exam in store.exams("winter")} == {"Ana Roy", "Ana Roy, 14 May"}


def test_a_candidate_withdraws_and_may_come_back(db: Path) -> None:
    opened()
    [code] = codes("Ana Roy")
    assert typed("campaign", "withdraw", code).exit_code == 0
    refused = typed("assess", "--code", code, "--robot", "skilled")
    assert (refused.exit_code, "Traceback" in refused.output) == (2, False)
    assert typed("campaign", "withdraw", code).exit_code == 2
    assert typed("campaign", "withdraw", code, "--undo").exit_code == 0
    with Store.open(db) as store:
        assert store.exam(code).state == "created"
        assert [access.what for access in store.accesses(store.exam(code).id)] == ["withdraw", "reinstate"]


def test_a_robot_takes_no_candidates_code(db: Path) -> None:
    opened()
    [code] = codes("Ana Roy")
    refused = typed("assess", "--code", code, "--robot", "skilled")
    assert refused.exit_code == 2
    assert "chattrainer assess --candidate TEST --form ID" in refused.stderr
    with Store.open(db) as store:
        assert store.exam(code).state == "created"


def test_names_of_any_kind_are_only_names(db: Path) -> None:
    opened()
    names = ["<b>Bob</b>", "=1+1", "../../etc/passwd"]
    codes(*names)
    shown = typed("campaign", "show", "winter").stdout
    assert all(name in shown for name in names)
    table = typed("compare", "winter", "--csv").stdout
    assert "\n=1+1" not in table
    assert ",=1+1" not in table


def test_an_erasure_asks_only_about_what_there_is(db: Path) -> None:
    opened()
    codes("Ana Roy", "Ana Roy", "Ben Low")
    nobody = typed("erase", "Nobody")
    assert (nobody.exit_code, "?" in nobody.stderr) == (1, False)
    several = typed("erase", "Ana Roy")
    assert (several.exit_code, "?" in several.stderr) == (2, False)
    asked = typed("erase", "Ben Low")
    assert (asked.exit_code, "Erase for good" in asked.stderr) == (1, True)
