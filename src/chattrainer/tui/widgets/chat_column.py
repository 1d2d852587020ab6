"""A chat as the agent works in it: who it is, the conversation, who is writing, the composer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from chattrainer.locale.safe import printable
from chattrainer.tui.drafts import Draft
from chattrainer.tui.messages import ChatChosen
from chattrainer.tui.widgets.composer import Composer
from chattrainer.tui.widgets.conversation import Conversation, Words
from chattrainer.tui.widgets.replies_menu import RepliesMenu, slash_query
from chattrainer.tui.widgets.wait_timer import WaitTimer
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.scenario import Canned
    from chattrainer.tui.view import ChatView, Line


class ChatColumn(Vertical):
    """One chat. `writable` False: a robot plays, and the agent only looks on."""

    DEFAULT_CSS = """
    ChatColumn {
        width: 1fr; height: 100%; background: $surface; border-left: solid $rule;
        & > .head { height: 1; background: $panel; padding: 0 1; }
        & > .head > .name { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; color: $muted; }
        &.-focused > .head { background: $chosen-ground; }
        &.-focused > .head > .name { color: $chosen-text; text-style: bold; }
        &.-focused > .head > WaitTimer.-green, &.-focused > .head > WaitTimer.-amber { color: $chosen-text; }
        & > .writing { height: 1; padding: 0 2; color: $muted; text-style: italic; }
    }
    """

    def __init__(
        self,
        chat: int,
        customer: str,
        replies: "tuple[Canned, ...]",
        placeholder: str,
        words: Words,
        writable: bool = True,
    ) -> None:
        super().__init__()
        self.chat = chat
        self._customer = printable(customer, lines=False)
        self._replies = replies
        self._writable = writable
        self._dismissed_at: int | None = None
        self.conversation = Conversation(customer, words)
        self.composer = Composer(chat, placeholder)
        self.menu = RepliesMenu()
        self.timer = WaitTimer()
        self._name_label = Static(classes="name", markup=False)
        self._writing = Static(classes="writing", markup=False)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="head"):
            yield self._name_label
            yield self.timer
        yield self.conversation
        yield self._writing
        yield self.menu
        if self._writable:
            yield self.composer

    # --- what the screen tells -----------------------------------------------------------------------

    def show(self, view: "ChatView", focused: bool, now_ms: int) -> None:
        """Draws the chat's state as it is now."""
        self.set_class(focused, "-focused")
        self._name_label.update(Content(f"{view.place} {self._customer}"), layout=False)
        writing = say(self, "desk.chat.is_writing", name=self._customer) if view.typing else ""
        self._writing.update(Content(writing), layout=False)
        self.timer.show(view.wait, now_ms)
        self.composer.disabled = view.ended

    def add(self, lines: "Sequence[Line]") -> None:
        """Puts lines at the end of the conversation."""
        self.conversation.add(lines)
        said = tuple(line.text for line in lines if line.kind == "customer")
        self.composer.quotable = (*self.composer.quotable, *said)

    def send(self, draft: Draft) -> None:
        """The draft leaves the composer for the conversation, where it waits to be taken."""
        self.composer.stop_composing()
        self.composer.take(Draft())
        self.conversation.add_pending(draft.text)

    def robot_writes(self, on: bool) -> None:
        """Shows that the robot at the desk is writing."""
        self._writing.update(Content(say(self, "desk.chat.robot_writing") if on else ""), layout=False)

    # --- the menu of replies ---------------------------------------------------------------------------

    @on(Composer.Edited)
    def _narrow_menu(self, event: Composer.Edited) -> None:
        event.stop()
        asked = slash_query(self.composer.before_cursor)
        if asked is None or asked[0] == self._dismissed_at:
            self._dismissed_at = None if asked is None else self._dismissed_at
            self.menu.shut()
        else:
            self.menu.narrow(self._replies, asked[1])
        self.composer.menu_open = self.menu.is_open

    @on(Composer.MenuKey)
    def _menu_key(self, event: Composer.MenuKey) -> None:
        event.stop()
        if event.key == "up":
            self.menu.action_cursor_up()
        elif event.key == "down":
            self.menu.action_cursor_down()
        elif event.key == "escape":
            asked = slash_query(self.composer.before_cursor)
            self._dismissed_at = asked[0] if asked else None
            self._shut_menu()
        else:
            self._insert_chosen()

    @on(OptionList.OptionSelected, "RepliesMenu")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._insert_chosen()

    def _insert_chosen(self) -> None:
        reply, asked = self.menu.chosen, slash_query(self.composer.before_cursor)
        self._shut_menu()
        if reply is None or asked is None:
            return
        self.composer.select_back_to(asked[0])
        self.composer.insert_from(reply.text, "canned", reply.id)

    def _shut_menu(self) -> None:
        self.menu.shut()
        self.composer.menu_open = False

    def on_click(self) -> None:
        self.post_message(ChatChosen(self.chat))
