"""Words and sentences of a message, as people count them. Offsets are code points."""

import re
from dataclasses import dataclass

from chattrainer.model.belonging import plain as plain

_DATA = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_WORD = re.compile(r"[^\W\d_](?:[\w’'‑-]*\w)?")
_READ = re.compile(r"\S*\w\S*")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int


def words(text: str) -> tuple[Word, ...]:
    """The words of a text: neither numbers nor links nor addresses."""
    hidden = _DATA.sub(lambda match: " " * len(match[0]), text)
    return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(hidden))


def words_to_read(text: str) -> int:
    """How many words a customer has to read, figures included; a link counts as one."""
    return len(_READ.findall(text))


def sentences(text: str) -> tuple[Word, ...]:
    """The sentences (and lines) of a text, with their places."""
    found: list[Word] = []
    start = 0
    for cut in [*_SENTENCE_END.finditer(text), None]:
        end = cut.start() if cut else len(text)
        if text[start:end].strip():
            found.append(Word(text[start:end], start, end))
        start = cut.end() if cut else end
    return tuple(found)
