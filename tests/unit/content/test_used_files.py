"""A sitting can be drawn again from the files in its log, whatever became of the library."""

from pathlib import Path

import pytest

from chattrainer.content.casting import cast
from chattrainer.content.library import Library
from chattrainer.content.used_files import library_from_files, used_files
from chattrainer.model.errors import ContentError

from .conftest import SCENARIO, Workshop

LAMP = "late-lamp"


def test_the_log_alone_draws_the_same_sitting(lampworks: Library) -> None:
    files = used_files(lampworks, [LAMP, LAMP])
    assert cast(library_from_files(files), [LAMP], 3, 8) == cast(lampworks, [LAMP], 3, 8)


def test_each_file_is_named_once_by_a_relative_path(lampworks: Library) -> None:
    assert [(file.role, file.path) for file in used_files(lampworks, [LAMP, LAMP])] == [
        ("scenario", "scenarios/en/lampworks/late-lamp.yaml"),
        ("company", "scenarios/en/lampworks/company.yaml"),
        ("company", "scenarios/en/lampworks/articles.yaml"),
        ("company", "scenarios/en/lampworks/canned.yaml"),
        ("company", "scenarios/en/lampworks/brief.md"),
        ("people", "scenarios/en/people.yaml"),
        ("phrases", "scenarios/en/phrases.yaml"),
    ]


def test_nothing_tells_of_the_machine(workshop: Workshop, tmp_path: Path) -> None:
    for file in used_files(workshop.library(), [LAMP]):
        assert str(tmp_path) not in file.model_dump_json()


def test_windows_line_ends_and_a_byte_order_mark_survive(workshop: Workshop) -> None:
    file = workshop.file(SCENARIO)
    text = file.read_text(encoding="utf-8")
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    library = workshop.library()
    plan = cast(library, [LAMP], 1, 8)
    assert cast(library_from_files(used_files(library, [LAMP])), [LAMP], 1, 8) == plan


def test_an_altered_text_is_refused(lampworks: Library) -> None:
    first, *rest = used_files(lampworks, [LAMP])
    altered = first.model_copy(update={"text": (first.text or "") + " "})
    erased = first.model_copy(update={"text": None})
    for file, words in ((altered, "its digest differs"), (erased, "does not carry the text")):
        with pytest.raises(ContentError) as refusal:
            library_from_files([file, *rest])
        assert words in f"{refusal.value.params['problems']:en}"
