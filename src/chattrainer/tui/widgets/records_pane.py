"""The case's records and the page that the customer has before her: what was looked up, as it was then."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.widgets import Button

from chattrainer.tui.messages import LookAsked
from chattrainer.tui.widgets.pane import Pane
from chattrainer.tui.widgets.sheet import Block, Heading, Sheet, Words
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.transcript import ChatState


class RecordsPane(Pane):
    """Looking is a gesture: the records are asked for when the page is opened, and again by its button."""

    DEFAULT_CSS = """
    RecordsPane Button { margin-top: 1; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__("records")

    def compose(self) -> ComposeResult:
        yield Sheet()
        yield Button(say(self, "desk.records.refresh"), id="look-records", compact=True)
        yield Button(say(self, "desk.records.look_page"), id="look-page", compact=True)

    def show(self, chat: "ChatState") -> None:
        """Draws what was looked up in a chat so far."""
        looked = chat.look_results
        self.fill(
            [*self._section("records", looked.get("records")), *self._section("page", looked.get("page"))]
        )

    def _section(self, name: str, content: "dict[str, Any] | None") -> list[Block]:
        heading = Heading(say(self, f"desk.records.{name}"))
        if content is None:
            return [heading, Words(say(self, "desk.records.not_looked"), muted=True)]
        return [heading, *(self.fields(content) or [Words(say(self, "desk.records.nothing"), muted=True)])]

    @on(Button.Pressed, "#look-records")
    def _again(self) -> None:
        self.post_message(LookAsked("records"))

    @on(Button.Pressed, "#look-page")
    def _page(self) -> None:
        self.post_message(LookAsked("page"))
