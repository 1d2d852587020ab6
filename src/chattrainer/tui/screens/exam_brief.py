"""The company's brief, with how to find it again: it stays open at the desk."""

from textual.app import ComposeResult
from textual.widgets import Markdown

from chattrainer.locale.safe import printable
from chattrainer.tui.screens.exam_page import ExamPage


class ExamBriefScreen(ExamPage):
    """Read as long as one likes: nothing is timed here."""

    STAGE = "brief"

    def page(self) -> ComposeResult:
        company = self.way.exam.introduction.company
        yield self.words(
            self.texts("exam.brief.about", company=printable(company.name, lines=False)), "notice"
        )
        yield Markdown(printable(company.brief), open_links=False)

    def go_on(self) -> None:
        self.way.warm_up()
