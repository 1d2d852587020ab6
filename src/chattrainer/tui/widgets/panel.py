"""The panel beside the conversations: card, records, knowledge, actions, replies, notes, brief."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, get_args

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from chattrainer.tui.messages import LookAsked
from chattrainer.tui.widgets.actions_pane import ActionsPane
from chattrainer.tui.widgets.brief_pane import BriefPane
from chattrainer.tui.widgets.card_pane import CardPane
from chattrainer.tui.widgets.knowledge_pane import KnowledgePane
from chattrainer.tui.widgets.notes_pane import NotesPane
from chattrainer.tui.widgets.records_pane import RecordsPane
from chattrainer.tui.widgets.replies_pane import RepliesPane
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.transcript import ChatState

Page = Literal["card", "records", "knowledge", "actions", "replies", "notes", "brief"]
PAGES: tuple[Page, ...] = get_args(Page)
MAKE: dict[Page, Callable[[], Widget]] = {
    "card": CardPane,
    "records": RecordsPane,
    "knowledge": KnowledgePane,
    "actions": ActionsPane,
    "replies": RepliesPane,
    "notes": NotesPane,
    "brief": BriefPane,
}
"""Pages are made when they are first opened: the desk is there sooner."""
TAB_ROWS = (PAGES[:4], PAGES[4:])


class PageTab(Static):
    """The name of a page. Clicking opens it."""

    DEFAULT_CSS = """
    PageTab { height: 1; padding: 0 1; color: $muted; width: auto; }
    PageTab:hover { background: $raised; color: $foreground; }
    PageTab.-open { background: $chosen-ground; color: $chosen-text; text-style: bold; }
    """

    class Picked(Message):
        def __init__(self, page: Page) -> None:
            super().__init__()
            self.page = page

    def __init__(self, page: Page) -> None:
        super().__init__(markup=False)
        self.page = page

    def on_mount(self) -> None:
        self.update(Content(say(self, f"desk.panel.{self.page}")))

    def on_click(self) -> None:
        self.post_message(self.Picked(self.page))


class Panel(Vertical):
    """Draws the focused chat; only the open page is drawn."""

    DEFAULT_CSS = """
    Panel {
        width: 40; height: 100%; background: $panel; border-left: solid $rule;
        & > .tabs { height: 1; }
        & > ContentSwitcher { height: 1fr; margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.page: Page = "card"
        self._case: Case | None = None
        self._preface = ""
        self._chat: ChatState | None = None

    def compose(self) -> ComposeResult:
        for row in TAB_ROWS:
            with Horizontal(classes="tabs"):
                yield from (PageTab(page) for page in row)
        with ContentSwitcher(initial="pane-card"):
            yield CardPane()

    def on_mount(self) -> None:
        self._mark()

    def show(self, case: "Case", chat: "ChatState") -> None:
        """Turns to a chat, or to what became of it."""
        other = self._chat is None or self._chat.chat != chat.chat
        drawn_from = (self._case, self._chat)
        self._case, self._chat = case, chat
        if other or drawn_from[1] is None or self._changed(drawn_from[1], chat):
            self._draw()

    async def open(self, page: Page, focus: bool = True) -> None:
        """Shows a page, and tells what the agent looks at."""
        self.page = page
        switcher = self.query_one(ContentSwitcher)
        if not self.query(f"#pane-{page}"):
            await switcher.mount(MAKE[page]())
        switcher.current = f"pane-{page}"
        self._mark()
        self._draw()
        if page in ("card", "records") and self._chat is not None:
            self.post_message(LookAsked("card" if page == "card" else "records"))
        if focus:
            self.focus_page()

    async def turn(self, step: int) -> None:
        """The next page, or the one before."""
        await self.open(PAGES[(PAGES.index(self.page) + step) % len(PAGES)])

    def focus_page(self) -> None:
        """Moves the keyboard into the open page."""
        if self.page == "knowledge":
            self.query_one(KnowledgePane).focus_search()
        elif self.page == "actions":
            self.query_one(ActionsPane).focus_list()
        elif self.page == "replies":
            self.query_one(RepliesPane).focus_filter()
        elif self.page == "notes":
            self.query_one("#pane-notes Input").focus()
        else:
            self.query_one(f"#pane-{self.page}").focus()

    def say_first(self, text: str) -> None:
        """What stands before every company's brief."""
        self._preface = text
        self._draw()

    def _changed(self, before: "ChatState", after: "ChatState") -> bool:
        """Whether the open page looks different now: a message in the chat changes no page."""
        watched = {"records": "look_results", "actions": "actions", "notes": "notes"}.get(self.page)
        return watched is not None and getattr(before, watched) != getattr(after, watched)

    def _draw(self) -> None:
        case, chat = self._case, self._chat
        if case is None or chat is None:
            return
        page = self.query_one(f"#pane-{self.page}")
        if isinstance(page, ActionsPane):
            page.show(case, chat)
        elif isinstance(page, RecordsPane | NotesPane):
            page.show(chat)
        elif isinstance(page, BriefPane):
            page.show(case, self._preface)
        elif isinstance(page, CardPane | KnowledgePane | RepliesPane):
            page.show(case)

    def _mark(self) -> None:
        for tab in self.query(PageTab):
            tab.set_class(tab.page == self.page, "-open")

    @on(PageTab.Picked)
    async def _picked(self, event: PageTab.Picked) -> None:
        event.stop()
        await self.open(event.page)
