"""What `scenario check` finds: each mistake at its place, with the nearest valid name."""

import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.content.casting import cast
from chattrainer.content.check import check_path, check_paths
from chattrainer.content.paths import ContentPaths
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import UsageError

from .conftest import FIXTURES, SCENARIO, Workshop
from .mistakes import MISTAKES

NOWHERE = ContentPaths((), ())


def test_the_fixture_library_is_free_of_problems() -> None:
    assert list(check_paths([FIXTURES], NOWHERE).problems) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "at", "guess"), MISTAKES, ids=[f"{m[3]}-{m[2][:24]}" for m in MISTAKES]
)
def test_a_mistake_is_found_at_its_place(
    workshop: Workshop, file: str, old: str, new: str, key: str, at: str, guess: str | None
) -> None:
    workshop.edit(file, old, new)
    found = [problem for problem in workshop.problems() if problem.key == key]
    assert found, [problem.line(Texts("en")) for problem in workshop.problems()]
    problem = found[0]
    line = (
        Path(problem.place.file).read_text(encoding="utf-8").splitlines(keepends=True)[problem.place.line - 1]
    )
    assert Path(problem.place.file) == workshop.file(file)
    assert line[problem.place.column - 1 :].startswith(at)
    assert problem.nearest == guess
    assert problem.message(Texts("en")) != problem.message(Texts("fr"))


def test_every_text_of_a_problem_exists_in_both_languages() -> None:
    tables = [Texts(language).table("content.problem") for language in ("en", "fr")]
    assert tables[0].keys() == tables[1].keys()
    assert {mistake[3] for mistake in MISTAKES} <= tables[0].keys()


def test_a_scenario_of_the_users_own_may_use_a_shipped_company(workshop: Workshop, tmp_path: Path) -> None:
    own = tmp_path / "own" / "en" / "lampworks" / "my-lamp.yaml"
    own.parent.mkdir(parents=True)
    own.write_bytes(workshop.file(SCENARIO).read_bytes())
    assert list(check_path(own, ContentPaths((workshop.root,), ()))) == []
    own.write_text(own.read_text().replace("reason: delivery", "reason: post"), encoding="utf-8")
    assert [p.key for p in check_path(tmp_path / "own", ContentPaths((workshop.root,), ()))] == ["unknown_id"]


def test_a_loose_file_names_its_language_and_company_itself(workshop: Workshop, tmp_path: Path) -> None:
    loose = tmp_path / "my-lamp.yaml"
    text = workshop.file(SCENARIO).read_text(encoding="utf-8")
    loose.write_text("language: en\ncompany: lampwork\n" + text, encoding="utf-8")
    problems = list(check_path(loose, ContentPaths((workshop.root,), ())))
    assert [(p.key, p.nearest, p.place.line) for p in problems] == [("unknown_company", "lampworks", 2)]
    loose.write_text("language: en\ncompany: lampworks\n" + text, encoding="utf-8")
    assert list(check_path(loose, ContentPaths((workshop.root,), ()))) == []


def test_ids_are_unique_in_the_library(workshop: Workshop) -> None:
    other = workshop.root / "en" / "otherworks"
    other.mkdir()
    for name in ("company.yaml", "brief.md", "late-lamp.yaml"):
        (other / name).write_bytes((workshop.root / "en" / "lampworks" / name).read_bytes())
    assert "id_twice" in [problem.key for problem in workshop.problems()]


def test_several_mistakes_are_told_at_once_in_the_files_order(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "told: [delivery_date]", "told: [x]")
    workshop.edit(SCENARIO, "reason: delivery", "reason: z")
    lines = [problem.place.line for problem in workshop.problems()]
    assert lines == sorted(lines)
    assert len(lines) == 2


def test_progress_goes_from_nothing_to_all() -> None:
    seen: list[tuple[int, int]] = []
    check_paths([FIXTURES], NOWHERE, lambda done, of: seen.append((done, of)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)


VALUES = st.sampled_from(
    [
        "3",
        "x",
        "[]",
        "{}",
        "null",
        "[1, 2]",
        "{a: b}",
        "true",
        '""',
        "[[x]]",
        "[{a: 1}]",
        '"{nope}"',
        "{1: 2}",
        "[",
    ]
)


@given(st.integers(0, 10_000), VALUES)
@settings(max_examples=60, deadline=None)
def test_whatever_an_author_writes_is_checked_without_a_crash(at: int, value: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder) / "scenarios")
        shutil.copytree(FIXTURES, workshop.root)
        text = workshop.file(SCENARIO).read_text(encoding="utf-8")
        places = list(re.finditer(r"(?<=: )(\[[^\]\n]*\]|\{[^}\n]*\}|[^\n,{}\[\]]+)", text))
        place = places[at % len(places)]
        changed = text[: place.start()] + value + text[place.end() :]
        workshop.file(SCENARIO).write_text(changed, encoding="utf-8")
        problems = workshop.problems()
        assert all(problem.line(Texts("fr")) for problem in problems)
        if not any(problem.severity == "error" for problem in problems):
            assert cast(workshop.library(), ["late-lamp"], 2, at).cases


@pytest.mark.parametrize(
    ("name", "key"), [("notes.txt", "not_content"), ("case.yml", "extension"), ("empty", "no_files")]
)
def test_what_is_no_content_is_said(tmp_path: Path, name: str, key: str) -> None:
    path = tmp_path / name
    path.write_text("a: b") if "." in name else path.mkdir()
    assert [problem.key for problem in check_path(path, NOWHERE)] == [key]


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        check_path(tmp_path / "nothing", NOWHERE)
    assert refusal.value.key == "content.not_found"
