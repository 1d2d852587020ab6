"""The case's records and the page that the customer has before her: what was looked up, as it was then."""

from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget
from textual.widgets import Button

from chattrainer.tui.messages import LookAsked
from chattrainer.tui.widgets.pane import Heading, Pane, Paragraph
from chattrainer.tui.wording import say

if TYPE_CHECKING:
    from chattrainer.model.transcript import ChatState


class RecordsPane(Pane):
    """Looking is a gesture: the records are asked for when the page is opened, and again by its button."""

    def __init__(self) -> None:
        super().__init__("records")

    async def show(self, chat: "ChatState") -> None:
        """Draws what was looked up in a chat so far."""
        await self.fill(
            [
                *self._section("records", chat.look_results.get("records"), first=True),
                Button(say(self, "desk.records.refresh"), id="look-records", compact=True),
                *self._section("page", chat.look_results.get("page")),
                Button(say(self, "desk.records.look_page"), id="look-page", compact=True),
            ]
        )

    def _section(self, name: str, content: "dict[str, Any] | None", first: bool = False) -> list[Widget]:
        heading = Heading(say(self, f"desk.records.{name}"), first=first)
        if content is None:
            return [heading, Paragraph(say(self, "desk.records.not_looked"), muted=True)]
        fields: list[Widget] = list(self.fields(content))
        return [heading, *(fields or [Paragraph(say(self, "desk.records.nothing"), muted=True)])]

    @on(Button.Pressed, "#look-records")
    def _again(self) -> None:
        self.post_message(LookAsked("records"))

    @on(Button.Pressed, "#look-page")
    def _page(self) -> None:
        self.post_message(LookAsked("page"))
