"""The menu of canned replies that `/` opens above the composer; it narrows as the agent types."""

import re
from textwrap import shorten
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.tui.filtering import filtered

if TYPE_CHECKING:
    from chattrainer.model.scenario import Canned

SLASH = re.compile(r"(?:^|(?<=\s))/([^\n/]{0,40})\Z")
"""A slash at the start of a word, and what follows it up to the cursor: not in a date, an address, `et/ou`."""


def slash_query(before_cursor: str) -> tuple[int, str] | None:
    """Where the slash stands and what was typed after it; None when no menu is asked for."""
    found = SLASH.search(before_cursor)
    return (found.start(), found.group(1)) if found else None


class RepliesMenu(OptionList, can_focus=False):
    """The highlighted reply is the one that Enter or Tab inserts."""

    DEFAULT_CSS = """
    RepliesMenu {
        display: none; height: auto; max-height: 9; padding: 0; background: $panel;
        border: round $primary; border-bottom: none;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._found: list[Canned] = []

    @property
    def is_open(self) -> bool:
        return bool(self.display)

    @property
    def chosen(self) -> "Canned | None":
        """The highlighted reply."""
        return self._found[self.highlighted] if self.highlighted is not None and self._found else None

    def narrow(self, replies: "tuple[Canned, ...]", query: str) -> None:
        """Shows the replies that fit; none fits: the menu closes, and the slash is a slash."""
        self._found = filtered(replies, query, lambda r: f"{r.title} {r.id}", lambda r: r.text)
        self.set_options([Option(_prompt(reply)) for reply in self._found])
        self.highlighted = 0 if self._found else None
        self.display = bool(self._found)

    def shut(self) -> None:
        self.display = False


def _prompt(reply: "Canned") -> Content:
    text = shorten(printable(reply.text, lines=False), 90, placeholder="…")
    return Content.assemble((f"{printable(reply.title, lines=False)}  ", "bold"), text)
