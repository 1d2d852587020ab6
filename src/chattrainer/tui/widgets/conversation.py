"""The conversation of one chat. It grows at its end; what stands is never drawn anew."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textual.containers import VerticalScroll

from chattrainer.locale.safe import printable
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.bubble import Bubble, Byline
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.tui.view import Line

NEW_BYLINE_AFTER_MS = 60_000


class Conversation(VerticalScroll, can_focus=False):
    """Follows its end, unless the agent has scrolled back to read."""

    DEFAULT_CSS = """
    Conversation { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; align-vertical: bottom; }
    """

    def __init__(self, customer: str, name_of: Callable[[str, Mapping[str, Any]], Mapping[str, Any]]) -> None:
        super().__init__()
        self._customer = customer
        self._name_of = name_of
        self._last: tuple[str, int] = ("", 0)
        self._pending: list[Bubble] = []

    def add(self, lines: "Sequence[Line]") -> None:
        """Puts lines at the end."""
        if not lines:
            return
        following = self.max_scroll_y - self.scroll_y <= 1
        widgets = [widget for line in lines for widget in self._drawn(line)]
        self.mount_all(widgets, before=self._pending[0] if self._pending else None)
        if following:
            self.to_end()

    def add_pending(self, text: str) -> None:
        """A message that was sent and is not yet in the log."""
        bubble = Bubble("agent", text, following=True, pending=True)
        self._pending.append(bubble)
        self.mount(bubble)
        self.to_end()

    def drop_pending(self) -> None:
        """The oldest message on its way arrived, or was refused."""
        if self._pending:
            self._pending.pop(0).remove()

    def to_end(self) -> None:
        """Shows the newest line."""
        self.call_after_refresh(self.scroll_end, animate=False)

    def _drawn(self, line: "Line") -> list[Bubble | Byline]:
        if line.kind == "system":
            self._last = ("system", line.at)
            words = say(self, f"desk.line.{line.key}", **self._name_of(line.key, line.params))
            return [Bubble("system", f"{words} · {minutes_seconds(line.at)}")]
        speaker, since = self._last
        self._last = (line.kind, line.at)
        if speaker == line.kind and line.at - since < NEW_BYLINE_AFTER_MS:
            return [Bubble(line.kind, line.text, following=True)]
        who = say(self, "desk.line.you") if line.kind == "agent" else printable(self._customer, lines=False)
        return [Byline(line.kind, who, minutes_seconds(line.at)), Bubble(line.kind, line.text)]
