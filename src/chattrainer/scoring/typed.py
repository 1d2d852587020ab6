"""What of a message the agent typed: everything but canned replies, articles, quotes and pasted text.

Of a ready-made text that was edited, what differs from the original was typed.
"""

from collections.abc import Mapping
from difflib import SequenceMatcher

from chattrainer.model.case import Case
from chattrainer.model.inputs import Span
from chattrainer.model.transcript import Message
from chattrainer.scoring.words import Word, words

Originals = Mapping[str, str]


def originals(case: Case) -> Originals:
    """The ready-made texts of a case, by id."""
    return {**{a.id: a.text for a in case.articles}, **{c.id: c.text for c in case.canned}}


def typed_mask(message: Message, ready: Originals) -> bytearray:
    """One byte a code point: 1 where the agent typed it."""
    mask = bytearray(b"\x01") * len(message.text)
    for span in message.spans:
        start, end = min(span.start, len(mask)), min(span.end, len(mask))
        if span.source == "typed" or end <= start:
            continue
        mask[start:end] = bytes(end - start)
        if span.edited:
            _mark_edits(mask, message.text[start:end], start, span, ready)
    return mask


def _mark_edits(mask: bytearray, text: str, offset: int, span: Span, ready: Originals) -> None:
    original = ready.get(span.id or "")
    if original is None:
        mask[offset : offset + len(text)] = b"\x01" * len(text)
        return
    now = words(text)
    before = [w.text for w in words(original)]
    matcher = SequenceMatcher(None, before, [w.text for w in now], autojunk=False)
    for tag, _, _, first, last in matcher.get_opcodes():
        if tag in ("replace", "insert"):
            for word in now[first:last]:
                start, end = offset + word.start, offset + word.end
                mask[start:end] = b"\x01" * (end - start)


def typed_words(message: Message, ready: Originals) -> tuple[Word, ...]:
    """The words that the agent typed in a message."""
    mask = typed_mask(message, ready)
    return tuple(w for w in words(message.text) if mask[w.start])


def is_typed(mask: bytearray, start: int, end: int) -> bool:
    """Whether any of a stretch was typed."""
    return any(mask[start : max(end, start + 1)])
