"""A named person decides on an exam: what, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from chattrainer.app.exams.decisions import WHATS
from chattrainer.tui.screens.base import Dialogue

if TYPE_CHECKING:
    from chattrainer.app.exams.decisions import Standing, What

CONTEST = "contest"


@dataclass(frozen=True, slots=True)
class Decided:
    """`what` None: the exam is contested, and opened again for a second reader."""

    what: "What | None"
    reason: str


class DecideScreen(Dialogue[Decided]):
    """Gives a decision with its reason; None for Escape. A contest is offered where there is one to contest."""

    def __init__(self, standing: "Standing") -> None:
        super().__init__()
        self._contestable = standing.latest is not None

    def compose(self) -> ComposeResult:
        names = [*WHATS, *([CONTEST] if self._contestable else [])]
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts("recruit.decide.title")
            yield Static(Content(self.texts("recruit.decide.about")), classes="question", markup=False)
            yield OptionList(
                *(Option(Content(self.texts(f"recruit.decide.{name}")), id=name) for name in names),
                markup=False,
            )
            yield Static(Content(self.texts("recruit.decide.reason")), classes="label", markup=False)
            yield Input(compact=False)
            yield Static(classes="why", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("recruit.decide.enter"), id="enter", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one(".why").display = False
        options = self.query_one(OptionList)
        options.highlighted = None
        options.focus()

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        self.query_one(".why").display = False
        self.query_one(Input).focus()

    @on(Input.Submitted)
    @on(Button.Pressed, "#enter")
    def _entered(self) -> None:
        """Nothing is chosen beforehand: neither a decision nor its reason can be left out."""
        options, reason = self.query_one(OptionList), self.query_one(Input).value.strip()
        if options.highlighted is None or not reason:
            why = self.query_one(".why", Static)
            missing = "no_what" if options.highlighted is None else "no_reason"
            why.update(Content(self.texts(f"recruit.decide.{missing}")))
            why.display = True
            return
        chosen = options.get_option_at_index(options.highlighted).id
        self.dismiss(Decided(next((what for what in WHATS if what == chosen), None), reason))
