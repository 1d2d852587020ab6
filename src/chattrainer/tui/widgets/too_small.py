"""A curtain over a screen whose terminal is too small to work in. What lies behind goes on and keeps its state."""

from textual.app import ComposeResult
from textual.containers import Middle
from textual.widgets import Static

from chattrainer.tui.wording import say

SMALLEST = (80, 24)
"""Columns and lines that are enough to work."""


class TooSmall(Middle):
    """Shown by the screen's classes `-cramped-columns` and `-cramped-lines` only (see `screens.base`)."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; layer: curtain; dock: top; width: 100%; height: 100%; background: $background;
        & > Static { width: 100%; text-align: center; color: $foreground; padding: 0 2; }
    }
    """

    def compose(self) -> ComposeResult:
        columns, lines = SMALLEST
        yield Static(say(self, "desk.too_small", columns=columns, lines=lines), markup=False)
