"""One line of a conversation: a bubble, or a word of the system. What people wrote is never taken for markup."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from chattrainer.locale.safe import printable


class Bubble(Horizontal):
    """`side` is customer, agent or system.

    `following`: of the same turn as the one above. `pending`: on its way to the sitting.
    """

    DEFAULT_CSS = """
    Bubble {
        height: auto; width: 100%;
        & > .text { width: auto; max-width: 90%; height: auto; padding: 0 1; }
        &.-customer > .text { background: $customer-ground; color: $customer-text; }
        &.-next { margin-top: 1; }
        &.-agent { align-horizontal: right; }
        &.-agent > .text { background: $agent-ground; color: $agent-text; }
        &.-system { align-horizontal: center; margin: 1 0 0 0; }
        &.-system > .text { color: $muted; text-align: center; max-width: 100%; }
        &.-pending > .text { text-style: italic; color: $muted; background: $boost; }
    }
    """

    def __init__(self, side: str, text: str, *, following: bool = False, pending: bool = False) -> None:
        super().__init__(classes=f"-{side}")
        self.set_class(following, "-next")
        self.set_class(pending, "-pending")
        self.text = text

    def compose(self) -> ComposeResult:
        yield Static(Content(printable(self.text)), classes="text", markup=False)


class Byline(Static):
    """Who speaks, and when: above the first bubble of a turn."""

    DEFAULT_CSS = """
    Byline { height: 1; width: 100%; margin-top: 1; color: $muted; padding: 0 1; }
    Byline.-agent { text-align: right; }
    """

    def __init__(self, side: str, who: str, when: str) -> None:
        super().__init__(Content(f"{who} · {when}"), classes=f"-{side}", markup=False)
