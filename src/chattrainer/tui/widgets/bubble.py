"""How one line of a conversation is laid out: a bubble, a byline, a word of the system. Knows no widget."""

import re
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
# Lines are broken at any white space, that which should not be broken at included: while they are, it goes by
# characters that stand for nothing. People also type a plain space before a mark.
_TIES = {" ": "\ue000", "\u00a0": "\ue001", "\u202f": "\ue002"}
_TYING = str.maketrans({space: tie for space, tie in _TIES.items() if space != " "})
_LOOSENING = str.maketrans({tie: space for space, tie in _TIES.items()})
_BEFORE_A_MARK = re.compile(r"(?<=\S) (?=[?!:;»%€])|(?<=«) (?=\S)")


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
    lines = [line.rstrip() for line in _wrapped(text, room)] or [""]
    block = max(cell_len(line) for line in lines)
    blanks = [BLANK] * row.above
    return blanks + [_placed(row, line, block, padding, width) for line in lines]


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines. What must not be parted is not: no line begins with a question mark."""
    if any(tie in text for tie in _TIES.values()):
        return [line.plain for line in Content(text).wrap(room)]
    tied = _BEFORE_A_MARK.sub(_TIES[" "], text).translate(_TYING)
    return [line.plain.translate(_LOOSENING) for line in Content(tied).wrap(room)]


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
