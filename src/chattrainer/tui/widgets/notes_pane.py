"""Private notes on a chat: for the agent and her colleagues, never for the customer."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from chattrainer.tui.messages import NoteAsked
from chattrainer.tui.widgets.pane import Pane
from chattrainer.tui.widgets.sheet import Block, Words
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.transcript import ChatState


class NotesPane(Vertical):
    """Enter keeps the note; kept notes stand below."""

    DEFAULT_CSS = """
    NotesPane {
        height: 1fr; padding: 0 1;
        & > Input { margin-bottom: 1; }
        & Pane { padding: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pane-notes")

    def compose(self) -> ComposeResult:
        yield Input(placeholder=say(self, "desk.notes.write"), compact=True)
        yield Pane("kept-notes")

    def show(self, chat: "ChatState") -> None:
        """The notes of a chat."""
        kept: list[Block] = [Words(f"• {note}\n") for note in reversed(chat.notes)]
        self.query_one(Pane).fill(kept or [Words(say(self, "desk.notes.none"), muted=True)])

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip():
            self.post_message(NoteAsked(event.value.strip()))
            event.input.clear()
