"""From the raw findings of any engine, piece by piece, to findings in the text as written."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from chattrainer.adapters.proofreader.cleaning import clean, pieces
from chattrainer.locale.texts import Texts
from chattrainer.model.findings import LanguageFinding

# Code points sent at a time, so that one answer's time is bounded.
MOST_AT_ONCE = 8_000

_MARKED = re.compile(r"<suggestion>(.*?)</suggestion>")
_HOLLOW = re.compile(r"«\s*»|“\s*”|‘\s*’|''|\"\"|\\\d")

RawFinding = dict[str, Any]
"""`start` and `end` in code points of the piece, `rule`, `category`, `message`, `suggestions`."""

Ask = Callable[[list[str]], list[list[RawFinding]]]
"""Gives the raw findings in each piece."""


def findings(text: str, language: str, ask: Ask) -> Iterator[LanguageFinding]:
    """The findings in a text, which is cleaned and cut for the engine; offsets are those of the text as given."""
    cleaned = clean(text)
    for batch in _batches(cleaned.text):
        answers = ask([piece for _, piece in batch])
        for (offset, _), found in zip(batch, answers, strict=True):
            for raw in found:
                if raw["start"] < raw["end"]:
                    place = cleaned.as_written(offset + raw["start"], offset + raw["end"])
                    yield _finding(raw, place, language)


def _batches(text: str) -> Iterator[list[tuple[int, str]]]:
    batch: list[tuple[int, str]] = []
    size = 0
    for offset, piece in pieces(text):
        if not piece.strip():
            continue
        if batch and size + len(piece) > MOST_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append((offset, piece))
        size += len(piece)
    if batch:
        yield batch


def _finding(raw: RawFinding, place: tuple[int, int], language: str) -> LanguageFinding:
    return LanguageFinding(
        start=place[0],
        end=place[1],
        rule=raw["rule"],
        category=raw["category"],
        message=told(raw["message"], language),
        suggestions=tuple(raw["suggestions"]),
    )


def told(message: str, language: str) -> str:
    """The engine's message with its marks as quotes; one that lost its words gives way to a general one."""
    texts = Texts(language)
    if _HOLLOW.search(message):
        return texts("proofread.general")
    return _MARKED.sub(lambda m: texts("proofread.quoted", text=m[1]), message).strip()
