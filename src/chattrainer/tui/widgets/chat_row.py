"""One chat in the list of chats: its key, its customer, where it stands, what is new."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.messages import ChatChosen
from chattrainer.tui.widgets.wait_timer import WaitTimer
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.tui.view import ChatView


class ChatRow(Vertical):
    """Two lines. Clicking turns to the chat."""

    DEFAULT_CSS = """
    ChatRow {
        height: 2; padding: 0 0 0 1; border-left: wide transparent;
        & .line { height: 1; }
        & .name { width: 1fr; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & .doing { width: 1fr; height: 1; color: $muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & .unread { width: 6; height: 1; padding: 0 1; text-align: right; color: $accent; text-style: bold; }
        &:hover { background: $raised; }
        &.-focused { background: $chosen-ground; border-left: wide $primary; }
        &.-focused .name { color: $chosen-text; text-style: bold; }
        &.-focused .doing { color: $chosen-text; }
        &.-focused WaitTimer.-green, &.-focused WaitTimer.-amber { color: $chosen-text; }
        &.-ended .name { color: $muted; }
    }
    """

    def __init__(self, chat: int, name: str) -> None:
        super().__init__()
        self.chat = chat
        self._customer = name
        self.timer = WaitTimer()
        self._name_label = Static(classes="name", markup=False)
        self._doing = Static(classes="doing", markup=False)
        self._unread = Static(classes="unread", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="line"):
            yield self._name_label
            yield self._unread
        with Horizontal(classes="line"):
            yield self._doing
            yield self.timer

    def show(self, view: "ChatView", focused: bool, now_ms: int) -> None:
        """Draws the chat as it is now."""
        self.set_class(focused, "-focused")
        self.set_class(view.ended, "-ended")
        self._name_label.update(Content.assemble((f"{view.place} ", "bold"), self._customer), layout=False)
        self._doing.update(Content(self._words(view)), layout=False)
        unread = say(self, "desk.chat.unread", n=view.unread) if view.unread else ""
        self._unread.update(Content(unread), layout=False)
        self.timer.show(view.wait, now_ms)

    def _words(self, view: "ChatView") -> str:
        return say(self, "desk.chat.writing") if view.typing else say(self, f"desk.doing.{view.doing}")

    def on_click(self) -> None:
        self.post_message(ChatChosen(self.chat))
