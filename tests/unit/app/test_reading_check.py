"""What the reader makes of a scenario's own examples: authors are told which are taken for something else."""

import re
import shutil
from functools import cache
from pathlib import Path

import pytest

from chattrainer.adapters.encoder import build_reader
from chattrainer.app.reading_check import check_reading
from chattrainer.content.beginning import Beginning, begin
from chattrainer.content.library import load_library
from chattrainer.content.paths import ContentPaths, content_paths
from chattrainer.content.problems import Problems
from chattrainer.model.ids import ACTIVITIES, Activity
from tests.builders import RUBRICS

FIXTURES = Path(__file__).parents[2] / "fixtures" / "scenarios"
reader_of = cache(build_reader)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return shutil.copytree(FIXTURES, tmp_path / "scenarios")


def with_facts(library: Path, *facts: str) -> Path:
    """The scenario with more facts, in flow style."""
    file = library / "en" / "lampworks" / "late-lamp.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^facts:\n", "facts:\n" + "".join(f"  {f}\n" for f in facts), text, count=1))
    return file


def advice(file: Path, library: Path) -> Problems:
    return check_reading([file], ContentPaths((library,), (RUBRICS,)), reader_of)


SHADE = 'shade: {value: red, asked_like: ["What colour is it?", "Which shade did you order?", "Is it red or blue?", "What tint did you choose?"], says: [red]}'  # noqa: E501
TINT = 'tint: {value: red, asked_like: ["Which colour is it?", "What shade did you order?", "Is it blue or red?", "Which tint did you choose?"], says: [red]}'  # noqa: E501
ROOM = 'room: {value: hall, asked_like: ["Which room is it for?", "What is your postcode?", "In what room will it hang?", "For which room did you buy it?"], says: [hall]}'  # noqa: E501


def test_facts_that_say_the_same_cannot_be_told_apart(library: Path) -> None:
    file = with_facts(library, SHADE, TINT)
    alike = [p for p in advice(file, library) if p.key == "read_alike"]
    assert [{dict(p.params)["id"], dict(p.params)["other"]} for p in alike] == [{"shade", "tint"}]
    assert all(p.severity == "advice" for p in alike)


def test_an_example_of_something_else_is_told_where_it_stands(library: Path) -> None:
    file = with_facts(library, ROOM)
    (found,) = [p for p in advice(file, library) if p.key == "read_as" and dict(p.params)["id"] == "room"]
    assert dict(found.params)["text"] == "What is your postcode?"
    assert dict(found.params)["other"] == "postcode"
    assert file.read_text(encoding="utf-8").splitlines()[found.place.line - 1].startswith("  room:")


def test_facts_that_differ_are_no_matter_for_advice(library: Path) -> None:
    file = with_facts(library, SHADE)
    assert [p for p in advice(file, library) if dict(p.params)["id"] == "shade"] == []


def test_what_a_companys_own_facts_do_among_themselves_is_told_to_who_asks_about_the_company(
    library: Path,
) -> None:
    company = library / "en" / "lampworks" / "company.yaml"
    text = company.read_text(encoding="utf-8")
    company.write_text(text.replace("facts:\n", f"facts:\n  {SHADE}\n  {TINT}\n", 1), encoding="utf-8")
    file = library / "en" / "lampworks" / "late-lamp.yaml"
    assert not [p for p in advice(file, library) if dict(p.params)["id"] in {"shade", "tint"}]
    told = [p for p in advice(library / "en", library) if dict(p.params)["id"] in {"shade", "tint"}]
    assert {Path(p.place.file).name for p in told} == {"company.yaml"}
    assert "read_alike" in {p.key for p in told}


def test_a_company_alone_has_nothing_to_read(library: Path) -> None:
    assert len(advice(library / "en" / "lampworks" / "company.yaml", library)) == 0


@pytest.mark.parametrize("activity", ACTIVITIES)
@pytest.mark.parametrize(
    ("language", "company"), [("en", "wrenlink"), ("fr", "maison-tilleul"), ("fr", "marelie")]
)
def test_a_case_that_has_just_been_begun_needs_no_advice(
    activity: Activity, language: str, company: str, tmp_path: Path
) -> None:
    folder = tmp_path / "scenarios"
    shipped = content_paths(environ={})
    begin(Beginning("my-case", activity, company, language), load_library(shipped), folder)
    file = folder / language / company / "my-case.yaml"
    assert not list(check_reading([file], content_paths(folder, environ={}), reader_of))
