"""The form of an action: its parameters by type, what it costs, and a second thought where it cannot be undone."""

from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Input, Select, Static

from chattrainer.engine.ledger import MOST
from chattrainer.locale.safe import printable
from chattrainer.tui.screens.base import Dialogue
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.widgets.choice_row import ChoiceRow
from chattrainer.tui.wording import named

if TYPE_CHECKING:
    from chattrainer.model.scenario import Action, Param

Arguments = dict[str, str | bool | int | float]
ENTRIES = "#params Input, #params ChoiceRow, #params Select"


class ActionForm(Dialogue[Arguments]):
    """Gives the arguments; None when the agent thinks better of it."""

    DEFAULT_CSS = """
    ActionForm .facts { height: auto; color: $muted; margin-bottom: 1; }
    ActionForm #params { height: auto; max-height: 12; }
    ActionForm Select { margin-bottom: 1; }
    ActionForm ChoiceRow { margin-bottom: 1; }
    """

    def __init__(self, action: "Action", label: str, currency: str) -> None:
        super().__init__()
        self._action = action
        self._label = label
        self._currency = currency

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self._label
            yield Static(Content(self._about()), classes="facts", markup=False)
            with VerticalScroll(id="params", can_focus=False):
                for name in self._action.params:
                    yield from self._entry(name)
            yield Static("", classes="why", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(self.texts("desk.action.leave"), id="leave", compact=True)
                yield Button(self.texts("desk.action.start"), id="start", variant="primary", compact=True)

    def on_mount(self) -> None:
        entries = self.query(ENTRIES)
        (entries.first() if entries else self.query_one("#start")).focus()

    def _about(self) -> str:
        action = self._action
        lines = [self.texts("desk.action.takes", n=round(action.takes_s))]
        if action.cost:
            from babel.numbers import format_currency

            cost = format_currency(action.cost, self._currency, locale=self.texts("desk.calendar"))
            lines.append(self.texts("desk.action.costs", cost=cost))
        if not action.undoable:
            lines.append(self.texts("desk.action.final"))
        return "\n".join(lines)

    def _entry(self, name: str) -> ComposeResult:
        kind, param = self._param(name)
        label = self._named(name)
        yield Static(Content(label), classes="label", markup=False)
        if kind == "yes_no":
            answers = [("no", self.texts("desk.no")), ("yes", self.texts("desk.yes"))]
            yield ChoiceRow(answers, "no", id=f"param-{name}")
            return
        if param is not None and param.choices:
            choices = [(Content(printable(c, lines=False)), c) for c in param.choices]
            yield Select(choices, id=f"param-{name}", allow_blank=False, compact=True)
        else:
            yield Input(id=f"param-{name}", placeholder=self.texts(f"desk.action.type_{kind}"), compact=True)

    def _param(self, name: str) -> "tuple[str, Param | None]":
        given = self._action.params[name]
        return (given, None) if isinstance(given, str) else (given.type, given)

    def _named(self, name: str) -> str:
        _, param = self._param(name)
        label = param.label if param is not None else None
        return printable(label, lines=False) if label else named(self.texts, "desk.field", name)

    # --- what was filled in ------------------------------------------------------------------------

    def _arguments(self) -> Arguments | str:
        """The arguments, or why they cannot be taken."""
        arguments: Arguments = {}
        for name in self._action.params:
            kind, _ = self._param(name)
            value = _value(kind, self.query_one(f"#param-{name}", Widget))
            if value is None:
                return self.texts(f"desk.action.wrong_{kind}", name=self._named(name))
            arguments[name] = value
        return arguments

    @on(Button.Pressed, "#leave")
    def _leave(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    def _next_entry(self, event: Input.Submitted) -> None:
        """On to the next entry; after the last one nothing is left but to start."""
        if event.input is self.query(ENTRIES).last():
            self._start()
        else:
            self.focus_next()

    @on(Button.Pressed, "#start")
    @work
    async def _start(self) -> None:
        arguments = self._arguments()
        if isinstance(arguments, str):
            self.query_one(".why", Static).update(Content(arguments))
            return
        if self._action.undoable or await self._sure():
            self.dismiss(arguments)

    async def _sure(self) -> bool:
        answers = (
            Answer("no", self.texts("desk.action.think")),
            Answer("yes", self.texts("desk.action.sure"), weighty=True),
        )
        question = self.texts("desk.action.really", action=self._label)
        return await self.app.push_screen_wait(ConfirmScreen(self._label, question, answers)) == "yes"


def _value(kind: str, widget: Widget) -> Any:
    """What was filled in, as the action wants it; None when it cannot be that."""
    if isinstance(widget, ChoiceRow):
        return widget.value == "yes"
    if isinstance(widget, Select):
        return widget.value
    assert isinstance(widget, Input)
    text = widget.value.strip()
    if not text:
        return None
    return _number(kind, text) if kind in {"number", "amount"} else text


def _number(kind: str, text: str) -> int | float | None:
    """`12`, `1 250,50`: with the decimal sign of either language, and spaces between thousands."""
    plain = "".join(text.split()).replace(",", ".")
    try:
        value = int(plain) if kind == "number" else float(plain)
    except ValueError:
        return None
    return value if 0 <= value <= MOST else None
