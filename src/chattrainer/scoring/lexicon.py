"""Word lists of a language, from the TOML files beside this module: what no reading tells.

A language without a file has empty lists: the measures that need them then find nothing.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from chattrainer.scoring.words import plain

LISTS = (
    "address_tu",
    "address_vous",
    "sms",
    "casual",
    "stiff",
    "jargon",
    "trouble",
    "empathy",
    "negative",
    "when",
    "titles_f",
    "titles_m",
    "greetings",
    "farewells",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A listed word or phrase in a text, with its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Readability:
    """A language's formula of reading ease, and the dictionary by which its words are hyphenated."""

    base: float
    words_a_sentence: float
    syllables_a_word: float
    hyphenation: str


class Lexicon:
    """The lists of one language. `better` holds wordings to show beside what was written, by rule."""

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        better: Mapping[str, str],
        readability: Readability | None = None,
    ) -> None:
        self.readability = readability
        self._patterns = {name: _pattern(lists.get(name, ())) for name in LISTS}
        self._better = dict(better)

    def find(self, name: str, text: str) -> tuple[Found, ...]:
        """Every listed word or phrase in a text, longest first where they overlap."""
        pattern = self._patterns[name]
        if pattern is None:
            return ()
        return tuple(Found(m[0], m.start(), m.end()) for m in pattern.finditer(plain_of_same_length(text)))

    def has(self, name: str, text: str) -> bool:
        return bool(self.find(name, text))

    def better(self, rule: str) -> str | None:
        return self._better.get(rule)


def plain_of_same_length(text: str) -> str:
    """The plain form, character by character, so that offsets hold."""
    whole = plain(text)
    if len(whole) == len(text):  # no character becomes two
        return whole
    return "".join(p if len(p := plain(c)) == 1 else c for c in text)


def _pattern(phrases: Sequence[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    longest_first = sorted({plain(p) for p in phrases}, key=lambda p: (-len(p), p))
    # A phrase that ends in * goes on to the end of the word.
    bodies = [re.escape(p[:-1]) + r"[\w'-]*" if p.endswith("*") else re.escape(p) for p in longest_first]
    return re.compile(r"(?<![\w-])(?:" + "|".join(bodies) + r")(?![\w-])")


@cache
def lexicon(language: str) -> Lexicon:
    """The word lists of a language."""
    file = resources.files("chattrainer.scoring").joinpath("lexicons", f"{language}.toml")
    if not file.is_file():
        return Lexicon({}, {})
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    formula = data.get("readability")
    return Lexicon(data["lists"], data.get("better", {}), Readability(**formula) if formula else None)
