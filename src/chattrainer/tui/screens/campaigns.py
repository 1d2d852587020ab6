"""The recruiter's campaigns: how many codes are where, and how many results wait for a decision."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import DataTable, Static

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import ChattrainerError
from chattrainer.tui.failures import told
from chattrainer.tui.progress_words import shown_day
from chattrainer.tui.screens.base import Place
from chattrainer.tui.screens.open_campaign import OpenCampaignScreen
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.score_table import Cell, Column, Line, ScoreTable
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from chattrainer.app.exams.overview import CampaignState

COUNTS = ("created", "begun", "ended")
COLUMNS = ("campaign", "state", "level", *COUNTS, "awaiting", "opened")


class CampaignsScreen(Place):
    """The latest first, until another order is asked for."""

    CSS_PATH = "recruit.tcss"
    HELP_PAGE = "campaigns"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "lobby", id="lobby", show=False),
        Binding("n", "open_campaign", id="open_campaign", show=False),
        Binding("s", "sort", id="sort", show=False),
        Binding("r", "reverse", id="reverse", show=False),
    ]

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("recruit.campaigns"))
        with Vertical(id="list"):
            yield Static(Content(self.texts("recruit.reading")), classes="empty", markup=False)
            yield ScoreTable([_column(self.texts, name) for name in COLUMNS], "opened")
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("enter", "candidates"),
                self.hint("N", "open_campaign"),
                self.hint("S", "sort"),
                self.hint("escape", "lobby"),
                self.hint("R", "reverse"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one(ScoreTable).display = False
        self._read()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        try:
            found = self.desk_app.services.recruiting.campaigns()
        except ChattrainerError as error:
            self.app.call_from_thread(self._tell, told(self.texts, error))
            return
        self.app.call_from_thread(self._show, found)

    def _show(self, found: "tuple[CampaignState, ...]") -> None:
        if not found:
            self._tell(self.texts("recruit.no_campaign"))
            return
        self.query_one(".empty").display = False
        table = self.query_one(ScoreTable)
        table.display = True
        table.show([_line(self.texts, each) for each in found])
        table.focus()

    def _tell(self, words: str) -> None:
        self.query_one(".empty", Static).update(Content(words))

    @on(DataTable.RowSelected)
    def action_candidates(self) -> None:
        """The candidates of the campaign under the cursor."""
        if (campaign := self.query_one(ScoreTable).current) is not None:
            self.desk_app.show_candidates(campaign)

    @work
    async def action_open_campaign(self) -> None:
        """A new campaign, on a stock form; then its candidates, who have no codes yet."""
        if opened := await self.app.push_screen_wait(OpenCampaignScreen(self.desk_app.services.recruiting)):
            self.desk_app.show_candidates(opened)
            self.desk_app.notify(self.texts("campaign.opened", id=opened), markup=False, timeout=12)

    def action_sort(self) -> None:
        self.query_one(ScoreTable).sort_next()

    def action_reverse(self) -> None:
        self.query_one(ScoreTable).reverse()

    def action_lobby(self) -> None:
        self.desk_app.show_lobby()


def _column(texts: Texts, name: str) -> Column:
    return Column(
        name,
        texts(f"recruit.title_of.{name}"),
        texts(f"recruit.short_title_of.{name}"),
        number=name in (*COUNTS, "level", "awaiting"),
        latest_first=name == "opened",
        elastic=name == "campaign",
    )


def _line(texts: Texts, state: "CampaignState") -> Line:
    campaign = state.campaign
    title = printable(campaign.title, lines=False)
    job = printable(str(campaign.settings.get("job", "")), lines=False)
    is_open = texts("campaign.is_closed" if campaign.closed else "campaign.is_open")
    counts = [state.counts.get(name, 0) for name in COUNTS]
    return Line(
        campaign.id,
        (
            Cell(f"{title} · {job}" if job else title, title.casefold(), title),
            Cell(is_open, is_open),
            Cell(str(state.target_level), state.target_level),
            *(Cell(str(count), count) for count in counts),
            Cell(str(state.awaiting), state.awaiting),
            Cell(
                shown_day(texts, campaign.opened),
                campaign.opened,
                shown_day(texts, campaign.opened, short=True),
            ),
        ),
    )
