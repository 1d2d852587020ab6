"""A score as a bar and a number."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

CELLS = 30


class ScoreBar(Horizontal):
    """The name of a criterion, a bar from 0 to 100, the score. A dash when there was nothing to judge."""

    DEFAULT_CSS = """
    ScoreBar {
        height: 1;
        & > .name { width: 24; }
        & > .bar { width: 32; color: $primary; }
        & > .value { width: 8; text-align: right; text-style: bold; }
        &.-weakest > .bar { color: $accent; }
    }
    """

    def __init__(self, name: str, score: float | None, shown: str, weakest: bool = False) -> None:
        super().__init__(classes="-weakest" if weakest else "")
        self._name_text = name
        self._score = score
        self._shown = shown

    def compose(self) -> ComposeResult:
        full = round((self._score or 0) / 100 * CELLS)
        bar = Content.assemble("━" * full, ("─" * (CELLS - full), "$rule"))
        yield Static(Content(self._name_text), classes="name", markup=False)
        yield Static(bar, classes="bar", markup=False)
        yield Static(Content(self._shown), classes="value", markup=False)
