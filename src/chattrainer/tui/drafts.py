"""A draft: the text in a composer, with where each stretch of it came from."""

from dataclasses import dataclass, replace
from typing import Literal

Source = Literal["typed", "canned", "article", "customer", "pasted"]

KEEPS_ITS_NAME_WHEN_EDITED: frozenset[Source] = frozenset({"canned", "article"})


@dataclass(frozen=True, slots=True)
class Piece:
    """`text[start:end]` was not typed. `edited`: the agent changed it after inserting it."""

    start: int
    end: int
    source: Source
    id: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What no piece covers was typed. Offsets are code points."""

    text: str = ""
    pieces: tuple[Piece, ...] = ()

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def replaced(
        self, start: int, end: int, inserted: str, source: Source = "typed", of: str | None = None
    ) -> "Draft":
        """The draft after `text[start:end]` gave way to `inserted`, which comes from `source`."""
        edit = _Edit(start, end, len(inserted), source)
        pieces = [kept for piece in self.pieces for kept in _after(piece, edit)]
        if inserted and source != "typed":
            pieces.append(Piece(start, start + len(inserted), source, of))
        text = self.text[:start] + inserted + self.text[end:]
        return Draft(text, tuple(sorted(pieces, key=lambda p: p.start)))

    def became(self, text: str) -> "Draft":
        """The draft after its text changed to `text` by typing, wherever that was."""
        start = _common_start(self.text, text)
        tail = _common_start(self.text[start:][::-1], text[start:][::-1])
        return self.replaced(start, len(self.text) - tail, text[start : len(text) - tail])

    def trimmed(self) -> "Draft":
        """Without white space around it: what is sent. Trimming does not count as editing."""
        lead = len(self.text) - len(self.text.lstrip())
        text = self.text.strip()
        pieces = (
            replace(p, start=max(0, p.start - lead), end=min(p.end - lead, len(text))) for p in self.pieces
        )
        return Draft(text, tuple(p for p in pieces if p.start < p.end))


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    inserted: int
    source: Source

    @property
    def shift(self) -> int:
        return self.inserted - (self.end - self.start)


def _after(piece: Piece, edit: _Edit) -> list[Piece]:
    """What is left of a piece after an edit: nothing, itself, or two halves."""
    if piece.end <= edit.start:
        return [piece]
    if piece.start >= edit.end:
        return [replace(piece, start=piece.start + edit.shift, end=piece.end + edit.shift)]
    if edit.start <= piece.start and edit.end >= piece.end:
        return []
    named = piece.source in KEEPS_ITS_NAME_WHEN_EDITED
    touched = replace(piece, edited=piece.edited or named)
    if piece.start < edit.start and edit.end < piece.end:
        if named and edit.source == "typed":
            return [replace(touched, end=piece.end + edit.shift)]
        return [
            replace(touched, end=edit.start),
            replace(touched, start=edit.start + edit.inserted, end=piece.end + edit.shift),
        ]
    if edit.start <= piece.start:
        return [replace(touched, start=edit.start + edit.inserted, end=piece.end + edit.shift)]
    return [replace(touched, end=edit.start)]


def _common_start(one: str, other: str) -> int:
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))
