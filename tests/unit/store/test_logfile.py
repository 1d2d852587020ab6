"""Log files: an export proves itself anywhere, and a broken file is told with its line."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.model.errors import StoreError
from chattrainer.store import Store
from chattrainer.store.logfile import plain_lines, read_entries, sealed_lines, verify_file, write_log
from chattrainer.store.source import is_log_file, read_log
from tests.unit.store.sittings import CHAT, EVENTS, opening, recorded


@dataclass(frozen=True)
class Exported:
    lines: list[str]
    scratch: Path

    def with_lines(self, lines: list[str]) -> Path:
        self.scratch.write_text("\n".join(lines), encoding="utf-8")
        return self.scratch


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp("export")
    with Store.open(":memory:") as store:
        return Exported(exported(store, recorded(store), folder / "a.jsonl"), folder / "scratch.jsonl")


def exported(store: Store, run: str, path: Path) -> list[str]:
    write_log(path, sealed_lines(store.run(run), store.links(run)))
    return path.read_text(encoding="utf-8").splitlines()


def test_an_export_is_verified_without_the_database(store: Store, tmp_path: Path) -> None:
    run = recorded(store, person="Ana")
    exported(store, run, tmp_path / "a.jsonl")
    assert verify_file(tmp_path / "a.jsonl") == store.verify(run)
    store.erase("Ana")
    exported(store, run, tmp_path / "b.jsonl")
    assert verify_file(tmp_path / "b.jsonl") == store.verify(run)


def test_an_export_that_some_tool_spaced_anew_is_still_intact(store: Store, tmp_path: Path) -> None:
    lines = exported(store, recorded(store), tmp_path / "a.jsonl")
    spaced = [json.dumps(json.loads(line), indent=None, sort_keys=True) for line in lines]
    (tmp_path / "b.jsonl").write_text("\r\n".join(spaced), encoding="utf-8")
    assert verify_file(tmp_path / "b.jsonl").status == "intact"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_an_export_in_which_one_character_changed_is_found(export: Exported, data: st.DataObject) -> None:
    lines = export.lines
    row = data.draw(st.integers(0, len(lines) - 1))
    place = data.draw(st.integers(0, len(lines[row]) - 1))
    character = data.draw(st.characters(min_codepoint=0x21, max_codepoint=0x7E))
    line = lines[row][:place] + character + lines[row][place + 1 :]
    if _means_the_same(line, lines[row]):
        return
    path = export.with_lines([*lines[:row], line, *lines[row + 1 :]])
    try:
        verdict = verify_file(path)
    except StoreError:
        return  # no log any more: told with its line
    assert verdict.status == "altered"


@settings(max_examples=30, deadline=None)
@given(row=st.integers(1, EVENTS - 1))
def test_an_export_that_lacks_a_line_is_found(export: Exported, row: int) -> None:
    path = export.with_lines(export.lines[:row] + export.lines[row + 1 :])
    assert verify_file(path).first_bad == row + 1


def _means_the_same(line: str, before: str) -> bool:
    """Whether only the state of the sitting (which no digest covers) or nothing at all changed."""
    try:
        now, then = json.loads(line), json.loads(before)
    except ValueError:
        return False
    for fields in (now, then):
        if isinstance(fields, dict) and isinstance(fields.get("log"), dict):
            fields["log"].pop("status", None)
    return bool(now == then)


def test_an_export_is_read_back_as_it_went_with_the_files_it_rests_on(store: Store, tmp_path: Path) -> None:
    run = recorded(store)
    exported(store, run, tmp_path / "a.jsonl")
    assert read_entries(tmp_path / "a.jsonl") == list(store.entries(run))
    assert read_entries(tmp_path / "a.jsonl")[0].event == opening()


def test_a_plain_log_is_read_but_has_nothing_to_verify(store: Store, tmp_path: Path) -> None:
    entries = list(store.entries(recorded(store)))
    write_log(tmp_path / "plain.jsonl", plain_lines(entries))
    assert read_entries(tmp_path / "plain.jsonl") == entries
    with pytest.raises(StoreError, match=r"store\.log_unsealed"):
        verify_file(tmp_path / "plain.jsonl")


def test_a_written_log_replaces_the_old_one_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("before", encoding="utf-8")

    def breaking_off() -> "list[str]":
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_log(path, (line for line in breaking_off()))
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (2, "{"),
        (2, "[]"),
        (3, '{"number": 3, "event": {"kind": "say", "at": -1, "chat": 1, "text": ""}}'),
        (3, '{"number": 3, "event": {"kind": "unheard_of", "at": 1}}'),
        (3, '{"number": 4, "event": {"kind": "finish", "at": 1}}'),
        (3, '{"number": 3, "event": {"kind": "finish", "at": NaN}}'),
        (3, '{"number": 3, "event": {"kind": "note", "at": 1, "chat": 1, "text": "\\ud800"}}'),
        (3, "[" * 100_000),
        (3, '{"number": 3, "event": {"kind": "finish", "at": 1}, "salt": "zz"}'),
    ],
)
def test_a_broken_line_is_told_with_its_place(export: Exported, row: int, line: str) -> None:
    path = export.with_lines([*export.lines[: row - 1], line, *export.lines[row:]])
    with pytest.raises(StoreError) as told:
        read_entries(path)
    assert (told.value.key, told.value.params["line"]) == ("store.log_line", row)
    assert str(path) == told.value.params["path"]


def test_bytes_that_are_no_text_are_told_with_their_line(export: Exported) -> None:
    export.scratch.write_bytes(export.lines[0].encode() + b"\n\xff\xfe\n")
    with pytest.raises(StoreError) as told:
        read_entries(export.scratch)
    assert (told.value.key, told.value.params["line"]) == ("store.log_line", 2)


@pytest.mark.parametrize(("text", "key"), [("", "log_empty"), ("\n \n", "log_empty")])
def test_an_empty_file_is_no_log(export: Exported, text: str, key: str) -> None:
    for read in (read_entries, verify_file):
        with pytest.raises(StoreError, match=rf"store\.{key}"):
            read(export.with_lines([text]))


def test_a_log_begins_with_its_opening(export: Exported) -> None:
    lines = plain_lines([read_entries(export.with_lines(export.lines))[1].model_copy(update={"number": 1})])
    with pytest.raises(StoreError, match=r"store\.log_no_opening"):
        read_entries(export.with_lines(list(lines)))


def test_an_erased_export_says_so_when_it_is_read(store: Store, tmp_path: Path) -> None:
    run = recorded(store, person="Ana")
    store.erase("Ana")
    exported(store, run, tmp_path / "a.jsonl")
    with pytest.raises(StoreError, match=r"store\.log_erased"):
        read_entries(tmp_path / "a.jsonl")


def test_a_missing_file_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"store\.log_missing"):
        read_entries(tmp_path / "none.jsonl")
    with pytest.raises(StoreError, match=r"store\.cannot_open"):
        read_entries(tmp_path)


def test_no_control_character_stands_in_a_line(store: Store) -> None:
    with store.begin(opening()) as writer:
        writer.append(CHAT[3].model_copy(update={"text": "\x1b[2J \x9b2J \u202e \x00 \x7f"}))
    lines = list(sealed_lines(store.run(writer.run_id), store.links(writer.run_id)))
    assert all(character.isprintable() or character in "\u00a0\u202f" for character in "".join(lines))
    assert json.loads(lines[1])["event"]["text"] == "\x1b[2J \x9b2J \u202e \x00 \x7f"


def test_a_run_is_an_id_or_a_file(store: Store, db: Path, tmp_path: Path) -> None:
    run = recorded(store)
    exported(store, run, tmp_path / "a.jsonl")
    by_id, by_file = read_log(run[:12], db), read_log(str(tmp_path / "a.jsonl"))
    assert by_id.entries == by_file.entries
    assert (by_id.name, by_file.name, by_file.run) == (run, "a.jsonl", None)
    assert (is_log_file("20261122-7f3a"), is_log_file("x.jsonl"), is_log_file("a/b")) == (False, True, True)
