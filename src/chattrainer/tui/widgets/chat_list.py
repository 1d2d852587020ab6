"""The list of chats: a column at the side, or a strip of tabs at the top of a narrow terminal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalGroup
from textual.widgets import Static

from chattrainer.tui.widgets.chat_row import ChatRow
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.tui.view import DeskView


class ChatList(VerticalGroup):
    """One row for each place at the desk; the screen's width decides how they lie."""

    DEFAULT_CSS = """
    ChatList { height: 1fr; }
    ChatList > .title { color: $muted; padding: 0 2; margin-bottom: 1; }
    ChatList > ChatRow { margin-bottom: 1; }
    ChatList > .empty { color: $muted; padding: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ChatRow] = []

    def compose(self) -> ComposeResult:
        yield Static(say(self, "desk.chat.title"), classes="title", markup=False)
        yield Static(say(self, "desk.chat.none"), classes="empty", markup=False)

    async def show(self, view: "DeskView", name_of: Callable[[int], str], now_ms: int) -> None:
        """Draws all chats as they are now; rows are kept as long as their chats keep their places."""
        if tuple(row.chat for row in self._rows) != view.places:
            await self.remove_children(ChatRow)
            self._rows = [ChatRow(number, name_of(number)) for number in view.places]
            await self.mount_all(self._rows)
            self.query_one(".empty").display = not self._rows
        for row, chat in zip(self._rows, view.chats, strict=True):
            row.show(chat, chat.chat == view.focused, now_ms)

    def tick(self, now_ms: int) -> None:
        """Time has passed: only the timers change."""
        for row in self._rows:
            row.timer.tick(now_ms)
