"""Keyboard and screen: a sentence with accents, the terminal's size, the colours, the keys that matter."""

from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from chattrainer.locale.texts import Texts
from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.screens.exam_page import ExamPage
from chattrainer.tui.widgets.too_small import SMALLEST

SAME = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{NO-BREAK SPACE}": " ", "\u202f": " "})
"""What keyboards write in their own way is not told apart."""
SWATCHES = (("in_time", "success"), ("high_time", "warning"), ("too_late", "error"))


class ExamCheckScreen(ExamPage):
    """What does not fit is said; it bars nobody: the organiser may know, and another keyboard may not be there."""

    STAGE = "check"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f5", "forward", show=False)]

    @property
    def sentence(self) -> str:
        """In the customers' language: its letters are the ones that count."""
        return Texts(self.way.exam.language)("exam.check.sentence")

    def page(self) -> ComposeResult:
        yield self.words(self.texts("exam.check.type"))
        yield self.words(self.sentence, "given")
        yield Input(compact=True)
        yield Static(classes="muted", id="typed", markup=False)
        yield Static(id="size", markup=False)
        yield Static(self._colours(), id="colours", markup=False)
        yield self.heading("exam.check.keys")
        for key, what in self.texts.table("exam.keys").items():
            yield Static(Content.assemble((f"{key:<12}", "bold $primary"), what), classes="key", markup=False)

    def begin(self) -> None:
        self.query_one(Input).focus()
        self._compare("")

    def on_resize(self, event: events.Resize) -> None:
        columns, lines = SMALLEST
        fits = event.size.width >= columns and event.size.height >= lines
        words = self.texts(
            f"exam.check.{'size' if fits else 'small'}",
            width=event.size.width,
            height=event.size.height,
            columns=columns,
            lines=lines,
        )
        self.query_one("#size", Static).update(Content(f"{'✓' if fits else '✗'} {words}"))

    def _colours(self) -> Content:
        names = Content("   ").join(
            Content.styled(f"● {self.texts(f'exam.check.{name}')}", f"${colour}") for name, colour in SWATCHES
        )
        return Content.assemble("● ", self.texts("exam.check.colours"), "  ", names)

    @property
    def matches(self) -> bool:
        """Whether the sentence was typed as it is given."""
        return _plain(self.query_one(Input).value) == _plain(self.sentence)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._compare(event.value)

    def _compare(self, value: str) -> None:
        """Says how far the sentence is right, and what should have come there."""
        wanted, typed = _plain(self.sentence), _plain(value)
        if wanted == typed:
            words = f"✓ {self.texts('exam.check.right')}"
        elif wanted.startswith(typed):
            words = self.texts("exam.check.so_far")
        else:
            at = next(i for i, c in enumerate(typed) if i >= len(wanted) or c != wanted[i])
            expected = wanted[at] if at < len(wanted) else ""
            key = "space" if expected == " " else "differs" if expected else "too_much"
            words = f"✗ {self.texts(f'exam.check.{key}', wanted=expected, n=at + 1)}"
        self.query_one("#typed", Static).update(Content(words))

    def action_forward(self) -> None:
        if self.matches:
            self.way.brief()
        else:
            self._anyway()

    @work(exclusive=True)
    async def _anyway(self) -> None:
        answers = (
            Answer("stay", self.texts("exam.check.try_again")),
            Answer("go", self.texts("exam.check.anyway"), True),
        )
        question = ConfirmScreen(
            self.texts("exam.stage.check"), self.texts("exam.check.not_the_same"), answers
        )
        if await self.app.push_screen_wait(question) == "go":
            self.way.brief()


def _plain(text: str) -> str:
    return " ".join(text.translate(SAME).split())
