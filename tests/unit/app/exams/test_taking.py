"""Taking an exam: one window at a time, going on after an interruption, a process that is really killed."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from chattrainer.app.exams.campaigns import CampaignWish, new_codes, open_campaign
from chattrainer.app.exams.comparing import compared
from chattrainer.app.exams.enrolment import Enrolment, enrol
from chattrainer.app.exams.forms import FormWish, build_form
from chattrainer.app.exams.integrity import integrity_flags, note_texts
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.exams.taking import Step, Taking
from chattrainer.app.opening import prepare, sitting_for
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.model.facts import CustomerLeft
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.headless import play
from chattrainer.store import Store

CODE = "K7PM-3QRT"


class Deaf:
    """Hears nothing of a sitting."""

    def entries(self, entries: Sequence[Entry]) -> None: ...
    def refused(self, error: Exception) -> None: ...
    def ended(self) -> None: ...
    def failed(self, error: Exception) -> None: ...


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TrainingRoom]:
    with_exam = TrainingRoom(tmp_path / "exams.db", judge_writing=False)
    digest = with_exam.store.save_form(form_in(with_exam))
    with_exam.store.save_exam("e1", CODE, digest, 5, person="Camille Robin")
    yield with_exam
    with_exam.close()


def form_in(room: TrainingRoom) -> ExamForm:
    return build_form(room.library, FormWish("orientation", "maison-tilleul", "fr", seed=3))


def next_of(taking: Taking) -> Step:
    step = taking.next()
    assert step is not None
    return step


def cut_off(room: TrainingRoom, step: Step, until_chat_opens: int) -> str:
    """A robot plays a block, and the machine dies when customer `until_chat_opens` is there."""
    exam = ExamSitting(room, CODE)
    ready = prepare(exam.wanted(step.part, "skilled"), room.library)
    writer = room.store.begin(ready.opened, person="Camille Robin")
    exam.begun(step.part, writer.run_id)

    class Dying:
        def append(self, event: object) -> Entry:
            if getattr(event, "chat", 0) == until_chat_opens and getattr(event, "kind", "") == "say":
                raise KeyboardInterrupt
            return writer.append(event)  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        play(
            sitting_for(ready, Dying(), room.readers),
            ready.opened,
            robot("skilled", ready.plan),
        )
    writer.close()
    return writer.run_id


def play_on(room: TrainingRoom, step: Step) -> None:
    exam = ExamSitting(room, CODE)
    run, _, _ = room.simulate(exam.wanted(step.part, "skilled"))
    exam.begun(step.part, run)


def test_a_code_is_taken_in_one_window_at_a_time(room: TrainingRoom) -> None:
    first = Taking(room, CODE)
    with pytest.raises(UsageError, match="in_use"):
        Taking(room, CODE.lower())
    first.let_go()
    Taking(room, CODE).let_go()


def test_another_process_cannot_take_it_either(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    done = subprocess.run(
        [sys.executable, "-m", "chattrainer", "assess", "--code", CODE, "--robot", "skilled"],
        env={"CHATTRAINER_DB": str(room.store.path), "CHATTRAINER_LANGUAGE": "en", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "another window" in done.stderr
    taking.let_go()


def test_a_code_that_is_used_up_is_told(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    taking.sit("skilled")
    taking.let_go()
    with pytest.raises(UsageError, match="already_ended"):
        Taking(room, CODE)
    # Being refused does not keep the code.
    assert room.store.hold_exam("e1")


def test_a_robot_takes_an_exam_step_by_step_as_the_screens_do(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    taking.acknowledge("1", "fr")
    assert not taking.under_way
    steps = []
    while (step := taking.next()) is not None:
        steps.append((step.block, step.blocks, step.chats, step.goes_on))
        play_on(room, step)
    assert steps == [(1, 2, 1, False), (2, 2, 2, False)]
    result = taking.end()
    assert getattr(result, "flags", None) == ()
    taking.let_go()


def test_the_warm_up_leaves_no_trace_and_is_in_no_form(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    session = taking.warm_up(0, Deaf())
    scored = {c.scenario for b in form_in(room).blocks for c in (*b.cases, *b.fillers, *b.reserve)}
    assert not {case.scenario.id for case in session.plan.cases} & scored
    assert len(session.plan.cases) == 2
    session.driver.start()
    session.end()
    assert room.store.runs() == []
    assert taking.introduction.company.name == "Maison Tilleul"
    taking.let_go()


def test_a_broken_case_is_replaced_once_and_what_was_decided_stays(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    step = next_of(taking)
    first = [case.scenario for case in step.part.cases]
    run = cut_off(room, step, until_chat_opens=1)
    again = next_of(taking)
    assert (again.block, again.goes_on, again.part.replaces) == (1, True, tuple(first))
    assert not {case.scenario for case in again.part.cases} & set(first)
    assert room.store.run(run).status == "abandoned", "nobody is offered to go on with it"
    # The second interruption: no replacement, on to the next block.
    cut_off(room, again, until_chat_opens=1)
    third = next_of(taking)
    assert (third.block, third.part.replaces) == (2, ())
    play_on(room, third)
    assert taking.next() is None
    assert "interrupted" in getattr(taking.end(), "flags", ())
    taking.let_go()


def test_the_flag_of_an_interruption_says_where_it_was(room: TrainingRoom) -> None:
    taking = Taking(room, CODE)
    run = cut_off(room, next_of(taking), until_chat_opens=1)
    taking.next()
    [flag] = integrity_flags(room.store, room.store.exam(CODE))
    assert (flag.id, flag.evidence[0].run) == ("interrupted", run)
    assert flag.evidence[0].event == room.store.run(run).events
    taking.let_go()


KILLED = """
import sys, time
from chattrainer.app.exams.taking import Taking
from chattrainer.app.room import TrainingRoom

class Told:
    def entries(self, entries):
        for entry in entries:
            if entry.event.kind == "customer_said":
                print("she wrote", flush=True)
    def refused(self, error): pass
    def ended(self): pass
    def failed(self, error): print(error, flush=True)

taking = Taking(TrainingRoom(sys.argv[1], judge_writing=False), sys.argv[2])
session = taking.begin(taking.next(), Told())
session.driver.start()
time.sleep(600)
"""


def test_a_process_that_was_killed_in_a_block_lets_the_code_go_and_the_exam_goes_on(
    room: TrainingRoom,
) -> None:
    victim = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(room.store.path), CODE], stdout=subprocess.PIPE, text=True
    )
    assert victim.stdout is not None
    try:
        assert victim.stdout.readline() == "she wrote\n"
        with pytest.raises(UsageError, match="in_use"):
            Taking(room, CODE)
    finally:
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        victim.stdout.close()
    taking = Taking(room, CODE)
    assert taking.under_way
    step = next_of(taking)
    assert step.goes_on
    assert step.part.replaces
    while (step_ := taking.next()) is not None:
        play_on(room, step_)
    result = taking.end()
    assert getattr(result, "flags", ()) == ("interrupted",)
    levels = {level.chats: level.cases for level in result.levels}
    assert levels == {1: 1, 2: 2, 3: 0}
    taking.let_go()


def test_the_same_long_sentence_in_two_exams_of_a_campaign(room: TrainingRoom) -> None:
    sentence = (
        "Je vérifie tout de suite auprès de notre entrepôt et je reviens vers vous dans deux minutes, promis."
    )
    form = form_in(room)
    room.store.save_form(form)
    campaign = open_campaign(room.store, CampaignWish("c1", "Essai", form.id, "00"))
    one, two = new_codes(room.store, campaign, [("a", "AAAA-AAAA", 1), ("b", "BBBB-BBBB", 2)])
    for exam in (one, two):
        sitting = ExamSitting(room, exam.code)
        part = sitting.next()
        ready = prepare(sitting.wanted(part), room.library)  # type: ignore[arg-type]
        writer = room.store.begin(ready.opened)
        sitting.begun(part, writer.run_id)  # type: ignore[arg-type]
        writer.append(Say(at=1, chat=1, text=sentence))
        writer.append(CustomerLeft(at=2, chat=1, why="gone"))
        writer.end()
        note_texts(room.store, room.store.set_exam_state(exam.id, "ended"))
    for exam, other in ((one, two), (two, one)):
        [flag] = integrity_flags(room.store, exam)
        assert (flag.id, flag.evidence[0].other, flag.evidence[0].quote) == (
            "same_text",
            other.code,
            sentence,
        )
    found = compared(room.store, "c1")
    assert all(row.same_text for row in found.rows), "who ended first is told of just as well"
    room.store.erase_exam(one.id)
    assert integrity_flags(room.store, two) == []


# --- without a campaign ---


def wanted(form: str, **changes: object) -> Enrolment:
    fields: dict[str, object] = {
        "candidate": "Ana Roy",
        "form": form,
        "seed": 7,
        "id": "x1",
        "code": "AAAA-BBBB",
    }
    return Enrolment(**(fields | changes))  # type: ignore[arg-type]


def test_the_same_candidate_form_and_seed_go_on_and_another_candidate_is_refused(room: TrainingRoom) -> None:
    store: Store = room.store
    form = form_in(room).id
    first = enrol(store, wanted(form))
    assert enrol(store, wanted(form, id="x2", code="CCCC-DDDD")).code == first.code
    with pytest.raises(UsageError, match="seed_taken"):
        enrol(store, wanted(form, candidate="Bob", id="x3", code="EEEE-FFFF"))
    store.set_exam_state(first.id, "ended")
    with pytest.raises(UsageError, match="seed_taken"):
        enrol(store, wanted(form, id="x4", code="GGGG-HHHH"))


def test_two_candidates_of_one_name_have_an_exam_each(room: TrainingRoom) -> None:
    form = form_in(room).id
    one = enrol(room.store, wanted(form))
    two = enrol(room.store, wanted(form, seed=8, id="x2", code="CCCC-DDDD"))
    assert one.code != two.code
    assert [exam.state for exam in room.store.exams() if exam.person == "Ana Roy"] == ["created", "created"]


def test_the_lobby_neither_resumes_a_block_nor_shows_a_candidates_scores(room: TrainingRoom) -> None:
    from chattrainer.app.progress import local_person
    from chattrainer.tui.room import RoomServices

    taking = Taking(room, CODE)
    exam = ExamSitting(room, CODE)
    ready = prepare(exam.wanted(next_of(taking).part), room.library)
    writer = room.store.begin(ready.opened, person=local_person())
    writer.append(Say(at=1, chat=1, text="Bonjour"))
    writer.close()
    services = RoomServices(Path(str(room.store.path)))
    assert (services.unfinished(), services.past()) == ((), ())
    services.close()
    taking.let_go()
