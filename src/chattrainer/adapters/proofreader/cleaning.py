"""A text as the engine can take it, and the way back from its offsets to those of the text as written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Longer without a space is a link, a key or a hand left on the keyboard; the engine's time on it is quadratic.
LONGEST_RUN = 100
LONGEST_PIECE = 2_000

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_COMPOSED = re.compile(r"\S[\u0300-\u036f]+")
_CUTS = ("\n", ". ", "? ", "! ", " ")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text for the engine. `starts[i]` and `ends[i]` frame, in the text as written, its code point i."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def as_written(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text as written."""
        return self.starts[start], self.ends[end - 1]


def clean(text: str) -> Clean:
    """Controls, lone surrogates and endless runs become spaces; letters with loose accents are composed."""
    text = _RUN.sub(_blank, _UNSAFE.sub(" ", text))
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for letter in unicodedata.normalize("NFC", text[start:end]) if end - start > 1 else text[start]:
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return Clean("".join(letters), tuple(starts), tuple(ends))


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of bounded length with their offsets, cut where a line, a sentence or a word ends."""
    start = 0
    while start < len(text):
        end = _cut(text, start)
        yield start, text[start:end]
        start = end


def code_points(text: str, byte_start: int, byte_length: int) -> tuple[int, int]:
    """A stretch given in UTF-8 bytes, in code points. What lies outside the text is cut off."""
    raw = text.encode("utf-8")
    start = len(raw[:byte_start].decode("utf-8", "ignore"))
    return start, len(raw[: byte_start + byte_length].decode("utf-8", "ignore"))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each code point, a letter together with the accents that follow it."""
    at = 0
    for match in _COMPOSED.finditer(text):
        yield from ((i, i + 1) for i in range(at, match.start()))
        yield match.span()
        at = match.end()
    yield from ((i, i + 1) for i in range(at, len(text)))


def _cut(text: str, start: int) -> int:
    end = start + LONGEST_PIECE
    if end >= len(text):
        return len(text)
    for mark in _CUTS:
        at = text.rfind(mark, start + LONGEST_PIECE // 2, end)
        if at >= 0:
            return at + len(mark)
    return end
