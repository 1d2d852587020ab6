"""The company's brief: prices, delays, what may be granted. At hand all the time, as in the field."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from chattrainer.locale.safe import printable

if TYPE_CHECKING:
    from chattrainer.model.case import Case


class BriefPane(VerticalScroll):
    """Two pages at most, in Markdown; it scrolls. Links are not followed."""

    DEFAULT_CSS = """
    BriefPane {
        height: 1fr; padding: 0 1; scrollbar-size-vertical: 1;
        & Markdown { padding: 0; background: transparent; }
        & MarkdownH1, & MarkdownH2, & MarkdownH3 {
            content-align: left middle; color: $primary; text-style: bold; margin: 1 0 0 0; background: transparent;
        }
        & MarkdownParagraph, & MarkdownBulletList, & MarkdownOrderedList { margin: 0 0 1 0; }
        & MarkdownTable { margin: 0 0 1 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pane-brief")
        self._shown = ("", "")

    def compose(self) -> ComposeResult:
        yield Markdown(open_links=False)

    def show(self, case: "Case", preface: str = "") -> None:
        """Draws a company's brief, once, behind what is to be said first."""
        company = case.company
        if self._shown != (company.id, preface):
            self._shown = (company.id, preface)
            parts = [part for part in (preface, company.brief) if part]
            self.query_one(Markdown).update(printable("\n\n".join(parts)))
