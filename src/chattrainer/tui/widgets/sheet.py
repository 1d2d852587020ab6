"""A sheet of the panel: headings, paragraphs, fields with their names, as one text that wraps and can be selected."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static

from chattrainer.locale.safe import printable

NAME_WIDTH = 12
VALUE_INDENT = 2
UNKNOWN_WIDTH = 36


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    text: str
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A name and a value. The value is data: never markup."""

    name: str
    value: str


Block = Heading | Words | Field


class Sheet(Static):
    """Drawn for its width, and again when that changes."""

    DEFAULT_CSS = """
    Sheet { height: auto; width: 100%; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._blocks: tuple[Block, ...] = ()
        self._drawn_at = 0

    def show(self, blocks: Sequence[Block]) -> None:
        """Shows these instead."""
        self._blocks = tuple(blocks)
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._drawn_at:
            self._draw()

    def _draw(self) -> None:
        self._drawn_at = self.size.width or UNKNOWN_WIDTH
        lines = [
            line for i, block in enumerate(self._blocks) for line in drawn(block, self._drawn_at, i == 0)
        ]
        self.update(Content("\n").join(lines))


def drawn(block: Block, width: int, first: bool = False) -> list[Content]:
    """The lines of a block at a width in cells."""
    if isinstance(block, Heading):
        above = [] if first else [Content("")]
        return above + [line.stylize("bold $primary") for line in Content(block.text).wrap(width)]
    if isinstance(block, Words):
        lines = Content(printable(block.text)).wrap(width)
        return [line.stylize("$muted") for line in lines] if block.muted else lines
    return _field(block, width)


def _field(field: Field, width: int) -> list[Content]:
    """Side by side; a long name stands above its value."""
    value = Content(printable(field.value))
    if cell_len(field.name) >= NAME_WIDTH:
        name = [line.stylize("$muted") for line in Content(field.name).wrap(width)]
        return name + [line.pad_left(VALUE_INDENT) for line in value.wrap(max(8, width - VALUE_INDENT))]
    first, *rest = value.wrap(max(8, width - NAME_WIDTH)) or [Content("")]
    named = field.name + " " * (NAME_WIDTH - cell_len(field.name))
    return [Content.assemble((named, "$muted"), first), *(line.pad_left(NAME_WIDTH) for line in rest)]
