"""What can be done: the actions of the case, the gestures of the desk, and what runs or was refused."""

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.tui.messages import ActionAsked, GestureAsked
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.transcript import ActionTaken, ChatState
    from chattrainer.tui.messages import Gesture

DESK_GESTURES: "tuple[Gesture, ...]" = ("quote", "nudge", "page", "escalate", "close")


class ActionsPane(Vertical):
    """Enter or a click starts one; forms and confirmations come in a dialogue."""

    DEFAULT_CSS = """
    ActionsPane {
        height: 1fr; padding: 0 1;
        & > OptionList { height: auto; max-height: 1fr; background: transparent; border: none; padding: 0; }
        & > .taken { height: auto; margin-top: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pane-actions")
        self._case: Case | None = None
        self._list = OptionList(markup=False)
        self._taken = Static(classes="taken", markup=False)

    def compose(self) -> ComposeResult:
        yield self._list
        yield self._taken

    def show(self, case: "Case", chat: "ChatState") -> None:
        """Draws the actions of a case, and how those that were started stand."""
        if self._case is not case:
            self._case = case
            self._list.set_options(self._options(case))
            self._list.highlighted = next(
                (i for i, o in enumerate(self._list.options) if not o.disabled), None
            )
        self._taken.update(self._results(chat))

    def focus_list(self) -> None:
        self._list.focus()

    def _options(self, case: "Case") -> "list[Option]":
        actions = [Option(Content(action_label(case, a.id)), id=f"act-{a.id}") for a in case.scenario.actions]
        gestures = [Option(Content(say(self, f"desk.actions.{name}")), id=name) for name in DESK_GESTURES]
        return [
            self._heading("case") if actions else self._heading("no_case"),
            *actions,
            self._heading("desk", "\n"),
            *gestures,
        ]

    def _heading(self, name: str, above: str = "") -> Option:
        words = above + say(self, f"desk.actions.heading_{name}")
        return Option(Content.styled(words, "$muted"), disabled=True)

    def _results(self, chat: "ChatState") -> Content:
        lines = [self._result(taken) for taken in reversed(chat.actions)]
        return Content("\n").join(lines) if lines else Content("")

    def _result(self, taken: "ActionTaken") -> Content:
        assert self._case is not None
        label = action_label(self._case, taken.action)
        if taken.result is None:
            return Content.assemble(("… ", "bold $accent"), say(self, "desk.actions.running", action=label))
        if taken.result.ok:
            words = say(self, "desk.actions.done", action=label)
            return Content.assemble(("✓ ", "bold $success"), words)
        words = say(self, "desk.actions.refused", action=label, why=printable(taken.result.message))
        return Content.assemble(("✗ ", "bold $error"), words)

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        picked = event.option_id or ""
        if picked.startswith("act-"):
            self.post_message(ActionAsked(picked.removeprefix("act-")))
            return
        for gesture in DESK_GESTURES:
            if gesture == picked:
                self.post_message(GestureAsked(gesture))


def action_label(case: "Case", action: str) -> str:
    """An action as the agent reads it."""
    for known in case.scenario.actions:
        if known.id == action and known.label:
            return printable(known.label, lines=False)
    return action.replace("_", " ").capitalize()
