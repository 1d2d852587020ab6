"""Sittings of the past: found by a word, put in order by any column, opened for their debrief."""

from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, Input, Static

from chattrainer.app.comparable import ENGINE_BOUND, MARK, apart
from chattrainer.locale.texts import Texts
from chattrainer.tui.failures import told
from chattrainer.tui.filtering import filtered
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import PastSitting
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.sitting_line import score_text, shown_when
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

CRITERIA = ("latency", "writing", "directiveness", "resolution")
COLUMNS = ("when", "chats", "overall", *CRITERIA, "what")


class PastScreen(Place):
    """Newest first, until another order is asked for."""

    CSS_PATH = "past.tcss"
    HELP_PAGE = "past"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "lobby", id="lobby", show=False),
        Binding("slash", "filter", id="filter", show=False),
        Binding("s", "sort", id="sort", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sittings: tuple[PastSitting, ...] = ()
        self._others: set[str] = set()
        self._order = "when"

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("past.title"))
        with Vertical(id="list"):
            yield Input(placeholder=self.texts("past.filter"), compact=True)
            yield DataTable[Text](cursor_type="row", zebra_stripes=True)
            yield Static(Content(self.texts("past.reading")), classes="empty", markup=False)
            yield Static(
                Content(self.texts("progress.other_engine", mark=MARK)), classes="note", markup=False
            )
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("enter", "open", "help"),
                self.hint("/", "filter"),
                self.hint("S", "sort"),
                self.hint("escape", "lobby"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        for name in COLUMNS:
            table.add_column(Text(self.texts(f"past.column.{name}")), key=name)
        table.focus()
        self.query_one(".note").display = False
        self._read()

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _read(self) -> None:
        from chattrainer.model.errors import ChattrainerError

        try:
            sittings = self.desk_app.services.past()
        except ChattrainerError as error:
            self.app.call_from_thread(self._unread, told(self.texts, error))
            return
        self.app.call_from_thread(self._take, sittings)

    def _unread(self, words: str) -> None:
        self.query_one(".empty", Static).update(Content(words))

    def _take(self, sittings: tuple[PastSitting, ...]) -> None:
        self._sittings = sittings
        others = apart(sittings)
        self._others = {s.run for s, other in zip(sittings, others, strict=True) if other}
        self.query_one(".note").display = bool(self._others)
        self._draw()

    def _draw(self) -> None:
        table = self.query_one(DataTable)
        table.clear()
        query = self.query_one(Input).value
        found = filtered(
            self._sittings, query, lambda s: " ".join(s.scenarios), lambda s: f"{s.when} {s.player}"
        )
        for sitting in sorted(found, key=lambda s: _key(s, self._order), reverse=self._order != "what"):
            table.add_row(
                *(Text(cell) for cell in _cells(self.texts, sitting, sitting.run in self._others)),
                key=sitting.run,
            )
        empty = self.query_one(".empty", Static)
        empty.update(Content(self.texts("past.none" if not self._sittings else "past.none_found")))
        empty.display = not found

    @on(Input.Changed)
    def _filtered(self) -> None:
        self._draw()

    @on(Input.Submitted)
    def _to_table(self) -> None:
        self.query_one(DataTable).focus()

    @on(DataTable.HeaderSelected)
    def _header(self, event: DataTable.HeaderSelected) -> None:
        self._order = event.column_key.value or "when"
        self._draw()

    @on(DataTable.RowSelected)
    def _open(self, event: DataTable.RowSelected) -> None:
        if event.row_key.value:
            self.desk_app.show_debrief(event.row_key.value, "past")

    def action_filter(self) -> None:
        self.query_one(Input).focus()

    def action_sort(self) -> None:
        self._order = COLUMNS[(COLUMNS.index(self._order) + 1) % len(COLUMNS)]
        words = self.texts("past.sorted", column=self.texts(f"past.column.{self._order}"))
        self.notify(words, markup=False, timeout=2)
        self._draw()

    def action_lobby(self) -> None:
        self.desk_app.show_lobby()


def _cells(texts: Texts, sitting: PastSitting, other: bool) -> list[str]:
    scores = dict(sitting.scores)
    return [
        shown_when(texts, sitting.when),
        str(sitting.chats_at_once),
        _score("overall", sitting.overall, other),
        *(_score(name, scores.get(name), other) for name in CRITERIA),
        ", ".join(sitting.scenarios),
    ]


def _score(name: str, score: float | None, other: bool) -> str:
    """`other`: another proofreader judged than the latest sitting; what depends on it is marked."""
    return score_text(score) + (f" {MARK}" if other and score is not None and name in ENGINE_BOUND else "")


def _key(sitting: PastSitting, order: str) -> tuple[bool, float | str]:
    """What a column is put in order by; what has no score comes last."""
    if order == "when":
        return True, sitting.when
    if order == "what":
        return True, ", ".join(sitting.scenarios)
    if order == "chats":
        return True, float(sitting.chats_at_once)
    value = sitting.overall if order == "overall" else dict(sitting.scores).get(order)
    return value is not None, -1.0 if value is None else value
