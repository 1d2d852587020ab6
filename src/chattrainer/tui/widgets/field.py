"""A name and a value, side by side, both wrapped: a line of a card or of a record."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from chattrainer.locale.safe import printable


class Field(Horizontal):
    """One field. The value is data: never markup."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > .name { width: 12; color: $muted; padding-right: 1; }
        & > .value { width: 1fr; height: auto; }
    }
    """

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self._name_text = name
        self._value_text = value

    def compose(self) -> ComposeResult:
        yield Static(Content(self._name_text), classes="name", markup=False)
        yield Static(Content(printable(self._value_text)), classes="value", markup=False)
