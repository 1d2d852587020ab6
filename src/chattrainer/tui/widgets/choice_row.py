"""One choice among a few, on one line. The sign shows it as much as the colour does."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class Choice(Static):
    """One of them. Clicking chooses it."""

    DEFAULT_CSS = """
    Choice { width: auto; height: 1; padding: 0 2 0 1; }
    """

    class Clicked(Message):
        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, index: int) -> None:
        super().__init__(markup=False)
        self._index = index

    def on_click(self) -> None:
        self.post_message(self.Clicked(self._index))


class ChoiceRow(Horizontal, can_focus=True):
    """Left and right choose."""

    DEFAULT_CSS = """
    ChoiceRow { height: 1; width: auto; color: $foreground; }
    ChoiceRow:focus > .-chosen { background: $chosen-ground; color: $chosen-text; }
    ChoiceRow > .-chosen { text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,up", "step(-1)", id="previous_choice", show=False),
        Binding("right,down,space", "step(1)", id="next_choice", show=False),
    ]

    class Chosen(Message):
        """Another one was chosen."""

        def __init__(self, row: "ChoiceRow", value: str) -> None:
            super().__init__()
            self.row = row
            self.value = value

        @property
        def control(self) -> "ChoiceRow":
            return self.row

    def __init__(self, choices: Sequence[tuple[str, str]], value: str, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._at = next((i for i, (name, _) in enumerate(choices) if name == value), 0)

    @property
    def value(self) -> str:
        """The name of what is chosen."""
        return self._choices[self._at][0]

    def choose(self, value: str) -> None:
        """Chooses one by its name."""
        self._choose([name for name, _ in self._choices].index(value))

    def compose(self) -> ComposeResult:
        for index in range(len(self._choices)):
            yield Choice(index)

    def on_mount(self) -> None:
        self._draw()

    def action_step(self, step: int) -> None:
        self._choose((self._at + step) % len(self._choices))

    def on_choice_clicked(self, event: Choice.Clicked) -> None:
        event.stop()
        self.focus()
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self._draw()
            self.post_message(self.Chosen(self, self.value))

    def _draw(self) -> None:
        for index, (choice, (_, text)) in enumerate(zip(self.query(Choice), self._choices, strict=True)):
            choice.set_class(index == self._at, "-chosen")
            choice.update(Content(f"{'●' if index == self._at else '○'} {text}"))
