"""Before each block: what comes next, and a breath that can be cut short."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chattrainer.tui.exam_services import Step
from chattrainer.tui.exam_way import ExamWay
from chattrainer.tui.failures import told
from chattrainer.tui.screens.exam_page import ExamPage
from chattrainer.tui.services import Session
from chattrainer.tui.timing import minutes_seconds

BREATH_S = 90
"""Between two blocks. Before the first, and after an interruption, nobody is hurried."""


class ExamBreakScreen(ExamPage):
    """`session`: the sitting that has just ended. `came_back`: the exam was cut off before."""

    STAGE = "blocks"
    GO_ON = "start"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "forward", show=False)]

    class Known(Message):
        """What comes next; None: the exam is over."""

        def __init__(self, step: Step | None) -> None:
            super().__init__()
            self.step = step

    class Failed(Message):
        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    def __init__(self, way: ExamWay, session: Session | None, came_back: bool) -> None:
        super().__init__(way)
        self._session = session
        self._came_back = came_back
        self._between = way.exam.under_way and not came_back
        self._left_s = BREATH_S
        self.step: Step | None = None

    def page(self) -> ComposeResult:
        key = "came_back" if self._came_back else "breath" if self._between else "first"
        yield self.heading(f"exam.between.{key}.title")
        yield self.words(self.texts(f"exam.between.{key}.words"))
        yield Static(Content(self.texts("exam.between.wait")), id="next", markup=False)
        yield Static(id="count", markup=False)

    def begin(self) -> None:
        super().begin()
        self._find_next()
        if self._between:
            self.set_interval(1.0, self._tick)
            self._draw_count()

    @work(thread=True, exclusive=True)
    def _find_next(self) -> None:
        """Judges what was played: the course may depend on it. Works out the result at the end."""
        from chattrainer.model.errors import ChattrainerError

        exam = self.way.exam
        try:
            if self._session is not None:
                self._session.end()
            step = exam.next()
            if step is None:
                exam.end()
        except ChattrainerError as error:
            self.post_message(self.Failed(error))
            return
        self.post_message(self.Known(step))

    @on(Known)
    def _known(self, event: Known) -> None:
        if event.step is None:
            self.way.end()
            return
        self.step = step = event.step
        key = "exam.between.rest" if step.goes_on else "exam.between.next"
        words = self.texts(key, block=step.block, blocks=step.blocks, n=step.chats)
        self.query_one("#next", Static).update(Content(f"{words}\n\n{self.texts('exam.between.reminder')}"))
        self._draw_count()

    @on(Failed)
    def _failed(self, event: Failed) -> None:
        words = self.texts("exam.between.failed", why=told(self.texts, event.error), code=self.way.exam.code)
        self.query_one("#next", Static).update(Content(words))

    def _tick(self) -> None:
        self._left_s = max(0, self._left_s - 1)
        self._draw_count()
        if self._left_s == 0:
            self.go_on()

    def _draw_count(self) -> None:
        if self.step is None:
            words = ""
        elif self._between:
            words = self.texts("exam.between.count", time=minutes_seconds(self._left_s * 1000))
        else:
            words = self.texts("exam.between.ready")
        self.query_one("#count", Static).update(Content(words))

    def go_on(self) -> None:
        """Once, and not before it is known what comes."""
        if self.step is not None:
            step, self.step = self.step, None
            self.way.block(step)
