"""The exam is being opened: the code is looked up, its company and its notice are read."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chattrainer.tui.exam_services import Exam
from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar


class ExamOpenScreen(Place):
    """A code that cannot be taken is told where it was given."""

    CSS_PATH = "exam.tcss"

    class Opened(Message):
        def __init__(self, exam: Exam) -> None:
            super().__init__()
            self.exam = exam

    class Refused(Message):
        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("exam.title"))
        with Vertical(id="moment"):
            yield Static(Content(self.texts("exam.opening")), markup=False)
        yield TooSmall()

    def on_mount(self) -> None:
        self._open()

    @work(thread=True, exclusive=True)
    def _open(self) -> None:
        from chattrainer.model.errors import ChattrainerError

        try:
            exam = self.desk_app.services.take_exam(self._code)
        except ChattrainerError as error:
            self.post_message(self.Refused(error))
            return
        try:
            # The library is read here, so that no screen waits for it.
            _ = (exam.notice, exam.introduction)
        except ChattrainerError as error:
            exam.let_go()
            self.post_message(self.Refused(error))
            return
        self.post_message(self.Opened(exam))

    @on(Opened)
    def _opened(self, event: Opened) -> None:
        ExamWay(self.desk_app, event.exam).begin()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        code = getattr(event.error, "exit_code", 1)
        self.desk_app.leave_exam(told(self.texts, event.error), code)
