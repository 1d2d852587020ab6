"""A question with two or three answers, before what cannot be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from chattrainer.tui.screens.base import Dialogue


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what the asker gets for it. `weighty`: drawn as the one that changes something."""

    id: str
    text: str
    weighty: bool = False


class ConfirmScreen(Dialogue[str]):
    """Gives the id of the answer; None for Escape. The first answer has the keyboard: it must be harmless."""

    def __init__(self, title: str, question: str, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._title = title
        self._question = question
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self._title
            yield Static(Content(self._question), classes="question", markup=False)
            with Horizontal(classes="buttons"):
                for answer in self._answers:
                    button = Button(answer.text, id=answer.id, compact=True)
                    button.variant = "error" if answer.weighty else "default"
                    yield button

    def on_mount(self) -> None:
        self.query(Button).first().focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id)

    def key_left(self) -> None:
        self.focus_previous()

    def key_right(self) -> None:
        self.focus_next()
