"""Progress: my own sittings with their curves, the team's table, and one of the team's people."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import ContentSwitcher, DataTable, Input

from chattrainer.app.progress import ScoredSitting, TeamRow
from chattrainer.locale.safe import printable
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.screens.base import Place
from chattrainer.tui.screens.save_file import SaveFileScreen
from chattrainer.tui.screens.sharing import ask_to_share
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.widgets.filter_bar import FilterBar
from chattrainer.tui.widgets.history_pane import MEASURED, HistoryPane
from chattrainer.tui.widgets.key_bar import Hint, KeyBar
from chattrainer.tui.widgets.score_table import ScoreTable
from chattrainer.tui.widgets.team_pane import TeamPane
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.tui.widgets.filter_bar import FilterName

MINE, TEAM, PERSON = PAGES = ("mine", "team", "person")


class ProgressScreen(Place):
    """Everything is read in a worker, and read again after a sitting was shared."""

    CSS_PATH = "progress.tcss"
    HELP_PAGE = "progress"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", id="back", show=False),
        Binding("f6,shift+f6", "tab", id="tab", show=False),
        Binding("s", "sort", id="sort", show=False),
        Binding("r", "reverse", id="reverse", show=False),
        Binding("l", "narrow('language')", id="by_language", show=False),
        Binding("c", "narrow('chats')", id="by_chats", show=False),
        Binding("u", "narrow('purpose')", id="by_purpose", show=False),
        Binding("p", "share", id="share", show=False),
        Binding("x", "export", id="export", show=False),
        Binding("slash", "filter", id="filter", show=False),
        *(
            Binding(str(i), f"measure({i})", id=f"measure_{name}", show=False)
            for i, name in enumerate(MEASURED)
        ),
    ]

    class Read(Message):
        """What the database holds."""

        def __init__(self, mine: tuple[ScoredSitting, ...], team: tuple[TeamRow, ...]) -> None:
            super().__init__()
            self.mine = mine
            self.team = team

    class PersonRead(Message):
        """What may be seen of one of the team's people."""

        def __init__(self, person: str, sittings: tuple[ScoredSitting, ...]) -> None:
            super().__init__()
            self.person = person
            self.sittings = sittings

    class Failed(Message):
        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("progress.title"))
        tabs = [(name, self.texts(f"progress.tab.{name}")) for name in (MINE, TEAM)]
        yield ChoiceRow(tabs, MINE, id="tabs")
        with ContentSwitcher(initial=MINE, id="pages"):
            yield HistoryPane(MINE)
            yield TeamPane()
            yield HistoryPane(PERSON)
        yield from self._key_bars()
        yield TooSmall()

    def _key_bars(self) -> ComposeResult:
        """One a page: what does not fit on a narrow terminal stands last."""
        aid, sort, reverse = self.hint("F1", "help"), self.hint("S", "sort"), self.hint("R", "reverse")
        debrief, share = self.hint("enter", "open"), self.hint("P", "share")
        history, narrow = self.hint("enter", "sittings", "open"), self.hint("/", "filter")
        out, lobby = self.hint("X", "export"), self.hint("escape", "lobby", "back")
        team = Hint("F6", self.texts("progress.tab.team"), "tab")
        mine = Hint("F6", self.texts("progress.tab.mine"), "tab")
        back = Hint(lobby.key, self.texts("progress.tab.team"), "back")
        yield KeyBar([aid, debrief, team, sort, share, lobby, reverse]).add_class("-mine")
        yield KeyBar([aid, history, mine, sort, narrow, out, lobby, reverse]).add_class("-team")
        yield KeyBar([aid, debrief, back, sort, reverse]).add_class("-person")

    def on_mount(self) -> None:
        me = printable(self.desk_app.services.progress.me, lines=False)
        self.query_one(TopBar).show_status(self.texts("progress.me", person=me))
        self._open_page(MINE)
        self.read()

    # --- reading -----------------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="read")
    def read(self) -> None:
        """Reads everything anew."""
        progress = self.desk_app.services.progress
        try:
            read = self.Read(progress.mine(), progress.team())
        except ChattrainerError as error:
            self.post_message(self.Failed(told(self.texts, error)))
        else:
            self.post_message(read)

    @work(thread=True, exclusive=True, group="person")
    def _read_person(self, person: str) -> None:
        try:
            sittings = self.desk_app.services.progress.of_person(person)
        except ChattrainerError as error:
            self.post_message(self.Failed(told(self.texts, error)))
        else:
            self.post_message(self.PersonRead(person, sittings))

    @on(Read)
    def _show(self, event: Read) -> None:
        self.query_one("#mine", HistoryPane).show(event.mine)
        self.query_one(TeamPane).show(event.team)
        if self.focused is None:
            self.set_focus(self._table)

    @on(PersonRead)
    def _show_person(self, event: PersonRead) -> None:
        self._open_page(PERSON, event.person)
        self.query_one("#person", HistoryPane).show(event.sittings)
        self.set_focus(self._table)

    @on(Failed)
    def _tell(self, event: Failed) -> None:
        for pane in self.query(HistoryPane):
            pane.fail(printable(event.why))
        self.query_one(TeamPane).fail(printable(event.why))

    # --- from page to page -------------------------------------------------------------------------------

    @property
    def _page(self) -> str:
        return self.query_one(ContentSwitcher).current or MINE

    @property
    def _table(self) -> ScoreTable:
        """The table of the open page."""
        return self.query_one(f"#{self._page} ScoreTable", ScoreTable)

    @property
    def _history(self) -> HistoryPane | None:
        """The open page, where it shows a person's sittings."""
        return None if self._page == TEAM else self.query_one(f"#{self._page}", HistoryPane)

    def _open_page(self, page: str, person: str = "") -> None:
        self.query_one(ContentSwitcher).current = page
        for name in PAGES:
            self.set_class(name == page, f"-{name}")
        of_person = self.texts("progress.of_person", person=printable(person, lines=False))
        self.query_one(TopBar).show_place(of_person if person else self.texts("progress.title"))

    @on(ChoiceRow.Chosen, "#tabs")
    def _turned(self, event: ChoiceRow.Chosen) -> None:
        self._open_page(event.value)
        if self.focused is not event.row:
            self.set_focus(self._table)

    def action_tab(self) -> None:
        if self._page == PERSON:
            self.action_back()
            return
        self.set_focus(None)
        self.query_one("#tabs", ChoiceRow).choose(TEAM if self._page == MINE else MINE)

    def action_back(self) -> None:
        """From the search to its table, from a person to the team, from there to the lobby."""
        if isinstance(self.focused, Input):
            self.set_focus(self._table)
        elif self._page == PERSON:
            self._open_page(TEAM)
            self.set_focus(self._table)
        else:
            self.desk_app.show_lobby()

    # --- order and choice --------------------------------------------------------------------------------

    def action_sort(self) -> None:
        self._table.sort_next()

    def action_reverse(self) -> None:
        self._table.reverse()

    @on(ScoreTable.Sorted)
    def _sorted(self, event: ScoreTable.Sorted) -> None:
        words = self.texts(f"progress.sorted.{'down' if event.descending else 'up'}", column=event.title)
        self.notify(words, markup=False, timeout=2)

    def action_narrow(self, name: "FilterName") -> None:
        self.query_one(f"#{self._page} FilterBar", FilterBar).turn(name)

    def action_filter(self) -> None:
        if self._page == TEAM:
            self.query_one("#person_filter", Input).focus()

    def action_measure(self, index: int) -> None:
        if self._history is not None:
            self._history.measure(MEASURED[index])

    # --- what is under the cursor ------------------------------------------------------------------------

    @on(DataTable.RowSelected)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """The debrief of a sitting; of the team, a person's sittings."""
        if self._history is not None:
            sitting = self._history.current
            if sitting is not None:
                self.desk_app.show_debrief(sitting.run.id, "progress")
            return
        row = self.query_one(TeamPane).current
        if row is not None:
            self._read_person(row.person)

    @work
    async def action_share(self) -> None:
        """Shares my own practice with the team, or no longer, once that was confirmed."""
        sitting = self.query_one("#mine", HistoryPane).current
        if self._page == MINE and sitting is not None and await ask_to_share(self, sitting):
            self._share(sitting.run.id, not sitting.run.shared)

    @work(thread=True)
    def _share(self, run: str, shared: bool) -> None:
        try:
            self.desk_app.services.progress.share(run, shared)
        except ChattrainerError as error:
            why = told(self.texts, error)
            self.app.call_from_thread(self.notify, why, severity="error", markup=False)
        else:
            done = self.texts(f"progress.{'share' if shared else 'unshare'}.done")
            self.app.call_from_thread(self.notify, done, markup=False)
            self.app.call_from_thread(self.read)

    @work
    async def action_export(self) -> None:
        """Saves the team's table as it is shown."""
        if self._page != TEAM:
            return
        rows = self.query_one(TeamPane).shown
        if not rows:
            self.notify(self.texts("progress.export.nothing"), markup=False)
            return
        export = self.desk_app.services.progress.export
        path = await self.app.push_screen_wait(
            SaveFileScreen(
                self.texts("progress.export.title"),
                self.texts("progress.export.about", n=len(rows)),
                self.texts("progress.export.file"),
                lambda file, replace: export(rows, file, replace),
            )
        )
        if path is not None:
            done = self.texts("progress.export.done", path=printable(path, lines=False))
            self.notify(done, markup=False, timeout=10)
