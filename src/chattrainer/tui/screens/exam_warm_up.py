"""The warm-up: two easy customers, nothing recorded, until each gesture was done once."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult

from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.listening import ScreenListener
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.screens.desk import DeskScreen
from chattrainer.tui.services import Request, Services, Session
from chattrainer.tui.widgets.gesture_list import GESTURES, GestureList, gestures_in
from chattrainer.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from chattrainer.model.log import Entry
    from chattrainer.tui.desk import Desk

CHATS = 2


class ExamWarmUpScreen(DeskScreen):
    """`round_`: from 0; when all customers have gone before every gesture was done, others come."""

    def __init__(self, way: ExamWay, round_: int, done: frozenset[str]) -> None:
        super().__init__(Request(way.exam.language, CHATS, purpose="recruitment"))
        self.way = way
        self._round = round_
        self._done = done
        self._asked = False

    def compose(self) -> ComposeResult:
        for widget in super().compose():
            if isinstance(widget, KeyBar):
                yield GestureList(self._done)
            yield widget

    def open_session(self, services: Services, listener: ScreenListener) -> Session:
        return self.way.exam.warm_up(self._round, listener)

    def standing(self, desk: "Desk") -> str:
        return self.texts("exam.warm_up.standing")

    def noted(self, desk: "Desk", entries: "Sequence[Entry]") -> None:
        self._done |= gestures_in(desk.view.transcript, entries)
        if not self.is_mounted:
            return
        self.query_one(GestureList).show(self._done)
        if self._done >= set(GESTURES) and not self._asked:
            self._asked = True
            self._all_done()

    @work(exclusive=True, group="all_done")
    async def _all_done(self) -> None:
        answers = (
            Answer("go", self.texts("exam.warm_up.go")),
            Answer("more", self.texts("exam.warm_up.more")),
        )
        dialogue = ConfirmScreen(
            self.texts("exam.stage.warm_up"), self.texts("exam.warm_up.all_done"), answers
        )
        if await self.app.push_screen_wait(dialogue) == "go":
            self._to_the_blocks()

    def _to_the_blocks(self) -> None:
        self._told = True
        self.way.between(self.desk.session if self.desk is not None else None)

    def go_to_scoring(self) -> None:
        """All customers have gone."""
        assert self.desk is not None
        if self._done >= set(GESTURES):
            self._to_the_blocks()
        else:
            self.app.run_worker(self.desk.session.end, thread=True, exit_on_error=False)
            self.way.warm_up(self._round + 1, self._done)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        answers = [Answer("stay", self.texts("desk.leave.stay"))]
        if self._done >= set(GESTURES):
            answers.append(Answer("go", self.texts("exam.warm_up.go")))
        answers.append(Answer("later", self.texts("exam.leave.later"), True))
        dialogue = ConfirmScreen(
            self.texts("desk.leave.title"), self.texts("exam.leave.before", code=self.way.exam.code), answers
        )
        answer = await self.app.push_screen_wait(dialogue)
        if answer == "go":
            self._to_the_blocks()
        elif answer == "later":
            self.leave_desk()

    def leave_desk(self) -> None:
        self._left = self._told = True
        self.way.leave(self.desk.session if self.desk is not None else None)
