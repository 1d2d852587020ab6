"""Scripted customers do nothing that the audit would call critical, whoever is at the desk.

Here their own words are held against their cases as well, as a model's would be.
"""

import pytest

from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.robots.catalogue import KINDS
from chattrainer.scoring.audit.audit import audit


@pytest.fixture(scope="module")
def room() -> TrainingRoom:
    return TrainingRoom(":memory:", judge_writing=False)


@pytest.mark.slow
@pytest.mark.parametrize("robot", KINDS)
def test_no_critical_mistake_with_any_robot(robot: str, room: TrainingRoom) -> None:
    # One case in fifteen: every company has its turn.
    ids = [item.id for item in room.library.listing()][::15]
    scenario = ids[list(KINDS).index(robot) % len(ids)]
    _, plan, entries = room.simulate(Wanted((scenario,), seed=11, player=robot), keep=False)
    found = audit(entries, {case.chat: case for case in plan.cases}, every_word=True)
    assert [fault for fault in found.faults if fault.severity == "critical"] == []
    assert audit(entries, {case.chat: case for case in plan.cases}).void == ()
