"""A robot takes a short exam: forms, parts, evidence, result, all through the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.app.exams.forms import FormWish, build_form, parallel_forms
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError

WISH = FormWish("orientation", "maison-tilleul", "fr", seed=3)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TrainingRoom]:
    with_robots = TrainingRoom(tmp_path / "exams.db", judge_writing=False)
    yield with_robots
    with_robots.close()


def test_the_same_wish_builds_the_same_form(room: TrainingRoom) -> None:
    assert build_form(room.library, WISH) == build_form(room.library, WISH)


def test_a_company_with_too_few_cases_is_told(room: TrainingRoom) -> None:
    with pytest.raises(UsageError, match="too_few_cases"):
        build_form(room.library, FormWish("full", "maison-tilleul", "fr", activities=("sales",)))


def test_no_case_counts_twice_in_a_form(room: TrainingRoom) -> None:
    form = build_form(room.library, WISH)
    scored = [case.scenario for block in form.blocks for case in block.cases]
    assert len(scored) == len(set(scored)) == form.scored


def test_parallel_forms_spare_the_cases_used_before(room: TrainingRoom) -> None:
    one, two = parallel_forms(room.library, WISH, 2)
    assert one.id != two.id


def test_a_robot_takes_an_exam_and_a_result_is_kept(room: TrainingRoom) -> None:
    form = build_form(room.library, WISH)
    room.store.save_exam("e1", "CODE1", room.store.save_form(form), 5, person="Camille Robin")
    exam = ExamSitting(room, "code1")
    result = sit(exam, "skilled")
    assert [level.cases for level in result.levels] == [1, 2, 0]
    assert all(level.mean > 65 for level in result.levels)
    assert room.store.exam("e1").state == "ended"
    assert [kept.result for kept in room.store.kept_results("e1")] == [result]
    assert [part.state for part in room.store.parts("e1")] == ["ended", "ended"]


def test_fillers_keep_the_load_and_are_not_scored(room: TrainingRoom) -> None:
    form = build_form(room.library, WISH)
    room.store.save_exam("e2", "CODE2", room.store.save_form(form), 5)
    exam = ExamSitting(room, "CODE2")
    sit(exam, "skilled")
    second = exam.cards()[1]
    assert [chat.chat for chat in second.chats] == [1, 2]
    opened = {e.event.chat for e in room.store.entries(second.run) if e.event.kind == "chat_opened"}
    assert 3 in opened, "a filler came when the first place was free"


def test_a_code_is_used_once(room: TrainingRoom) -> None:
    digest = room.store.save_form(build_form(room.library, WISH))
    room.store.save_exam("e3", "CODE3", digest, 1)
    with pytest.raises(UsageError, match="code_taken"):
        room.store.save_exam("e4", "CODE3", digest, 2)
