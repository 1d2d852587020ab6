"""Careful writing made hasty, to learn from: without accents and signs, in SMS spelling, with slips of the finger.

Chance follows from the text alone: the same text always gives the same copy.
"""

import re
import zlib
from collections.abc import Callable

import numpy as np

from chattrainer.reading.text import fold

WORDS_SPOILED = 0.35
LETTERS_SLIPPED = 0.2
SHORTEST_SLIPPED = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

Spelling = tuple[str, str]
SPELLINGS: dict[str, tuple[Spelling, ...]] = {
    "fr": (
        (r"^vous$", "vs"),
        (r"^nous$", "ns"),
        (r"^pour$", "pr"),
        (r"^dans$", "ds"),
        (r"^votre$", "vot"),
        (r"^c'est$", "c"),
        (r"^j'ai$", "g"),
        (r"^qu'", "k"),
        (r"qu", "k"),
        (r"ez$", "e"),
        (r"(?<=\w{3})(?:es|ent|s|e|t)$", ""),
        (r"eau|au", "o"),
        (r"ph", "f"),
        (r"ai", "e"),
        (r"(?<=\w)ss(?=\w)", "s"),
        (r"'", ""),
    ),
    "en": (
        (r"^you$", "u"),
        (r"^your$", "ur"),
        (r"^are$", "r"),
        (r"^have$", "hav"),
        (r"^please$", "pls"),
        (r"^thanks$", "thx"),
        (r"^the$", "da"),
        (r"^with$", "wiv"),
        (r"ing$", "in"),
        (r"ght$", "te"),
        (r"ck", "k"),
        (r"(?<=[^aeiou])e$", ""),
        (r"(?<=\w)[aeiou](?=\w{3})", ""),
        (r"([^aeiou])\1", r"\1"),
        (r"'", ""),
    ),
}


def plain_copy(text: str) -> str:
    """The text as typed in haste: no accents, capitals or punctuation."""
    return " ".join(re.sub(r"[.,;!?…'\-]", " ", fold(text)).split())


def unmarked_copy(text: str) -> str:
    """The text without the sign at its end."""
    return text.rstrip(" .?!…")


def sms_copy(text: str, language: str) -> str:
    """The text with some words as they sound or shortened, and no signs."""
    chance = _chance(text, "sms")
    rules = [(re.compile(pattern), form) for pattern, form in SPELLINGS.get(language, ())]

    def spoil(word: str) -> str:
        if chance.random() > WORDS_SPOILED:
            return word
        for pattern, form in rules:
            if pattern.search(word):
                return pattern.sub(form, word, count=1) or word
        return word

    spoiled = _by_word(fold(text), spoil)
    return " ".join(re.sub(r"[.,;!…\-]|(?<=\w)'(?=\w)", " ", spoiled).split())


def slipped_copy(text: str) -> str:
    """The text with slips of the finger: letters swapped, left out or doubled."""
    chance = _chance(text, "slips")

    def slip(word: str) -> str:
        if len(word) < SHORTEST_SLIPPED or chance.random() > LETTERS_SLIPPED:
            return word
        place = int(chance.integers(1, len(word) - 1))
        first, second = word[place], word[place + 1]
        changed = (second + first, second, first + first + second)[int(chance.integers(3))]
        return word[:place] + changed + word[place + 2 :]

    return _by_word(text, slip)


def _chance(text: str, purpose: str) -> np.random.Generator:
    return np.random.default_rng(zlib.crc32(f"{purpose} {text}".encode()))


def _by_word(text: str, change: Callable[[str], str]) -> str:
    return _WORD.sub(lambda match: change(match.group()), text)
