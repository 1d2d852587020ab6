"""A message of the agent's with its errors marked, and beside it how it should read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from chattrainer.tui.marking import corrected, marked

if TYPE_CHECKING:
    from chattrainer.model.findings import LanguageFinding


class CorrectedMessage(Horizontal):
    """Two columns, the message on the left."""

    DEFAULT_CSS = """
    CorrectedMessage {
        height: auto; margin-bottom: 1;
        & > Static { width: 1fr; height: auto; padding: 0 1; }
        & > .written { border-left: outer $rule; margin-right: 2; }
        & > .corrected { border-left: outer $success; }
    }
    """

    def __init__(self, text: str, findings: "Sequence[LanguageFinding]") -> None:
        super().__init__()
        self._text = text
        self._findings = findings

    def compose(self) -> ComposeResult:
        yield Static(marked(self._text, self._findings, "underline bold $error"), classes="written")
        yield Static(corrected(self._text, self._findings, "bold $success"), classes="corrected")
