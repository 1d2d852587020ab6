"""A block of the exam: the desk, with how far one has come; no scores, no hints."""

from typing import TYPE_CHECKING

from textual import work

from chattrainer.tui.exam_services import Step
from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.listening import ScreenListener
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.screens.desk import DeskScreen
from chattrainer.tui.services import Request, Services, Session

if TYPE_CHECKING:
    from chattrainer.tui.desk import Desk


class ExamBlockScreen(DeskScreen):
    """Every event is safe in the log at once: leaving, or a crash, loses no case that was decided."""

    def __init__(self, way: ExamWay, step: Step) -> None:
        super().__init__(Request(way.exam.language, step.chats, purpose="recruitment"))
        self.way = way
        self.step = step

    def open_session(self, services: Services, listener: ScreenListener) -> Session:
        return self.way.exam.begin(self.step, listener)

    def standing(self, desk: "Desk") -> str:
        served = sum(not chat.is_open for chat in desk.view.transcript.chats)
        return self.texts("exam.desk.standing", block=self.step.block, blocks=self.step.blocks, n=served)

    def go_to_scoring(self) -> None:
        """The block is over; what it says is worked out while one takes a breath."""
        assert self.desk is not None
        self.way.between(self.desk.session)

    @work(exclusive=True, group="leave")
    async def action_leave(self) -> None:
        if (selected := self.get_selected_text()) is not None:
            self.app.copy_to_clipboard(selected)
            self.clear_selection()
            return
        answers = (
            Answer("stay", self.texts("desk.leave.stay")),
            Answer("later", self.texts("exam.leave.later"), True),
        )
        words = self.texts("exam.leave.block", code=self.way.exam.code)
        dialogue = ConfirmScreen(self.texts("desk.leave.title"), words, answers)
        if await self.app.push_screen_wait(dialogue) == "later":
            self.leave_desk()

    def leave_desk(self) -> None:
        self._left = self._told = True
        self.way.leave(self.desk.session if self.desk is not None else None)
