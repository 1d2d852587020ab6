"""Under the composer, in practice: the errors in the message that was sent last, and how to write it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from chattrainer.locale.safe import printable
from chattrainer.tui.marking import errors_of
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.findings import LanguageFinding

MOST_SHOWN = 4


class HintLine(Static):
    """Empty and without height until there is something to say."""

    DEFAULT_CSS = """
    HintLine {
        height: auto; max-height: 3; padding: 0 2; color: $foreground; background: $panel; display: none;
        &.-shown { display: block; }
        &.-fine { color: $muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def clear(self) -> None:
        """A new message is on its way."""
        self.remove_class("-shown")

    def show(self, text: str, findings: "Sequence[LanguageFinding]") -> None:
        """What was found in a message, each with its correction."""
        errors = errors_of(findings)
        parts = [self._told(text, error) for error in errors[:MOST_SHOWN]]
        if len(errors) > MOST_SHOWN:
            parts.append(Content(say(self, "desk.hint.more", n=len(errors) - MOST_SHOWN)))
        if not parts:
            parts = [Content(say(self, "desk.hint.none"))]
        self.update(Content("  ·  ").join(parts))
        self.set_class(not errors, "-fine")
        self.add_class("-shown")

    def _told(self, text: str, error: "LanguageFinding") -> Content:
        wrong = Content.styled(printable(text[error.start : error.end], lines=False), "underline $error")
        if error.suggestions:
            right = Content.styled(printable(error.suggestions[0], lines=False), "bold $success")
            return Content.assemble(wrong, " → ", right)
        return Content.assemble(wrong, " ", printable(error.message, lines=False))
