"""The conversations side by side: as many as the width allows, the focused one always among them."""

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.widgets.chat_column import ChatColumn

if TYPE_CHECKING:
    from chattrainer.tui.view import DeskView

NARROWEST = 40
"""Cells that a conversation needs to be read at ease."""


class Columns(Horizontal):
    """Columns stand in order of place. Hidden ones keep their drafts and go on being filled."""

    DEFAULT_CSS = """
    Columns > .waiting {
        width: 1fr; height: 100%; content-align: center middle; text-align: center; color: $muted; padding: 0 2;
    }
    """

    def __init__(self, waiting: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._waiting = Static(Content(waiting), classes="waiting", markup=False)
        self._order: tuple[int, ...] = ()
        self._focused: int | None = None
        self._columns: dict[int, ChatColumn] = {}

    def compose(self) -> ComposeResult:
        yield self._waiting

    def say_waiting(self, text: str) -> None:
        """What stands here while there is no chat."""
        self._waiting.update(Content(text))

    def column(self, chat: int) -> ChatColumn | None:
        """The chat's column, if it has one."""
        return self._columns.get(chat)

    async def seat(self, column: ChatColumn, places: tuple[int, ...]) -> None:
        """Gives a new chat its place; the column that had it goes."""
        for chat in [chat for chat in self._columns if chat not in places]:
            await self._columns.pop(chat).remove()
        following = [c for c in self._columns.values() if places.index(c.chat) > places.index(column.chat)]
        following.sort(key=lambda c: places.index(c.chat))
        self._columns[column.chat] = column
        await self.mount(column, before=following[0] if following else None)

    def show(self, view: "DeskView", now_ms: int) -> None:
        """Draws the state of every chat, and makes room for the focused one."""
        self._order, self._focused = view.places, view.focused
        all_closed = all(chat.ended for chat in view.chats)
        for chat in view.chats:
            column = self.column(chat.chat)
            if column is not None:
                column.show(chat, chat.chat == view.focused, now_ms, all_closed)
        self.make_room()

    def tick(self, now_ms: int) -> None:
        """Time has passed: only the timers change."""
        for column in self._columns.values():
            column.timer.tick(now_ms)

    def make_room(self) -> None:
        """Shows as many columns as there is room for."""
        room = max(1, self.size.width // NARROWEST)
        here = self._order.index(self._focused) if self._focused in self._order else 0
        first = min(max(0, here - room + 1), max(0, len(self._order) - room))
        shown = self._order[first : first + room]
        self._waiting.display = not self._order
        for column in self._columns.values():
            column.display = column.chat in shown

    def on_resize(self, event: events.Resize) -> None:
        self.make_room()
