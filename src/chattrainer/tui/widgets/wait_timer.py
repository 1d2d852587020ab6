"""The small clock of a wait: since the customer's unanswered burst, or until an announced wait ends."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from chattrainer.tui.timing import SIGNS, minutes_seconds

if TYPE_CHECKING:
    from chattrainer.tui.view import Wait


class WaitTimer(Static):
    """Redraws itself only when the second or the shade has changed."""

    DEFAULT_CSS = """
    WaitTimer {
        width: 9; height: 1; padding: 0 1; text-align: right;
        &.-green { color: $success; }
        &.-amber { color: $warning; text-style: bold; }
        &.-red { background: $late-ground; color: $late-text; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._wait: Wait | None = None
        self._shown = ""

    def show(self, wait: "Wait | None", now_ms: int) -> None:
        """Takes another wait, or none."""
        self._wait = wait
        self.tick(now_ms)

    def tick(self, now_ms: int) -> None:
        """Time has passed."""
        text, shade = self._reading(now_ms)
        if text == self._shown:
            return
        self._shown = text
        for name in SIGNS:
            self.set_class(name == shade, f"-{name}")
        self.update(Content(text), layout=False)

    def _reading(self, now_ms: int) -> tuple[str, str]:
        if self._wait is None:
            return "", ""
        shade = self._wait.shade(now_ms)
        sign = "↓" if self._wait.until is not None else SIGNS[shade]
        return f"{sign} {minutes_seconds(self._wait.shown_ms(now_ms))}", shade
