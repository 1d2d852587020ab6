"""Errors in a message, as they are shown: the wrong words marked, and how it should read. Knows no widget."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from chattrainer.locale.safe import printable

if TYPE_CHECKING:
    from chattrainer.model.findings import LanguageFinding
    from chattrainer.model.transcript import Message

Span = tuple[int, int]


def errors_of(findings: "Iterable[LanguageFinding]") -> "list[LanguageFinding]":
    """What counts, in the order of the text; nothing that lies over something else."""
    shown: list[LanguageFinding] = []
    for finding in sorted(findings, key=lambda f: (f.start, f.end)):
        if finding.weight > 0 and (not shown or finding.start >= shown[-1].end):
            shown.append(finding)
    return shown


def marked(text: str, findings: "Sequence[LanguageFinding]", style: str) -> Content:
    """The text with its errors in a style. Control characters are spelled out."""
    return _pieced(text, [(f.start, f.end, text[f.start : f.end], style) for f in errors_of(findings)])


def corrected(text: str, findings: "Sequence[LanguageFinding]", style: str) -> Content:
    """The text with the first correction of each error, in a style; what has none stays."""
    return _pieced(
        text,
        [(f.start, f.end, f.suggestions[0], style) for f in errors_of(findings) if f.suggestions],
    )


def _pieced(text: str, changes: Iterable[tuple[int, int, str, str]]) -> Content:
    parts: list[Content] = []
    at = 0
    for start, end, words, style in changes:
        parts += [Content(printable(text[at:start])), Content.styled(printable(words), style)]
        at = end
    return Content("").join([*parts, Content(printable(text[at:]))])


def moved(spans: Iterable[Span], start: int, end: int, inserted: int) -> tuple[Span, ...]:
    """The spans after `text[start:end]` gave way to so many characters; what was touched is gone."""
    by = inserted - (end - start)
    kept = []
    for first, last in spans:
        if last < start:
            kept.append((first, last))
        elif first > end:
            kept.append((first + by, last + by))
    return tuple(kept)


def wrong_messages(
    messages: "Iterable[Message]", found: "dict[int, tuple[LanguageFinding, ...]]"
) -> "list[tuple[Message, list[LanguageFinding]]]":
    """The agent's messages with errors, in order."""
    pairs = ((m, errors_of(found.get(m.number, ()))) for m in messages if m.sender == "agent")
    return [(message, errors) for message, errors in pairs if errors]
