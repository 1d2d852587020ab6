"""The checklist of the warm-up: each gesture of the desk with its key, ticked once it was done."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.log import Entry
    from chattrainer.model.transcript import Transcript

GESTURES = ("reply", "switch", "canned", "search", "action", "close")
ROWS = (GESTURES[:3], GESTURES[3:])


def gestures_in(transcript: "Transcript", entries: "Sequence[Entry]" = ()) -> frozenset[str]:
    """The gestures that were done at least once; searches are told by the latest entries alone."""
    said = [message for chat in transcript.chats for message in chat.agent_messages]
    turned_to = {interval.chat for interval in transcript.focus if interval.chat is not None}
    done = {
        "reply": bool(said),
        "switch": len(turned_to) > 1,
        "canned": any(span.source == "canned" for message in said for span in message.spans),
        "search": any(entry.event.kind == "search" for entry in entries),
        "action": any(chat.actions for chat in transcript.chats),
        "close": any(chat.closes for chat in transcript.chats),
    }
    return frozenset(name for name, was_done in done.items() if was_done)


class GestureList(Vertical):
    """Two lines above the keys."""

    DEFAULT_CSS = """
    GestureList {
        height: 2; background: $raised; padding: 0 1;
        & > Horizontal { height: 1; }
        & Static { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
        & .-done { color: $success; }
    }
    """

    def __init__(self, done: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._done = done

    def compose(self) -> ComposeResult:
        for row in ROWS:
            with Horizontal():
                for name in row:
                    yield Static(id=f"gesture-{name}", markup=False)

    def on_mount(self) -> None:
        self.show(self._done)

    def show(self, done: frozenset[str]) -> None:
        """Ticks what was done."""
        for name in GESTURES:
            line = self.query_one(f"#gesture-{name}", Static)
            line.set_class(name in done, "-done")
            line.update(Content(f"{'✓' if name in done else '○'} {say(self, f'exam.gesture.{name}')}"))
