"""An exam with customers by a language model: told beforehand, refused without one, void cases replaced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.adapters.llm.endpoint import Endpoint, Limits
from chattrainer.app.exams.course import Part
from chattrainer.app.exams.forms import FormWish, Terms, build_form
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.exams.taking import Taking
from chattrainer.app.llm.told import wording_told
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError
from chattrainer.runtime import wordsmith
from tests.support.llm_double import Body, LlmDouble, llm_double, moves_in

CODE = "K7PM-3QRT"


@pytest.fixture(autouse=True)
def no_endpoint_of_ones_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path))
    monkeypatch.delenv("CHATTRAINER_LLM_URL", raising=False)


@pytest.fixture
def double() -> Iterator[LlmDouble]:
    with llm_double() as server:
        yield server


def room_with_exam(path: Path, llm: Endpoint | None) -> TrainingRoom:
    room = TrainingRoom(path / "exams.db", judge_writing=False, llm=llm)
    wish = FormWish("orientation", "maison-tilleul", "fr", seed=3, terms=Terms(customers="llm"))
    digest = room.store.save_form(build_form(room.library, wish))
    room.store.save_exam("e1", CODE, digest, 5, person="Camille Robin")
    return room


def endpoint(server: LlmDouble) -> Endpoint:
    return Endpoint(server.url, "good", limits=Limits(most_tokens=10**9))


def test_without_a_model_the_exam_is_refused_before_it_begins(tmp_path: Path) -> None:
    room = room_with_exam(tmp_path, None)
    with pytest.raises(UsageError) as refused:
        Taking(room, CODE)
    assert refused.value.key == "exam.no_model"
    room.close()


def test_the_notice_tells_it_and_the_blocks_are_worded_by_the_model(
    tmp_path: Path, double: LlmDouble
) -> None:
    room = room_with_exam(tmp_path, endpoint(double))
    taking = Taking(room, CODE)
    assert taking.notice.worded_by_model
    taking.sit("skilled")
    taking.let_go()
    parts = room.store.parts(room.store.exam(CODE).id)
    told = [wording_told(room.store.entries(part.run)) for part in parts]
    assert [t.model for t in told if t is not None] == ["good"] * len(parts)
    room.close()


def test_a_case_that_the_model_spoils_is_void_and_another_comes(
    tmp_path: Path, double: LlmDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing holds back a model that plays the agent: the audit has to find it.
    monkeypatch.setattr(wordsmith, "faults", lambda *given: ())
    monkeypatch.setattr(wordsmith, "spoilt_by", lambda *given: ())
    double.say = plays_the_agent
    room = room_with_exam(tmp_path, endpoint(double))
    exam = ExamSitting(room, CODE)
    first = exam.next()
    assert isinstance(first, Part)
    run, _, _ = room.simulate(exam.wanted(first, "skilled"))
    exam.begun(first, run)
    assert exam.played()[-1].void
    following = exam.next()
    assert isinstance(following, Part)
    assert (following.block, following.nth) == (first.block, first.nth + 1)
    assert {c.scenario for c in following.cases}.isdisjoint({c.scenario for c in first.cases})
    room.close()


def plays_the_agent(body: Body) -> str:
    return "\n".join(f"{n}. Je peux vous aider ? Nous sommes désolés." for n, _ in moves_in(body))
