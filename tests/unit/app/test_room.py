"""Whose a sitting at the desk is."""

from pathlib import Path

import pytest

from chattrainer.app.judging import Rubrics
from chattrainer.app.opening import Wanted
from chattrainer.app.progress import history
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError


class Deaf:
    """Hears nothing of the sitting."""

    def entries(self, entries: object) -> None: ...

    def refused(self, error: object) -> None: ...

    def ended(self) -> None: ...

    def failed(self, error: object) -> None: ...


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainingRoom:
    monkeypatch.setenv("LOGNAME", "ana")
    return TrainingRoom(tmp_path / "log.db", judge_writing=False)


@pytest.mark.parametrize(
    ("player", "named", "person"),
    [("person", None, "ana"), ("person", "Bob", "Bob"), ("skilled", None, None)],
)
def test_a_sitting_is_the_local_users_unless_somebody_is_named_and_a_robots_is_nobodys(
    room: TrainingRoom, player: str, named: str | None, person: str | None
) -> None:
    session = room.begin(Wanted(language="fr", player=player), Deaf(), person=named)
    session.end()
    try:
        assert room.store.run(session.run).person == person
        assert history(room.store, "ana", own=True) == []  # it is not finished
    finally:
        room.close()


def test_an_unknown_robot_leaves_no_sitting_behind(room: TrainingRoom) -> None:
    try:
        with pytest.raises(UsageError, match="unknown_robot"):
            room.begin(Wanted(language="fr", player="nobody"), Deaf())
        assert room.past() == []
    finally:
        room.close()


def test_a_score_by_another_rubric_stays_beside_the_one_that_lists_show(tmp_path: Path) -> None:
    room = TrainingRoom(tmp_path / "t.db", judge_writing=False)
    run, _, _ = room.simulate(Wanted(("cadeau-perdu",), 1, seed=1, player="greeter"))
    own = room.judge(run).scorecard
    room.rubrics = Rubrics(named="collection")
    other = room.judge(run).scorecard
    cards = room.store.scorecards(run)
    shown = room.store.run(run).overall
    room.close()
    assert other.rubric.id == "collection"
    assert [card.rubric.id for card in cards] == [own.rubric.id, "collection"]
    assert shown == own.overall


@pytest.mark.parametrize(("player", "status"), [("person", "open"), ("skilled", "abandoned")])
def test_only_a_persons_sitting_can_be_taken_up_again(room: TrainingRoom, player: str, status: str) -> None:
    session = room.begin(Wanted(language="fr", player=player), Deaf())
    session.driver.start()
    session.end()
    try:
        assert room.store.run(session.run).status == status
    finally:
        room.close()
