"""The team's table as a file: every spreadsheet reads it, none takes it for a program."""

import csv
from pathlib import Path

import pytest

from chattrainer.app.progress import TeamRow
from chattrainer.app.team_table import TEAM_COLUMNS, save_team
from chattrainer.model.errors import OutsideError
from tests.support.scored import by_criterion


def row(person: str) -> TeamRow:
    scores = by_criterion([81.0, None, 66.5, 90.0])
    return TeamRow(person, "assigned", 2, "fr", 4, 78.1, scores, "2026-10-01T09:00:00Z", -3.5)


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_a_row_is_saved_under_the_names_of_the_contract(tmp_path: Path) -> None:
    saved = save_team([row("Zoé"), row("Ana")], str(tmp_path / "team.csv"))
    first, second = read(saved)
    assert tuple(first) == TEAM_COLUMNS
    assert (first["person"], second["person"]) == ("Zoé", "Ana")
    assert (first["latency"], first["writing"], first["trend"]) == ("81.0", "", "-3.5")
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_name_is_taken_for_a_formula(tmp_path: Path, name: str) -> None:
    (saved,) = read(save_team([row(name)], str(tmp_path / "team.csv")))
    assert saved["person"].startswith("'")


def test_a_file_that_is_there_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "team.csv"
    file.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        save_team([row("Ana")], str(file))
    assert file.read_text(encoding="utf-8") == "mine"
    save_team([row("Ana")], str(file), replace=True)
    assert read(file)[0]["person"] == "Ana"


def test_the_users_own_folder_can_be_written_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert save_team([row("Ana")], "~/team.csv") == tmp_path / "team.csv"


@pytest.mark.parametrize("file", ["no/such/folder/team.csv", ".", "a\0b.csv"])
def test_a_file_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutsideError, match=r"progress\.cannot_write"):
        save_team([row("Ana")], file, replace=True)
