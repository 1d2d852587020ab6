"""Degenerate agents (docs/scoring.md), each through a whole exam: none may be confirmed at more than one chat."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chattrainer.app.exams.forms import FormWish, build_form
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.model.exam import ExamResult
from chattrainer.robots.catalogue import ABLE, KINDS

DEGENERATES = tuple(name for name in KINDS if name not in ABLE)
# Plays one chat truly well and lets the others wait: what it can do at one chat may be said.
ONE_CHAT_AT_MOST = frozenset({"cherry_picker"})


@dataclass(frozen=True)
class Sat:
    """A robot and its result."""

    robot: str
    result: ExamResult

    @property
    def deserved(self) -> bool:
        most = 1 if self.robot in ONE_CHAT_AT_MOST else 0
        return self.robot in ABLE or (self.result.highest or 0) <= most

    @property
    def line(self) -> str:
        short = {"confirmed": "yes", "not_confirmed": "no", "to_be_confirmed": "?"}
        levels = "  ".join(
            f"{short[x.result]:>3} {x.mean:5.1f} [{x.low:5.1f}, {x.high:5.1f}] {x.ended_rightly}/{x.cases}"
            if x.cases
            else f"{short[x.result]:>3}   left out           "
            for x in self.result.levels
        )
        verdict = "" if self.deserved else "   UNDESERVED"
        return f"{self.robot:<17} {levels}{verdict}"


def exams(robots: list[str], company: str, language: str, proofread: bool) -> list[Sat]:
    """The stock full form, sat by each."""
    found = []
    with TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        room = TrainingRoom(Path(place) / "exams.db", judge_writing=proofread)
        try:
            form = room.store.save_form(build_form(room.library, FormWish("full", company, language)))
            for number, robot in enumerate(robots):
                room.store.save_exam(f"x{number}", f"CODE{number}", form, 1, person=robot)
                found.append(Sat(robot, sit(ExamSitting(room, f"CODE{number}"), robot)))
        finally:
            room.close()
    return found
