"""The line of keys at the foot of every screen. Each can be clicked, too."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static


@dataclass(frozen=True, slots=True)
class Hint:
    """A key as it is written on the keyboard, what it does, and the screen's action."""

    key: str
    text: str
    action: str

    @property
    def width(self) -> int:
        """The cells that it takes."""
        return cell_len(self.key) + 1 + cell_len(self.text) + 2


class KeyHint(Static):
    """One key. Clicking it does what the key does."""

    DEFAULT_CSS = """
    KeyHint { width: auto; height: 1; padding: 0 1; color: $muted; }
    KeyHint:hover { background: $raised; color: $foreground; }
    """

    def __init__(self, hint: Hint) -> None:
        super().__init__(Content.assemble((f"{hint.key} ", "bold $primary"), hint.text), markup=False)
        self._action = hint.action

    async def on_click(self) -> None:
        await self.screen.run_action(self._action)


class KeyBar(Horizontal):
    """The most useful keys come first: what does not fit is left out, and stands in the help."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $panel; overflow: hidden hidden; }
    """

    def __init__(self, hints: Sequence[Hint]) -> None:
        super().__init__()
        self._hints = tuple(hints)

    def compose(self) -> ComposeResult:
        for hint in self._hints:
            yield KeyHint(hint)

    def on_resize(self, event: events.Resize) -> None:
        room = event.size.width
        for widget, hint in zip(self.query(KeyHint), self._hints, strict=True):
            room -= hint.width
            widget.display = room >= 0
