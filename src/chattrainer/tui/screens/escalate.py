"""Handing a case over: to whom, and what she needs to know so that the customer repeats nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.tui.screens.base import Dialogue

if TYPE_CHECKING:
    from chattrainer.model.scenario import Channel


@dataclass(frozen=True, slots=True)
class HandingOver:
    """Where a case goes, with what."""

    channel: str
    summary: str


class EscalateScreen(Dialogue[HandingOver]):
    """Gives the hand-over; None when the agent keeps the case."""

    def __init__(self, customer: str, channels: "Sequence[Channel]", most: int) -> None:
        super().__init__()
        self._customer = customer
        self._channels = tuple(channels)
        self._most = most

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("desk.escalate.title", name=self._customer)
            yield Static(Content(self.texts("desk.escalate.channel")), classes="label")
            yield OptionList(
                *(Option(Content(printable(c.title, lines=False)), id=c.id) for c in self._channels),
                markup=False,
            )
            yield Static(Content(self.texts("desk.escalate.summary")), classes="label")
            yield TextArea(placeholder=self.texts("desk.escalate.summary_hint"), tab_behavior="focus")
            yield Static("", classes="why", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("desk.escalate.keep"), id="keep", compact=True)
                yield Button(self.texts("desk.escalate.go"), id="go", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one(OptionList).highlighted = 0
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _then_summary(self) -> None:
        self.query_one(TextArea).focus()

    @on(Button.Pressed, "#keep")
    def _keep(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#go")
    def _go(self) -> None:
        summary, chosen = self.query_one(TextArea).text.strip(), self.query_one(OptionList).highlighted
        if not summary or chosen is None:
            self._refuse(self.texts("desk.escalate.needs_summary"))
        elif len(summary) > self._most:
            self._refuse(self.texts("desk.escalate.too_long", n=len(summary), most=self._most))
        else:
            self.dismiss(HandingOver(self._channels[chosen].id, summary))

    def _refuse(self, why: str) -> None:
        self.query_one(".why", Static).update(Content(why))
        self.query_one(TextArea).focus()
