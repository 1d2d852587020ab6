"""The report of one exam, and the decision that a person makes on it."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chattrainer.locale.safe import printable
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.recruiting import Reader
from chattrainer.tui.screens.base import Place
from chattrainer.tui.screens.decide import Decided, DecideScreen
from chattrainer.tui.screens.save_file import SaveFileScreen
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.app.exams.file import ExamFile

MARGINS = 8
WIDEST = 110


class ResultScreen(Place):
    """`campaign`: where one came from."""

    CSS_PATH = "recruit.tcss"
    HELP_PAGE = "result"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", id="back", show=False),
        Binding("d", "decide", id="decide", show=False),
        Binding("h", "save('recruiter')", id="save_recruiter", show=False),
        Binding("c", "save('candidate')", id="save_candidate", show=False),
        Binding("n", "section(1)", id="next_section", show=False),
        Binding("p", "section(-1)", id="previous_section", show=False),
    ]

    class Read(Message):
        def __init__(self, file: "ExamFile") -> None:
            super().__init__()
            self.file = file

    def __init__(self, code: str, campaign: str) -> None:
        super().__init__()
        self._code = code
        self._campaign = campaign
        self._file: ExamFile | None = None
        self._drawn_for = 0

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("report.title"))
        with VerticalScroll(id="report"):
            yield Static(Content(self.texts("recruit.reading")), classes="empty", markup=False)
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("D", "decide"),
                self.hint("H", "save_report", "save('recruiter')"),
                self.hint("C", "save_candidate", "save('candidate')"),
                self.hint("escape", "candidates", "back"),
                self.hint("N", "next_section", "section(1)"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one("#report").focus()
        self._read()

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        try:
            file = self.desk_app.services.recruiting.file(self._code)
        except ChattrainerError as error:
            self.app.call_from_thread(self._tell, told(self.texts, error))
            return
        self.post_message(self.Read(file))

    def _tell(self, words: str) -> None:
        self.query_one(".empty", Static).update(Content(words))

    @on(Read)
    async def _take(self, event: Read) -> None:
        self._file = file = event.file
        name = printable(file.exam.person or self.texts("report.nobody"), lines=False)
        self.query_one(TopBar).show_place(f"{self.texts('report.title')} · {name}")
        self.query_one(TopBar).show_status(file.exam.code)
        self._drawn_for = 0
        await self._draw()

    async def on_resize(self, event: events.Resize) -> None:
        await self._draw()

    async def _draw(self) -> None:
        width = min(WIDEST, self.size.width - MARGINS)
        if self._file is None or width == self._drawn_for:
            return
        self._drawn_for = width
        sections = self.desk_app.services.recruiting.sections(self._file, self.texts, width)
        page = self.query_one("#report", VerticalScroll)
        parts = []
        for section in sections:
            if section.title:
                parts.append(Static(Content(section.title), classes="heading", markup=False))
            look = "lines" if section.title else "lines verdict"
            parts.append(Static(Content("\n".join(section.lines)), classes=look, markup=False))
        await page.remove_children()
        await page.mount_all(parts)

    # --- moving ----------------------------------------------------------------------------------------------

    def action_section(self, step: int) -> None:
        """To the next heading, or to the one before."""
        page = self.query_one("#report", VerticalScroll)
        tops = [heading.virtual_region.y for heading in self.query(".heading")]
        now = round(page.scroll_y)
        ahead = [y for y in tops if y > now + 1] if step > 0 else [y for y in reversed(tops) if y < now]
        page.scroll_to(y=ahead[0] if ahead else 0 if step < 0 else page.max_scroll_y, animate=False)

    def action_back(self) -> None:
        self.desk_app.show_candidates(self._campaign, self._code)

    # --- what a person does with it --------------------------------------------------------------------------

    @work
    async def action_decide(self) -> None:
        if self._file is None:
            return
        decided = await self.app.push_screen_wait(DecideScreen(self._file.standing))
        if decided is not None:
            self._enter(decided)

    @work(thread=True)
    def _enter(self, decided: Decided) -> None:
        recruiting = self.desk_app.services.recruiting
        try:
            if decided.what is None:
                recruiting.contest(self._code, decided.reason)
            else:
                recruiting.decide(self._code, decided.what, decided.reason)
        except ChattrainerError as error:
            why = told(self.texts, error)
            self.app.call_from_thread(self.notify, why, severity="error", markup=False, timeout=12)
            return
        self.app.call_from_thread(self.notify, self.texts("recruit.decided"), markup=False)
        self.app.call_from_thread(self._read)

    @work
    async def action_save(self, reader: Reader) -> None:
        """One HTML file: the recruiter's report, or the candidate's."""
        file = self._file
        if file is None:
            return
        save = self.desk_app.services.recruiting.save_page
        path = await self.app.push_screen_wait(
            SaveFileScreen(
                self.texts(f"recruit.save.{reader}"),
                self.texts(f"recruit.save.about_{reader}"),
                self.texts(f"recruit.save.file_{reader}", code=file.exam.code),
                lambda name, replace: save(file, self.texts, reader, name, replace),
            )
        )
        if path is not None:
            done = self.texts("progress.export.done", path=printable(path, lines=False))
            self.notify(done, markup=False, timeout=10)
