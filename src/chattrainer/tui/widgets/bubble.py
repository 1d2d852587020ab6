"""How one line of a conversation is laid out: a bubble, a byline, a word of the system. Knows no widget."""

from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len
from textual.content import Content

from chattrainer.locale.safe import printable

Look = Literal["customer", "agent", "pending", "byline", "system", "blank"]
Side = Literal["left", "right", "middle"]

WIDEST_SHARE = 0.9
"""A bubble leaves the rest of the width free, so that one sees whose it is."""
EDGE = 1
TAB = "    "


@dataclass(frozen=True, slots=True)
class Row:
    """Something to show: what, on which side, with how many blank lines above it."""

    look: Look
    text: str
    side: Side = "left"
    above: int = 0


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line on the screen: `text` in the look's style, `indent` cells from the left."""

    look: Look
    indent: int
    text: str

    @property
    def plain(self) -> str:
        """The line as it stands, its indent included."""
        return " " * self.indent + self.text


BLANK = DrawnLine("blank", 0, "")


def drawn(row: Row, width: int) -> list[DrawnLine]:
    """A row at a width, in cells. The texts are data: control characters are spelled out, nothing is markup."""
    padding = 0 if row.look == "system" else 1
    room = max(8, int(width * WIDEST_SHARE) if padding else width - 2 * EDGE) - 2 * padding
    text = printable(row.text).replace("\t", TAB)
    lines = [line.plain.rstrip() for line in Content(text).wrap(room)] or [""]
    block = max(cell_len(line) for line in lines)
    blanks = [BLANK] * row.above
    return blanks + [_placed(row, line, block, padding, width) for line in lines]


def _placed(row: Row, line: str, block: int, padding: int, width: int) -> DrawnLine:
    """A bubble is as wide as its longest line; a word of the system stands in the middle."""
    size = block + 2 * padding
    if row.side == "right":
        indent = max(0, width - EDGE - size)
    elif row.side == "middle":
        size = cell_len(line)
        indent = max(0, (width - size) // 2)
    else:
        indent = EDGE
    filled = " " * padding + line
    return DrawnLine(row.look, indent, filled + " " * max(0, size - cell_len(filled)))
