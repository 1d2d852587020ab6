"""A question with one line for an answer: the code of an exam, the name of its candidate."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from chattrainer.tui.screens.base import Dialogue

LONGEST = 80


class OneLine(Dialogue[str]):
    """Gives what was written; None for Escape. Subclasses name their texts."""

    ABOUT = ""

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialogue") as box:
            box.border_title = self.texts(f"exam.{self.ABOUT}.title")
            yield Static(Content(self.texts(f"exam.{self.ABOUT}.question")), classes="question", markup=False)
            yield Input(max_length=LONGEST, placeholder=self.texts(f"exam.{self.ABOUT}.like"), compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if written := " ".join(event.value.split()):
            self.dismiss(self.made_of(written))

    def made_of(self, written: str) -> str:
        return written


class ExamCodeScreen(OneLine):
    """Read from paper: small letters and spaces do as well."""

    ABOUT = "code"

    def made_of(self, written: str) -> str:
        signs = written.upper().replace(" ", "-")
        return signs if "-" in signs or len(signs) != 8 else f"{signs[:4]}-{signs[4:]}"


class NewCandidateScreen(OneLine):
    """Whose code is to be made."""

    ABOUT = "new_candidate"


class CandidateScreen(OneLine):
    """When the code was handed out without a name."""

    ABOUT = "who"
