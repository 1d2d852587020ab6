"""Whose a value is: what is drawn for one customer of a sitting and stands in nothing of another one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from chattrainer.model.base import ChatNumber
from chattrainer.model.case import Case

# Shorter values, and words that anybody may use, prove nothing.
SHORTEST = 4

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Stranger:
    """A value of another chat. `personal`: it names that customer, or a thing of hers alone."""

    chat: ChatNumber
    value: str
    personal: bool


def plain(text: str) -> str:
    """Lower case, with straight apostrophes and plain spaces: the form in which words are compared."""
    return text.translate(_APOSTROPHES).casefold()


def strangers_to(case: Case, others: Iterable[Case]) -> tuple[Stranger, ...]:
    """The drawn values of the other cases of a sitting that stand in nothing of this one; personal ones first."""
    own = _text_of(case.model_dump_json(exclude={"chat"}))
    return tuple(
        Stranger(other.chat, value, value in other.personal)
        for other in others
        if other.chat != case.chat
        for value in _values(other)
        if plain(value) not in own
    )


def carries(text: str, value: str) -> bool:
    """Whether a value stands in a text, as a word of its own."""
    said, words = _kept(text), _kept(value)
    # Most values stand in no message at all: what is cheap to rule out is ruled out first.
    return words in said and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", said) is not None


def _values(case: Case) -> list[str]:
    drawn = dict.fromkeys(v.strip() for v in (*case.personal, *case.values.values()))
    return [v for v in drawn if len(v) >= SHORTEST and _telling(v, case)]


def _telling(value: str, case: Case) -> bool:
    """Numbers, addresses and names tell whose they are; other drawn words may be anybody's."""
    return value in case.personal or any(c.isdigit() for c in value)


# A message is held against every value of the other chats, and every value against each message.
_kept = lru_cache(maxsize=2048)(plain)


@lru_cache(maxsize=64)
def _text_of(json: str) -> str:
    return plain(json)
