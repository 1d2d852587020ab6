"""Files that are broken in ways that no schema knows: each is told once, at its place, without a traceback."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from chattrainer.cli.main import main

from .conftest import COMPANY, SCENARIO, Workshop


def checked(workshop: Workshop, *paths: str) -> tuple[int, list[str]]:
    """The exit code of `scenario check`, and the lines it prints, with paths under the library's folder."""
    result = CliRunner().invoke(
        main,
        ["scenario", "check", *(str(workshop.file(p)) for p in paths)],
        env={"CHATTRAINER_LANGUAGE": "en"},
        catch_exceptions=False,
    )
    return result.exit_code, result.stdout.replace(f"{workshop.root}/", "").splitlines()


def edited(old: str, new: str, name: str = SCENARIO) -> Callable[[Workshop], None]:
    return lambda workshop: workshop.edit(name, old, new)


def overwritten(raw: bytes) -> Callable[[Workshop], None]:
    def write(workshop: Workshop) -> None:
        workshop.file(SCENARIO).write_bytes(raw)

    return write


def linked_to_itself(workshop: Workshop) -> None:
    workshop.file(SCENARIO).unlink()
    workshop.file(SCENARIO).symlink_to("late-lamp.yaml")


def linked_outside(workshop: Workshop) -> None:
    workshop.file(SCENARIO).unlink()
    workshop.file(SCENARIO).symlink_to(Path(__file__))


def linked_to_nothing(workshop: Workshop) -> None:
    workshop.file(SCENARIO).unlink()
    workshop.file(SCENARIO).symlink_to("gone.yaml")


# (what is broken, how, words of the message)
BROKEN = [
    ("a tab", edited("draw:\n  ", "draw:\n\t"), "tab"),
    ("a key twice", edited("difficulty: 2\n", "difficulty: 2\ndifficulty: 3\n"), "difficulty"),
    ("yes for true", edited("undoable: false", "undoable: no"), "true or false"),
    ("a list that isn't closed", edited('says: ["hello?"]', 'says: ["hello?"'), "]"),
    ("French punctuation", edited('["hello?"]', "[allô : oui]"), "French punctuation"),
    ("not a text file", overwritten(b"\x00\xff\xfeid: lamp"), "UTF-8"),
    ("an enormous file", overwritten(b"title: " + b"x" * 2_000_000), "larger than"),
    ("an alias to itself", overwritten(b"draw: &a [*a]\n"), "references"),
    ("a link in a circle", linked_to_itself, "circle"),
    ("a link that leads out of the library", linked_outside, "out of the library"),
    ("a link that leads to nothing", linked_to_nothing, "nothing"),
    ("another type", edited("difficulty: 2", "difficulty: [2]"), "number"),
    ("an unknown id", edited("known: [needed_by]", "known: [neded_by]"), "Did you mean “needed_by”?"),
    ("a negative cost", edited("cost: 12", "cost: -12"), "at least 0"),
]


@pytest.mark.parametrize(("how", "words"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_each_way_of_breaking_a_file_is_told_at_its_place(
    workshop: Workshop, how: Callable[[Workshop], None], words: str
) -> None:
    how(workshop)
    code, lines = checked(workshop, ".")
    assert code == 1
    assert len(lines) == 1, lines
    place, _, message = lines[0].partition(": ")
    file, line, column = place.rsplit(":", 2)
    assert file == SCENARIO
    assert line.isdecimal()
    assert column.isdecimal()
    assert words in message


def test_a_missing_company_is_told_where_it_is_named(workshop: Workshop) -> None:
    workshop.file(COMPANY).unlink()
    code, lines = checked(workshop, SCENARIO)
    assert code == 1
    assert lines[0].startswith(SCENARIO)
    assert "lampworks" in lines[0]


def test_rules_that_contradict_each_other_are_found(workshop: Workshop) -> None:
    """An end that asks for a value which no action ever sets."""
    workshop.edit(SCENARIO, "{order.status: reshipped}, told", "{order.status: sent}, told")
    code, lines = checked(workshop, SCENARIO)
    assert code == 1
    assert "never becomes “sent”" in lines[0]


def test_a_folder_with_links_in_circles_can_be_listed(workshop: Workshop) -> None:
    linked_to_itself(workshop)
    result = CliRunner().invoke(
        main, ["scenario", "list", "--scenarios", str(workshop.root)], catch_exceptions=False
    )
    assert result.exit_code == 0
