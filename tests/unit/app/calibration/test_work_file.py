"""The files that a calibration goes on from: cut short, and not its own."""

from pathlib import Path

import pytest

from chattrainer.app.calibration import player
from chattrainer.app.calibration.play import Job
from chattrainer.app.calibration.player import Player, shared_answers
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import CaseEvidence, FormCase
from tests.unit.app.calibration.stand_ins import like_its_ability
from tests.unit.app.calibration.test_calibration import AtOnce

JOBS = [
    Job(f"{n}:0:1", (FormCase(scenario="bill-went-up"),), (), 1, n, "en", ((n, n, n, n),), proofread=False)
    for n in range(1, 4)
]


def played(work: Path, jobs: list[Job]) -> list[tuple[str, list[CaseEvidence]]]:
    return Player(AtOnce(), lambda *_: None, work=work).all("candidates", jobs)


def test_what_is_added_after_a_line_cut_short_is_found_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    monkeypatch.setattr(player, "run_job", like_its_ability)
    played(work, JOBS[:1])
    work.write_bytes(work.read_bytes()[:-30])
    first = played(work, JOBS)
    monkeypatch.setattr(player, "run_job", None)
    assert played(work, JOBS) == first


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\xff", b"<svg/>", b"5\nnull\n", b'[["a"], []]\n'])
def test_a_file_that_is_something_else_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    work = tmp_path / "work"
    work.write_bytes(content)
    with pytest.raises(UsageError, match="no_work_file"):
        played(work, JOBS)
    assert work.read_bytes() == content


def test_odd_lines_of_a_work_file_are_left_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    work = tmp_path / "work"
    monkeypatch.setattr(player, "run_job", like_its_ability)
    first = played(work, JOBS)
    with work.open("ab") as file:
        file.write(b'5\nnull\n[["a"], 1]\n\xff\xfe\n["x", [1]]\n')
    monkeypatch.setattr(player, "run_job", None)
    assert played(work, JOBS) == first


def test_a_damaged_file_of_what_was_read_is_told_before_anything_is_played(tmp_path: Path) -> None:
    (tmp_path / "work.kept").write_bytes(b"no database" * 500)
    with pytest.raises(UsageError, match="no_kept_file"), shared_answers(tmp_path / "work", None):
        pytest.fail("it cannot be used")
