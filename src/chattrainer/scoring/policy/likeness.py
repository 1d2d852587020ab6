"""How near a suggestion is to what was typed: the nearest is shown first.

Engines order by what a hand does on any text; agents swap letters, double them wrongly and drop accents.
"""

import unicodedata
from collections.abc import Collection, Sequence

ACCENT = 0.2
# A capital is a change of meaning: a name instead of a word.
CASE = 0.6
SWAPPED = 0.5
DOUBLED = 0.5
APOSTROPHE = 0.4
SPLIT = 0.9
ANY = 1.0
# A word that agents write every day is likelier than a rare one a little nearer.
FREQUENT = 0.45
SHORTEST, LONGEST = 4, 40


def ranked(surface: str, suggestions: Sequence[str], frequent: Collection[str]) -> tuple[str, ...]:
    """The suggestions, the nearest first; the engine's order decides between equals.

    Of a word of two or three letters the engine knows better what it stands for (*thx*, *ur*).
    """
    if not SHORTEST <= len(surface) <= LONGEST:
        return tuple(suggestions)

    def far(suggestion: str) -> float:
        bonus = FREQUENT if suggestion.casefold() in frequent else 0.0
        return round(distance(surface, suggestion[:LONGEST]) - bonus, 6)

    return tuple(sorted(suggestions, key=far))


def distance(a: str, b: str) -> float:
    """A weighted count of the slips that turn one word into the other; 1 for a letter."""
    before: list[float] = []
    row = _first_row(b)
    for i, char in enumerate(a, 1):
        now = [row[0] + _lone(a, i - 1)]
        for j, other in enumerate(b, 1):
            best = min(
                row[j] + _lone(a, i - 1), now[j - 1] + _lone(b, j - 1), row[j - 1] + _swap(char, other)
            )
            if i > 1 and j > 1 and _base(char) == _base(b[j - 2]) and _base(a[i - 2]) == _base(other):
                best = min(best, before[j - 2] + SWAPPED)
            now.append(best)
        before, row = row, now
    return row[-1]


def _first_row(b: str) -> list[float]:
    row = [0.0]
    for j in range(len(b)):
        row.append(row[-1] + _lone(b, j))
    return row


def _lone(word: str, at: int) -> float:
    """What a letter too many or too few costs."""
    char = word[at]
    if not char.isalnum():
        return SPLIT if char.isspace() else APOSTROPHE
    return DOUBLED if at and _base(word[at - 1]) == _base(char) else ANY


def _swap(char: str, other: str) -> float:
    case = 0.0 if char.isupper() == other.isupper() else CASE
    if char.casefold() == other.casefold():
        return case
    return case + (ACCENT if _base(char) == _base(other) else ANY)


def _base(char: str) -> str:
    return unicodedata.normalize("NFD", char)[0].casefold()
