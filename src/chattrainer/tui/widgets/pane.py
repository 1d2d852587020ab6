"""What the pages of the panel share that are read rather than worked with: one sheet that scrolls."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from chattrainer.tui.widgets.sheet import Block, Field, Sheet
from chattrainer.tui.wording import named, say, texts_of

if TYPE_CHECKING:
    from chattrainer.model.base import Scalar


class Pane(VerticalScroll):
    """A page. `fill` replaces what it shows."""

    DEFAULT_CSS = """
    Pane { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    """

    def __init__(self, name: str) -> None:
        super().__init__(id=f"pane-{name}")
        self.can_focus = True

    def compose(self) -> ComposeResult:
        yield Sheet()

    def fill(self, blocks: Sequence[Block]) -> None:
        """Shows these instead."""
        self.query_one(Sheet).show(blocks)

    def fields(self, values: "Mapping[str, Scalar]") -> list[Block]:
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
