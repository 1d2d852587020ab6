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
    from chattrainer.tui.widgets.composer import Composer

SLASH = re.compile(r"(?:^|(?<=\s))/([^\n/]{0,40})\Z")
"""A slash at the start of a word, and what follows it up to the cursor: not in a date, an address, `et/ou`."""

KEYS = frozenset({"up", "down", "enter", "tab", "escape"})
SHOWN = 90


def slash_query(before_cursor: str) -> tuple[int, str] | None:
    """Where the slash stands and what was typed after it; None when no menu is asked for."""
    found = SLASH.search(before_cursor)
    return (found.start(), found.group(1)) if found else None


class RepliesMenu(OptionList, can_focus=False):
    """The highlighted reply is the one that Enter or Tab inserts. Escape leaves the slash a slash."""

    DEFAULT_CSS = """
    RepliesMenu {
        display: none; height: auto; max-height: 9; padding: 0; background: $panel;
        border: round $primary; border-bottom: none;
    }
    """

    def __init__(self, replies: "tuple[Canned, ...]") -> None:
        super().__init__(markup=False)
        self._replies = replies
        self._found: list[Canned] = []
        self._query: str | None = None
        self._dismissed_at: int | None = None

    @property
    def is_open(self) -> bool:
        return bool(self.display)

    def follow(self, before_cursor: str) -> None:
        """Shows the replies that fit what was typed. None fits: the menu closes, and the slash is a slash."""
        asked = slash_query(before_cursor)
        if asked is None:
            self._dismissed_at = None
        if asked is None or asked[0] == self._dismissed_at:
            self._shut()
        elif asked[1] != self._query:
            self._narrow(asked[1])

    def take_key(self, key: str, composer: "Composer") -> bool:
        """Whether the key was the menu's. Asked before anything is drawn, so that no fast hand sends a slash."""
        if key not in KEYS:
            return False
        self.follow(composer.before_cursor)
        if not self.is_open:
            return False
        if key == "up":
            self.action_cursor_up()
        elif key == "down":
            self.action_cursor_down()
        elif key == "escape":
            self._dismiss(composer)
        else:
            self.insert_into(composer)
        return True

    def insert_into(self, composer: "Composer") -> None:
        """Puts the highlighted reply in place of the slash and what follows it."""
        asked = slash_query(composer.before_cursor)
        chosen = self._found[self.highlighted] if self.highlighted is not None and self._found else None
        self._shut()
        if asked is not None and chosen is not None:
            composer.select_back_to(asked[0])
            composer.insert_from(chosen.text, "canned", chosen.id)

    def _narrow(self, query: str) -> None:
        self._query = query
        self._found = filtered(self._replies, query, lambda r: f"{r.title} {r.id}", lambda r: r.text)
        self.set_options([Option(_prompt(reply)) for reply in self._found])
        self.highlighted = 0 if self._found else None
        self.display = bool(self._found)

    def _dismiss(self, composer: "Composer") -> None:
        asked = slash_query(composer.before_cursor)
        self._dismissed_at = asked[0] if asked else None
        self._shut()

    def _shut(self) -> None:
        self._query = None
        self.display = False


def _prompt(reply: "Canned") -> Content:
    text = shorten(printable(reply.text, lines=False), SHOWN, placeholder="…")
    return Content.assemble((f"{printable(reply.title, lines=False)}  ", "bold"), text)
