"""One campaign: every candidate's state, result and interval, side by side."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from chattrainer.locale.safe import printable
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.screens.exam_code import NewCandidateScreen
from chattrainer.tui.widgets.candidate_table import CandidateTable, alike, name_of
from chattrainer.tui.widgets.filter_chip import FilterChip
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.score_table import ScoreTable
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.app.exams.comparing import Candidate, Comparison

WANTED = ("", "confirmed", "to_be_confirmed", "not_confirmed", "no_result")


class CandidatesScreen(Place):
    """`at`: the code on which the cursor is to stand."""

    CSS_PATH = "recruit.tcss"
    HELP_PAGE = "candidates"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", id="back", show=False),
        Binding("s", "sort", id="sort", show=False),
        Binding("r", "reverse", id="reverse", show=False),
        Binding("slash", "filter", id="filter", show=False),
        Binding("e", "narrow", id="narrow", show=False),
        Binding("n", "new_code", id="new_code", show=False),
        Binding("w", "withdraw", id="withdraw", show=False),
    ]

    def __init__(self, campaign: str, at: str = "") -> None:
        super().__init__()
        self._campaign = campaign
        self._at = at
        self._wanted = 0
        self._found: Comparison | None = None

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("recruit.candidates"))
        with Vertical(id="list"):
            with Horizontal(id="narrow"):
                yield FilterChip("result", "E")
                yield Input(placeholder=f"/ {self.texts('recruit.filter')}", compact=True)
            yield Static(Content(self.texts("recruit.reading")), classes="empty", markup=False)
            yield CandidateTable(self.texts)
            yield Static(id="about", markup=False)
            yield Static(id="how", markup=False)
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("enter", "report"),
                self.hint("S", "sort"),
                self.hint("N", "new_code"),
                self.hint("escape", "campaigns", "back"),
                self.hint("E", "narrow"),
                self.hint("/", "filter"),
                self.hint("R", "reverse"),
                self.hint("W", "withdraw"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one(CandidateTable).display = False
        self.query_one("#narrow").display = False
        self._read()

    # --- reading -------------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="read")
    def _read(self) -> None:
        try:
            found = self.desk_app.services.recruiting.candidates(self._campaign)
        except ChattrainerError as error:
            self.app.call_from_thread(self._tell, told(self.texts, error))
            return
        self.app.call_from_thread(self._show, found)

    def _show(self, found: "Comparison") -> None:
        self._found = found
        self.query_one(TopBar).show_place(printable(found.campaign.title, lines=False))
        done = sum(row.state == "ended" for row in found.rows)
        status = self.texts("recruit.status", done=done, n=len(found.rows), awaiting=found.awaiting)
        self.query_one(TopBar).show_status(status)
        how = self.texts("recruit.how", n=found.target_level, cut=round(found.cut))
        self.query_one("#how", Static).update(Content(how))
        self._draw()
        table = self.query_one(CandidateTable)
        if table.display and self.focused is None:
            table.focus()
        if self._at in table.shown:
            table.go_to(self._at)

    def _tell(self, words: str) -> None:
        self.query_one(CandidateTable).display = False
        self.query_one("#about", Static).update("")
        empty = self.query_one(".empty", Static)
        empty.update(Content(words))
        empty.display = True

    def _draw(self) -> None:
        assert self._found is not None
        wanted = WANTED[self._wanted]
        words = self.texts(f"recruit.only.{wanted}" if wanted else "recruit.only.all")
        self.query_one(FilterChip).show(self.texts("recruit.only.title"), words, bool(wanted))
        self.query_one("#narrow").display = bool(self._found.rows)
        rows = [row for row in self._found.rows if self._takes(row, wanted)]
        table = self.query_one(CandidateTable)
        table.show_candidates(rows, self._found.cut)
        if not rows:
            self._tell(self.texts("recruit.none_found" if self._found.rows else "recruit.no_candidate"))
            return
        self.query_one(".empty").display = False
        table.display = True
        self._describe()

    def _takes(self, row: "Candidate", wanted: str) -> bool:
        looked_for = self.query_one(Input).value.casefold().strip()
        named = looked_for in f"{row.exam.person or ''} {row.exam.code}".casefold()
        told_of = row.level.result if row.level is not None else "no_result"
        return named and wanted in ("", told_of)

    # --- the candidate under the cursor ----------------------------------------------------------------------

    @on(DataTable.RowHighlighted)
    def _moved(self) -> None:
        self.query_one(CandidateTable).compare_with_current()
        self._describe()

    def _describe(self) -> None:
        """Under the table: who it is, and from whom the exam doesn't tell her apart."""
        about, row = self.query_one("#about", Static), self.query_one(CandidateTable).candidate
        if row is None or self._found is None:
            about.update("")
            return
        about.update(Content("\n".join(self._words_about(row, self._found))))

    def _words_about(self, row: "Candidate", found: "Comparison") -> list[str]:
        lines = [name_of(self.texts, row)]
        if row.level is not None:
            level = row.level
            lines[0] += " · " + self.texts(
                "recruit.level",
                n=level.chats,
                mean=round(level.mean),
                low=round(level.told_low),
                high=round(level.told_high),
            )
            others = sum(alike(other, row) for other in found.rows)
            key = "recruit.alike" if others else "recruit.unlike"
            lines.append(self.texts(key, n=others or found.pool - 1, of=found.pool - 1))
        if row.flags:
            signs = ", ".join(self.texts(f"report.flag.{name}") for name in row.flags)
            lines.append(f"{self.texts('recruit.signs')}{self.texts('report.colon')} {signs}")
        return lines

    @on(DataTable.RowSelected)
    def action_report(self) -> None:
        """The report of the candidate under the cursor."""
        row = self.query_one(CandidateTable).candidate
        if row is None:
            return
        if row.result is None:
            self.notify(self.texts("recruit.no_result"), markup=False, timeout=3)
        else:
            self.desk_app.show_result(row.exam.code, self._campaign)

    # --- codes ---------------------------------------------------------------------------------------------

    @work
    async def action_new_code(self) -> None:
        if name := await self.app.push_screen_wait(NewCandidateScreen()):
            self._make_code(name)

    @work(thread=True)
    def _make_code(self, name: str) -> None:
        try:
            made = self.desk_app.services.recruiting.new_code(self._campaign, name)
        except ChattrainerError as error:
            self._refuse(told(self.texts, error))
            return
        shown = printable(name, lines=False)
        words = self.texts("recruit.new_code", code=made.code, name=shown)
        if made.alike:
            words += "\n" + self.texts("campaign.homonyms", name=shown, codes=", ".join(made.alike))
        self._at = made.code
        self.app.call_from_thread(self.notify, words, markup=False, timeout=20)
        self.app.call_from_thread(self._read)

    @work
    async def action_withdraw(self) -> None:
        """A candidate who takes no part any more, or does after all."""
        row = self.query_one(CandidateTable).candidate
        if row is None or row.state not in ("created", "begun", "withdrawn"):
            return
        undo = row.state == "withdrawn"
        kind = "reinstate" if undo else "withdraw"
        answers = [
            Answer("no", self.texts("recruit.no")),
            Answer("yes", self.texts(f"recruit.{kind}.yes"), weighty=not undo),
        ]
        question = self.texts(f"recruit.{kind}.question", name=name_of(self.texts, row), code=row.exam.code)
        asked = ConfirmScreen(self.texts(f"recruit.{kind}.title"), question, answers)
        if await self.app.push_screen_wait(asked) == "yes":
            self._at = row.exam.code
            self._withdraw(row.exam.code, undo)

    @work(thread=True)
    def _withdraw(self, code: str, undo: bool) -> None:
        try:
            self.desk_app.services.recruiting.withdraw(code, undo)
        except ChattrainerError as error:
            self._refuse(told(self.texts, error))
            return
        self.app.call_from_thread(self._read)

    def _refuse(self, why: str) -> None:
        self.app.call_from_thread(self.notify, why, severity="error", markup=False, timeout=10)

    # --- order and choice ------------------------------------------------------------------------------------

    def action_sort(self) -> None:
        self.query_one(CandidateTable).sort_next()

    def action_reverse(self) -> None:
        self.query_one(CandidateTable).reverse()

    @on(ScoreTable.Sorted)
    def _sorted(self, event: ScoreTable.Sorted) -> None:
        words = self.texts(f"progress.sorted.{'down' if event.descending else 'up'}", column=event.title)
        self.notify(words, markup=False, timeout=2)

    def action_narrow(self) -> None:
        if self._found is not None:
            self._wanted = (self._wanted + 1) % len(WANTED)
            self._draw()

    def on_filter_chip_clicked(self) -> None:
        self.action_narrow()

    def action_filter(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _looked_for(self) -> None:
        if self._found is not None:
            self._draw()

    @on(Input.Submitted)
    def _to_table(self) -> None:
        self.query_one(CandidateTable).focus()

    def action_back(self) -> None:
        """From the search to the table, from there to the campaigns."""
        if isinstance(self.focused, Input):
            self.query_one(CandidateTable).focus()
        else:
            self.desk_app.show_campaigns()
