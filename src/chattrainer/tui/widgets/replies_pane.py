"""The library of canned replies, and the links that may be sent. The composer's `/` is the quicker way."""

from textwrap import shorten
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from chattrainer.locale.safe import printable
from chattrainer.tui.filtering import filtered
from chattrainer.tui.messages import InsertAsked
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.scenario import Canned, Link


class RepliesPane(Vertical):
    """Typing narrows the list; Enter inserts."""

    DEFAULT_CSS = """
    RepliesPane {
        height: 1fr; padding: 0 1;
        & > Input { margin-bottom: 1; }
        & > OptionList { height: 1fr; background: transparent; border: none; padding: 0; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="pane-replies")
        self._replies: tuple[Canned, ...] = ()
        self._links: tuple[Link, ...] = ()
        self._list = OptionList(markup=False)

    def compose(self) -> ComposeResult:
        yield Input(placeholder=say(self, "desk.replies.filter"), compact=True)
        yield self._list

    def show(self, case: "Case") -> None:
        """The replies and links of a case."""
        if self._replies is not case.canned:
            self._replies, self._links = case.canned, tuple(case.company.links.values())
            self._draw(self.query_one(Input).value)

    def focus_filter(self) -> None:
        self.query_one(Input).focus()

    def _draw(self, query: str) -> None:
        replies = filtered(self._replies, query, lambda r: f"{r.title} {r.id}", lambda r: r.text)
        links = filtered(self._links, query, lambda link: link.title, lambda link: link.url)
        options = [Option(_reply(r), id=f"reply-{self._replies.index(r)}") for r in replies]
        if links:
            options.append(Option(Content.styled(say(self, "desk.replies.links"), "$muted"), disabled=True))
            options += [Option(_link(link), id=f"link-{self._links.index(link)}") for link in links]
        self._list.set_options(options)
        self._list.highlighted = 0 if replies else 1 if links else None

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._draw(event.value)

    @on(Input.Submitted)
    def _first(self, event: Input.Submitted) -> None:
        event.stop()
        self._list.focus()

    @on(OptionList.OptionSelected)
    def _picked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        kind, _, index = (event.option_id or "").partition("-")
        if kind == "reply":
            reply = self._replies[int(index)]
            self.post_message(InsertAsked(reply.text, "canned", reply.id))
        elif kind == "link":
            self.post_message(InsertAsked(self._links[int(index)].url, "article", None))


def _reply(reply: "Canned") -> Content:
    text = shorten(printable(reply.text, lines=False), 160, placeholder="…")
    return Content.assemble((printable(reply.title, lines=False), "bold"), f"\n{text}")


def _link(link: "Link") -> Content:
    return Content.assemble((printable(link.title, lines=False), "bold"), f"\n{link.url}")
