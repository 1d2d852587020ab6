"""Closing a chat: how it ends, what it was about, one line for whoever comes next."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.model.ids import DISPOSITIONS, Disposition
from chattrainer.tui.screens.base import Dialogue


@dataclass(frozen=True, slots=True)
class Closing:
    """How a chat is closed."""

    disposition: Disposition
    reason: str
    summary: str


class CloseChatScreen(Dialogue[Closing]):
    """Gives the closing; None when the agent goes on. Enter moves from list to list, then closes."""

    DEFAULT_CSS = """
    CloseChatScreen .lists { height: auto; }
    CloseChatScreen .lists > Vertical { width: 1fr; height: auto; }
    CloseChatScreen .lists > .second { margin-left: 2; }
    CloseChatScreen .summary { margin-top: 1; }
    """

    def __init__(self, customer: str, reasons: "dict[str, str]") -> None:
        super().__init__()
        self._customer = customer
        self._reasons = reasons

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("desk.close.title", name=self._customer)
            with Horizontal(classes="lists"):
                with Vertical():
                    yield Static(Content(self.texts("desk.close.disposition")), classes="label")
                    yield OptionList(*self._dispositions(), id="disposition", markup=False)
                with Vertical(classes="second"):
                    yield Static(Content(self.texts("desk.close.reason")), classes="label")
                    yield OptionList(*self._reason_options(), id="reason", markup=False)
            yield Static(Content(self.texts("desk.close.summary")), classes="label summary")
            yield Input(id="summary", placeholder=self.texts("desk.close.summary_hint"), compact=True)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("desk.close.go_on"), id="go-on", compact=True)
                yield Button(self.texts("desk.close.close"), id="close", variant="primary", compact=True)

    def _dispositions(self) -> list[Option]:
        names = self.texts.table("common.disposition")
        return [Option(Content(names[name]), id=name) for name in DISPOSITIONS]

    def _reason_options(self) -> list[Option]:
        return [
            Option(Content(printable(text, lines=False)), id=name) for name, text in self._reasons.items()
        ]

    def on_mount(self) -> None:
        for chooser in self.query(OptionList):
            chooser.highlighted = 0
        self.query_one("#disposition", OptionList).focus()

    @on(OptionList.OptionSelected, "#disposition")
    def _then_reason(self) -> None:
        self.query_one("#reason", OptionList).focus()

    @on(OptionList.OptionSelected, "#reason")
    def _then_summary(self) -> None:
        self.query_one("#summary", Input).focus()

    @on(Button.Pressed, "#go-on")
    def _go_on(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        disposition, reason = (
            self.query_one(f"#{name}", OptionList).highlighted for name in ("disposition", "reason")
        )
        if disposition is None or reason is None:
            return
        summary = self.query_one("#summary", Input).value.strip()
        self.dismiss(Closing(DISPOSITIONS[disposition], tuple(self._reasons)[reason], summary))
