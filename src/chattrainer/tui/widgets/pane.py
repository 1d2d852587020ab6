"""What every page of the panel shares: it scrolls, and draws one chat at a time."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from chattrainer.locale.safe import printable
from chattrainer.tui.widgets.field import Field
from chattrainer.tui.wording import named, say, texts_of

if TYPE_CHECKING:
    from chattrainer.model.base import Scalar


class Heading(Static):
    """A title within a page."""

    DEFAULT_CSS = """
    Heading { color: $primary; text-style: bold; margin-top: 1; height: auto; }
    Heading.-first { margin-top: 0; }
    """

    def __init__(self, text: str, first: bool = False) -> None:
        super().__init__(Content(text), classes="-first" if first else "", markup=False)


class Paragraph(Static):
    """Text that wraps; data, never markup."""

    DEFAULT_CSS = """
    Paragraph { height: auto; }
    Paragraph.-muted { color: $muted; }
    """

    def __init__(self, text: str, muted: bool = False) -> None:
        super().__init__(Content(printable(text)), classes="-muted" if muted else "", markup=False)


class Pane(VerticalScroll):
    """A page. `fill` replaces what it shows."""

    DEFAULT_CSS = """
    Pane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=f"pane-{name}")
        self.can_focus = True

    async def fill(self, widgets: Iterable[Widget]) -> None:
        """Shows these instead."""
        async with self.batch():
            await self.remove_children()
            await self.mount_all(list(widgets))

    def fields(self, values: "dict[str, Scalar]") -> list[Field]:
        """Fields with their names in the reader's language; empty ones are left out."""
        texts = texts_of(self)
        return [
            Field(named(texts, "desk.field", name), self.worded(value))
            for name, value in values.items()
            if value not in (None, "")
        ]

    def worded(self, value: "Scalar") -> str:
        """A value as people write it."""
        if isinstance(value, bool):
            return say(self, "desk.yes") if value else say(self, "desk.no")
        if isinstance(value, float):
            return say(self, "desk.decimal", whole=int(value), cents=f"{round(abs(value) % 1 * 100):02d}")
        return str(value)
