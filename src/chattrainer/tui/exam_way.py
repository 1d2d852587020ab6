"""The way through an exam: which screen comes after which. Each screen says only that it is done."""

from typing import TYPE_CHECKING

from chattrainer.tui.exam_services import Exam, Step
from chattrainer.tui.services import Session

if TYPE_CHECKING:
    from chattrainer.tui.app import ChattrainerApp

STAGES = ("notice", "check", "brief", "warm_up", "blocks")
"""What the line at the head counts."""


class ExamWay:
    """Lives as long as the exam lies open in this window."""

    def __init__(self, app: "ChattrainerApp", exam: Exam) -> None:
        self.app = app
        self.exam = exam

    def begin(self) -> None:
        """The notice first; who acknowledged it goes on with the check, and who began a block with the blocks."""
        if not self.exam.acknowledged or self.exam.person is None:
            self.notice()
        elif self.exam.under_way:
            self.between(came_back=True)
        else:
            self.check()

    def notice(self) -> None:
        from chattrainer.tui.screens.exam_notice import ExamNoticeScreen

        self.app.go(ExamNoticeScreen(self))

    def check(self) -> None:
        from chattrainer.tui.screens.exam_check import ExamCheckScreen

        self.app.go(ExamCheckScreen(self))

    def brief(self) -> None:
        from chattrainer.tui.screens.exam_brief import ExamBriefScreen

        self.app.go(ExamBriefScreen(self))

    def warm_up(self, round_: int = 0, done: frozenset[str] = frozenset()) -> None:
        """`done`: the gestures that were made in an earlier round."""
        from chattrainer.tui.screens.exam_warm_up import ExamWarmUpScreen

        self.app.go(ExamWarmUpScreen(self, round_, done))

    def between(self, session: Session | None = None, came_back: bool = False) -> None:
        """Before a block. `session`: the sitting that has just ended, whose log has to be let go first."""
        from chattrainer.tui.screens.exam_break import ExamBreakScreen

        self.app.go(ExamBreakScreen(self, session, came_back))

    def block(self, step: Step) -> None:
        from chattrainer.tui.screens.exam_block import ExamBlockScreen

        self.app.go(ExamBlockScreen(self, step))

    def end(self) -> None:
        from chattrainer.tui.screens.exam_end import ExamEndScreen

        self.app.go(ExamEndScreen(self))

    def leave(self, session: Session | None = None) -> None:
        """Lets the code go, after the sitting that is going on; the exam can be gone on with."""
        self.app.run_worker(lambda: self._let_go(session), thread=True, exit_on_error=False)

    def _let_go(self, session: Session | None) -> None:
        try:
            if session is not None:
                session.end()
        finally:
            self.exam.let_go()
            self.app.call_from_thread(self.app.leave_exam)
