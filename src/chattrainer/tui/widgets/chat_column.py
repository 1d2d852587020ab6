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
from chattrainer.tui.widgets.hint_line import HintLine
from chattrainer.tui.widgets.replies_menu import RepliesMenu
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
        agent: str,
        customer: str,
        replies: "tuple[Canned, ...]",
        placeholder: str,
        words: Words,
        writable: bool = True,
    ) -> None:
        super().__init__()
        self.chat = chat
        self._customer = printable(customer, lines=False)
        self._writable = writable
        self._placeholder = placeholder
        self.conversation = Conversation(agent, customer, words)
        self.menu = RepliesMenu(replies)
        self.composer = Composer(chat, placeholder, self.menu)
        self.hints = HintLine()
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
            yield self.hints

    # --- what the screen tells -----------------------------------------------------------------------

    def show(self, view: "ChatView", focused: bool, now_ms: int, all_closed: bool = False) -> None:
        """Draws the chat's state as it is now. `all_closed`: no chat of the desk is open."""
        self.set_class(focused, "-focused")
        self._name_label.update(Content(f"{view.place} {self._customer}"), layout=False)
        writing = say(self, "desk.chat.is_writing", name=self._customer) if view.typing else ""
        self._writing.update(Content(writing), layout=False)
        self.timer.show(view.wait, now_ms)
        self.composer.disabled = view.ended
        if view.ended:
            asked = say(self, "desk.composer.all_closed" if all_closed else "desk.composer.closed")
        else:
            asked = say(self, "desk.composer.first") if view.doing == "to_write" else self._placeholder
        self.composer.placeholder = asked

    def add(self, lines: "Sequence[Line]") -> None:
        """Puts lines at the end of the conversation."""
        self.conversation.add(lines)
        said = tuple(line.text for line in lines if line.kind == "customer")
        self.composer.quotable = (*self.composer.quotable, *said)

    def send(self, draft: Draft) -> None:
        """A message left the composer: it stands in the conversation until it is taken."""
        self.conversation.add_pending(draft.text)
        self.hints.clear()

    def robot_writes(self, on: bool) -> None:
        """Shows that the robot at the desk is writing."""
        self._writing.update(Content(say(self, "desk.chat.robot_writing") if on else ""), layout=False)

    # --- the menu of replies ---------------------------------------------------------------------------

    @on(Composer.Edited)
    def _follow(self, event: Composer.Edited) -> None:
        event.stop()
        self.menu.follow(self.composer.before_cursor)

    @on(OptionList.OptionSelected, "RepliesMenu")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.menu.insert_into(self.composer)

    def on_click(self) -> None:
        self.post_message(ChatChosen(self.chat))
