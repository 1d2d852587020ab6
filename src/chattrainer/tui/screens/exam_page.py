"""What the exam's reading screens share: a page to scroll, Enter to read on and then to go on."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.exam_way import STAGES, ExamWay
from chattrainer.tui.screens.base import Place
from chattrainer.tui.widgets.key_bar import Hint, KeyBar
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar


class ExamPage(Place):
    """Subclasses yield their page in `page` and go on in `go_on`. `STAGE` is counted at the head of the screen."""

    CSS_PATH = "exam.tcss"
    HELP_PAGE = "exam"
    STAGE = ""
    GO_ON = "go_on"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "forward", id="forward", show=False, priority=True),
        Binding("ctrl+c,ctrl+q", "leave_exam", id="leave_exam", show=False, priority=True),
    ]

    def __init__(self, way: ExamWay) -> None:
        super().__init__()
        self.way = way

    def compose(self) -> ComposeResult:
        yield TopBar(self._title())
        with Vertical(id="frame"), VerticalScroll(id="page"):
            yield from self.page()
        yield KeyBar(self.hints())
        yield TooSmall()

    def _title(self) -> str:
        if not self.STAGE:
            return self.texts("exam.title")
        stage = self.texts(f"exam.stage.{self.STAGE}")
        return self.texts("exam.stage.line", n=STAGES.index(self.STAGE) + 1, of=len(STAGES), stage=stage)

    def on_mount(self) -> None:
        self.begin()

    def begin(self) -> None:
        """The screen is there: where the keyboard goes, and what is fetched."""
        self.query_one("#page").focus()

    def page(self) -> ComposeResult:
        raise NotImplementedError

    def hints(self) -> list[Hint]:
        return [
            self.hint("enter", self.GO_ON, "forward"),
            self.hint("F1", "help"),
            self.hint("Ctrl+C", "leave", "leave_exam"),
        ]

    def heading(self, key: str) -> Static:
        return Static(Content(self.texts(key)), classes="heading", markup=False)

    def words(self, text: str, classes: str = "prose") -> Static:
        return Static(Content(text), classes=classes, markup=False)

    def action_forward(self) -> None:
        """Reads on; at the end of the page, goes on."""
        page = self.query_one("#page", VerticalScroll)
        if page.scroll_offset.y < page.max_scroll_y:
            page.scroll_page_down(animate=False)
        else:
            self.go_on()

    def go_on(self) -> None:
        raise NotImplementedError

    def action_leave_exam(self) -> None:
        self.way.leave()
