"""The exam as its candidate lives it, screen by screen."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input, Static

from chattrainer.app.exams.taking import NoticeFacts
from chattrainer.locale.texts import Texts
from chattrainer.model.case import Case
from chattrainer.model.errors import UsageError
from chattrainer.model.facts import ActionStarted, ChatClosed, OutcomeDecided, SittingEnded, SittingOpened
from chattrainer.model.inputs import Act, Close, Focus, Say, Search, Span
from chattrainer.tui import prefs
from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.exam_services import Step
from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.screens import exam_break
from chattrainer.tui.screens.confirm import ConfirmScreen
from chattrainer.tui.screens.exam_block import ExamBlockScreen
from chattrainer.tui.screens.exam_break import ExamBreakScreen
from chattrainer.tui.screens.exam_brief import ExamBriefScreen
from chattrainer.tui.screens.exam_check import ExamCheckScreen
from chattrainer.tui.screens.exam_code import CandidateScreen, ExamCodeScreen
from chattrainer.tui.screens.exam_end import ExamEndScreen
from chattrainer.tui.screens.exam_notice import VERSION, ExamNoticeScreen
from chattrainer.tui.screens.exam_warm_up import ExamWarmUpScreen
from chattrainer.tui.screens.lobby import LobbyScreen
from chattrainer.tui.services import Listener
from chattrainer.tui.widgets.gesture_list import GestureList
from tests.tui.conftest import until
from tests.tui.desk_double import DoubleServices, DoubleSession, ScriptedDriver, case, plan

CODE = "K7PM-3QRT"
FACTS = NoticeFacts("Maison Tilleul", 28, "recruitment", (3, 24), False)


@dataclass
class DoubleStep:
    block: int
    chats: int
    blocks: int = 2
    goes_on: bool = False


@dataclass
class DoubleExam:
    """Two blocks, of one chat and of two; keeps what it was told."""

    code: str = CODE
    person: str | None = "Camille Martin"
    language: str = "fr"
    acknowledged: bool = False
    under_way: bool = False
    notice: NoticeFacts = FACTS
    steps: list[DoubleStep] = field(default_factory=lambda: [DoubleStep(1, 1), DoubleStep(2, 2)])
    told: list[tuple[str, ...]] = field(default_factory=list)
    session: DoubleSession | None = None
    warm_ups: int = 0
    fails: UsageError | None = None

    @property
    def introduction(self) -> Case:
        return case(1)

    def name(self, person: str) -> None:
        self.person = person
        self.told.append(("name", person))

    def acknowledge(self, version: str, language: str) -> None:
        self.acknowledged = True
        self.told.append(("acknowledge", version, language))

    def warm_up(self, round_: int, listener: Listener) -> DoubleSession:
        self.warm_ups += 1
        return self._opened(2, listener)

    def next(self) -> Step | None:
        if self.fails is not None:
            raise self.fails
        return self.steps[0] if self.steps else None

    def begin(self, step: Step, listener: Listener) -> DoubleSession:
        self.under_way = True
        self.told.append(("begin", str(step.block)))
        self.steps.pop(0)
        return self._opened(step.chats, listener)

    def end(self) -> object:
        self.told.append(("end",))
        return None

    def let_go(self) -> None:
        self.told.append(("let_go",))

    def _opened(self, chats: int, listener: Listener) -> DoubleSession:
        self.session = DoubleSession(plan(chats), ScriptedDriver(listener))
        return self.session


@dataclass
class ExamDesk:
    """An exam that lies open."""

    app: ChattrainerApp
    pilot: Pilot[None]
    exam: DoubleExam

    @property
    def way(self) -> ExamWay:
        return ExamWay(self.app, self.exam)

    async def at(self, place: type[Screen[Any]]) -> None:
        await until(self.pilot, lambda: isinstance(self.app.screen, place))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def read_to_the_end(self, place: type[Screen[Any]]) -> None:
        """Enter reads on; at the end of the page it goes on."""
        for _ in range(20):
            if not isinstance(self.app.screen, place):
                return
            await self.press("enter")
        raise AssertionError("the page has no end")

    async def desk(self) -> ScriptedDriver:
        """The desk of a warm-up or a block, with its sitting begun."""
        session = self.exam.session
        await until(self.pilot, lambda: bool(self.exam.session and self.exam.session.driver.started))
        session = self.exam.session
        assert session is not None
        session.driver.opens(len(session.plan.cases))
        await self.pilot.pause()
        return session.driver

    def shown(self) -> str:
        """All that the screen says."""
        return "\n".join(str(static.content) for static in self.app.screen.query(Static))


def services_with(exam: DoubleExam | None, refused: UsageError | None = None) -> DoubleServices:
    services = DoubleServices()

    def take_exam(code: str) -> DoubleExam:
        if refused is not None or exam is None:
            raise refused or UsageError("exam.unknown_exam", code=code)
        exam.told.append(("code", code))
        return exam

    services.take_exam = take_exam  # type: ignore[method-assign]
    return services


TakeAnExam = Callable[..., Any]


@asynccontextmanager
async def taken(exam: DoubleExam | None = None, size: tuple[int, int] = (80, 24)) -> AsyncIterator[ExamDesk]:
    given = exam or DoubleExam()
    app = ChattrainerApp(services_with(given), language="fr", exam=CODE)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: ("code", CODE) in given.told)
        await pilot.pause()
        yield ExamDesk(app, pilot, given)


# --- the notice ---


async def test_the_notice_is_acknowledged_with_its_version_and_language_before_anything_else() -> None:
    async with taken() as exam:
        await exam.at(ExamNoticeScreen)
        await exam.read_to_the_end(ExamNoticeScreen)
        await exam.at(ExamCheckScreen)
        assert ("acknowledge", VERSION, "fr") in exam.exam.told


async def test_the_notice_says_who_decides_how_long_data_are_kept_and_how_to_contest() -> None:
    async with taken() as exam:
        await exam.at(ExamNoticeScreen)
        shown = exam.shown()
        for words in (
            "Une personne nommément désignée décide",
            "3 mois après la décision",
            "24 mois",
            "contester",
        ):
            assert words in shown
        assert "modèle de langage" not in shown


async def test_the_notice_says_when_a_model_words_the_customers_and_what_the_employer_set() -> None:
    facts = NoticeFacts(
        "Maison Tilleul",
        28,
        "evaluation",
        None,
        True,
        employer="Voilà & Fils",
        contact="dpo@voila.example",
        legal_basis="intérêt légitime",
    )
    async with taken(DoubleExam(notice=facts)) as exam:
        await exam.at(ExamNoticeScreen)
        shown = exam.shown()
        for words in (
            "modèle de langage",
            "Voilà & Fils",
            "dpo@voila.example",
            "intérêt légitime",
            "L’organisateur",
        ):
            assert words in shown


async def test_the_notice_is_read_in_the_language_that_one_chooses() -> None:
    async with taken() as exam:
        await exam.at(ExamNoticeScreen)
        await exam.press("l")
        assert "Avant de commencer" not in exam.shown()
        await exam.read_to_the_end(ExamNoticeScreen)
        assert ("acknowledge", VERSION, exam.app.texts.language) in exam.exam.told
        assert exam.app.texts.language != "fr"


async def test_a_code_without_a_name_asks_for_it() -> None:
    async with taken(DoubleExam(person=None)) as exam:
        await exam.at(ExamNoticeScreen)
        await exam.read_to_the_end(ExamNoticeScreen)
        await exam.at(CandidateScreen)
        await exam.press(*"Ana Roy", "enter")
        await exam.at(ExamCheckScreen)
        assert ("name", "Ana Roy") in exam.exam.told


async def test_without_a_name_nothing_is_acknowledged() -> None:
    async with taken(DoubleExam(person=None)) as exam:
        await exam.at(ExamNoticeScreen)
        await exam.read_to_the_end(ExamNoticeScreen)
        await exam.at(CandidateScreen)
        await exam.press("escape")
        assert isinstance(exam.app.screen, ExamNoticeScreen)
        assert not exam.exam.acknowledged


# --- keyboard, screen, brief ---


async def test_a_sentence_with_accents_shows_that_the_keyboard_fits() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        await exam.at(ExamCheckScreen)
        sentence = Texts("fr")("exam.check.sentence")
        exam.app.screen.query_one(Input).value = sentence.replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")
        await exam.pilot.pause()
        assert "le clavier convient" in exam.shown()
        await exam.press("enter")
        await exam.at(ExamBriefScreen)


async def test_another_keyboard_is_told_and_bars_nobody() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        await exam.at(ExamCheckScreen)
        await exam.press(*"Oq")
        assert "« ù »".replace(" ", "\N{NO-BREAK SPACE}") in exam.shown()
        await exam.press("enter")
        await exam.at(ConfirmScreen)
        await exam.press("right", "enter")
        await exam.at(ExamBriefScreen)


async def test_the_brief_says_where_it_is_found_again() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        await exam.at(ExamCheckScreen)
        exam.way.brief()
        await exam.at(ExamBriefScreen)
        assert Texts("fr")("desk.panel.brief") in exam.shown()


# --- the warm-up ---


def every_gesture(at: int = 1_000) -> list[Any]:
    canned = Say(at=at, chat=1, text="Bonjour", spans=(Span(start=0, end=7, source="canned", id="accueil"),))
    return [
        canned,
        Focus(at=at, chat=1),
        Focus(at=at, chat=2),
        Search(at=at, chat=1, text="délais"),
        Act(at=at, chat=1, action="send_link"),
        ActionStarted(at=at, chat=1, action="send_link", until=at + 3_000),
        Close(at=at, chat=1, disposition="solved", reason="livraison"),
    ]


async def test_the_warm_up_is_over_once_each_gesture_was_done() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        exam.way.warm_up()
        await exam.at(ExamWarmUpScreen)
        driver = await exam.desk()
        driver.customer_comes(1)
        driver.customer_comes(2)
        await exam.pilot.pause()
        for event in every_gesture():
            assert not isinstance(exam.app.screen, ConfirmScreen), f"over before {event.kind}"
            driver.happens(event)
            await exam.pilot.pause()
        await exam.at(ConfirmScreen)
        await exam.press("enter")
        await exam.at(ExamBreakScreen)
        assert exam.exam.told[-1] != ("begin", "1"), "the exam begins when the candidate says so"


async def test_other_customers_come_as_long_as_a_gesture_is_missing() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        exam.way.warm_up()
        await exam.at(ExamWarmUpScreen)
        driver = await exam.desk()
        driver.customer_comes(1)
        driver.happens(Say(at=1_000, chat=1, text="Bonjour"), SittingEnded(at=2_000, why="all_done"))
        await until(exam.pilot, lambda: exam.exam.warm_ups == 2)
        await exam.desk()
        done = exam.app.screen.query_one(GestureList).query(".-done")
        assert [widget.id for widget in done] == ["gesture-reply"]


# --- the blocks ---


async def first_block(exam: ExamDesk) -> ScriptedDriver:
    exam.way.between()
    await exam.at(ExamBreakScreen)
    await until(exam.pilot, lambda: getattr(exam.app.screen, "step", None) is not None)
    await exam.press("enter")
    await exam.at(ExamBlockScreen)
    return await exam.desk()


async def test_the_desk_says_which_block_and_how_many_chats_are_done_and_no_score() -> None:
    async with taken(DoubleExam(acknowledged=True), size=(120, 36)) as exam:
        driver = await first_block(exam)
        driver.customer_comes(1)
        await exam.pilot.pause()
        assert "Bloc 1 sur 2 · 0 conv. terminée" in exam.shown()
        driver.happens(
            OutcomeDecided(at=9_000, chat=1, outcome="solved"), ChatClosed(at=9_000, chat=1, by="agent")
        )
        await exam.pilot.pause()
        assert "1 conv. terminée" in exam.shown()
        assert "solved" not in exam.shown()


async def test_blocks_follow_one_another_with_a_breath_and_the_end_says_what_comes() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        driver = await first_block(exam)
        driver.happens(SittingEnded(at=9_000, why="all_done"))
        await exam.at(ExamBreakScreen)
        assert "Soufflez" in exam.shown()
        await until(exam.pilot, lambda: getattr(exam.app.screen, "step", None) is not None)
        await exam.press("enter")
        await exam.at(ExamBlockScreen)
        driver = await exam.desk()
        driver.happens(SittingEnded(at=9_000, why="all_done"))
        await exam.at(ExamEndScreen)
        assert ("end",) in exam.exam.told
        assert "score" not in exam.shown().lower()


async def test_the_breath_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exam_break, "BREATH_S", 1)
    async with taken(DoubleExam(acknowledged=True, under_way=False)) as exam:
        driver = await first_block(exam)
        driver.happens(SittingEnded(at=9_000, why="all_done"))
        await until(exam.pilot, lambda: ("begin", "2") in exam.exam.told)


async def test_nobody_is_hurried_after_an_interruption() -> None:
    async with taken(DoubleExam(acknowledged=True, under_way=True)) as exam:
        await exam.at(ExamBreakScreen)
        await until(exam.pilot, lambda: getattr(exam.app.screen, "step", None) is not None)
        await exam.pilot.pause()
        assert "Vous revoilà" in exam.shown()
        assert "automatique" not in exam.shown()


async def test_a_block_that_is_left_out_is_not_mentioned() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        driver = await first_block(exam)
        exam.exam.steps.clear()
        driver.happens(SittingEnded(at=9_000, why="all_done"))
        await exam.at(ExamEndScreen)
        assert "bloc" not in exam.shown().lower()


async def test_breaking_off_lets_the_code_go_after_the_log() -> None:
    async with taken(DoubleExam(acknowledged=True)) as exam:
        await first_block(exam)
        await exam.press("ctrl+c")
        await exam.at(ConfirmScreen)
        await exam.press("right", "enter")
        await until(exam.pilot, lambda: ("let_go",) in exam.exam.told)
        assert exam.exam.session is not None
        assert exam.exam.session.ended


async def test_what_keeps_the_exam_from_going_on_is_told_with_the_code() -> None:
    async with taken(DoubleExam(acknowledged=True, fails=UsageError("exam.withdrawn", code=CODE))) as exam:
        exam.way.between()
        await until(exam.pilot, lambda: "retiré" in exam.shown())
        assert CODE in exam.shown()
        await exam.press("enter")
        assert isinstance(exam.app.screen, ExamBreakScreen)


async def test_no_hints_and_no_practice_marks_in_an_exam() -> None:
    """What was chosen for practice does not reach the exam: its sitting is opened by the form."""
    async with taken(DoubleExam(acknowledged=True)) as exam:
        driver = await first_block(exam)
        assert not driver.hints
        assert SittingOpened.model_fields["hints"].default is False


# --- codes ---


async def test_a_code_that_cannot_be_taken_is_told_where_it_was_given() -> None:
    used = UsageError("exam.already_ended", code=CODE)
    app = ChattrainerApp(services_with(None, used), language="fr", exam=CODE)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(app.stopped_by))
    assert "déjà terminé" in app.stopped_by
    assert app.return_code == used.exit_code


async def test_an_exam_is_taken_from_the_lobby_with_its_code_as_it_is_read_from_paper() -> None:
    exam = DoubleExam()
    app = ChattrainerApp(services_with(exam), language="fr")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, LobbyScreen)
        app.screen.action_exam()
        await until(pilot, lambda: isinstance(app.screen, ExamCodeScreen))
        await pilot.press(*"k7pm3qrt", "enter")
        await until(pilot, lambda: isinstance(app.screen, ExamNoticeScreen))
        assert ("code", CODE) in exam.told
        await pilot.press("ctrl+c")
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        assert ("let_go",) in exam.told


async def test_a_wrong_code_leaves_one_in_the_lobby() -> None:
    app = ChattrainerApp(services_with(None), language=prefs.environment_language())
    async with app.run_test() as pilot:
        await pilot.pause()
        app.show_exam("XXXX-YYYY")
        await until(pilot, lambda: isinstance(app.screen, LobbyScreen))
        assert any("XXXX-YYYY" in str(note.message) for note in app._notifications)
