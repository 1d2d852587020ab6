"""The end: what happens next. No scores."""

from textual.app import ComposeResult

from chattrainer.locale.safe import printable
from chattrainer.tui.screens.exam_page import ExamPage


class ExamEndScreen(ExamPage):
    """The result is kept already: closing the window loses nothing."""

    GO_ON = "finish"

    def page(self) -> ComposeResult:
        contact = printable(self.way.exam.notice.contact, lines=False)
        yield self.heading("exam.end.title")
        yield self.words(self.texts("exam.end.thanks"))
        yield self.words(self.texts("exam.end.next"))
        yield self.words(
            self.texts("exam.end.contest", contact=contact)
            if contact
            else self.texts("exam.end.contest_organiser")
        )
        yield self.words(self.texts("exam.end.kept", code=self.way.exam.code), "muted")

    def go_on(self) -> None:
        self.way.leave()
