"""Which of many lists of phrases a text holds something of.

Trying every list at every place of a text is what reading a message would spend its time on. Nearly all phrases begin
with letters that are known: a list is tried only where a word of the text begins as one of its phrases does.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

LONGEST_OPENING = 4
_SPECIAL = frozenset(r"\.^$*+?{}[]|()")
_Match = Callable[[str, int], re.Match[str] | None]
_WORD_STARTS = re.compile(rf"(?<!\w)(?=(.{{1,{LONGEST_OPENING}}}))", re.DOTALL)


class Phrases:
    """Lists of patterns by name; each stands at the beginning of a word."""

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        self.names = tuple(sorted(lists))
        self.places = {name: place for place, name in enumerate(self.names)}
        self.patterns = tuple(any_of(lists[name]) for name in self.names)
        self._known: list[re.Pattern[str] | None] = []
        """Of each list the phrases with known openings."""
        self._others: list[tuple[int, re.Pattern[str]]] = []
        """Place of a list, and its other phrases."""
        self._begun: dict[str, list[int]] = {}
        """Places of the lists that have a phrase with an opening."""
        for place, name in enumerate(self.names):
            self._add(place, [part for pattern in lists[name] for part in _alternatives(pattern)])
        self._lists_at = lru_cache(maxsize=4096)(self._lists_with)

    def _add(self, place: int, parts: Sequence[str]) -> None:
        known = [part for part in parts if openings(part)]
        anchored = [part for part in parts if part.startswith("^") and not openings(part)]
        others = [part for part in parts if part not in known and part not in anchored]
        self._known.append(any_of(known) if known else None)
        self._others += [(place, any_of(others))] if others else []
        # Anchored phrases need no search: sought at the beginning only.
        self._others += [(place, re.compile(r"\A(?:" + "|".join(anchored) + ")"))] if anchored else []
        for opening in {opening for part in known for opening in openings(part)}:
            self._begun.setdefault(opening, []).append(place)

    def found(self, text: str) -> list[bool]:
        """For each list, in the order of `names`: whether `text` holds one of its phrases."""
        found = [False] * len(self.names)
        for start in _WORD_STARTS.finditer(text):
            for place, begins in self._lists_at(start[1]):
                if not found[place] and begins(text, start.start()) is not None:
                    found[place] = True
        for place, pattern in self._others:
            found[place] = found[place] or pattern.search(text) is not None
        return found

    def _lists_with(self, start: str) -> tuple[tuple[int, _Match], ...]:
        """The lists with a phrase that may stand where a word starts so, and what tries their phrases at a place."""
        openings = (start[:length] for length in range(1, len(start) + 1))
        places = {place for opening in openings for place in self._begun.get(opening, ())}
        known = ((place, self._known[place]) for place in sorted(places))
        return tuple((place, pattern.match) for place, pattern in known if pattern is not None)


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """Any of these at the beginning of a word."""
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + ")")


def openings(pattern: str) -> frozenset[str]:
    """What a text that matches can begin with, a few letters each; empty where that cannot be told."""
    found: set[str] = set()
    for part in _alternatives(pattern):
        own = _openings_of(part)
        if not own:
            return frozenset()
        found |= own
    return frozenset(opening[:LONGEST_OPENING] for opening in found)


def _openings_of(part: str) -> set[str]:
    """The openings of one alternative: its letters up to the first sign that isn't one, or to its first group."""
    letters = ""
    for place, sign in enumerate(part):
        after = part[place + 1 : place + 2]
        if sign not in _SPECIAL and after not in {"?", "*", "{"}:
            letters += sign
            if after == "+":
                break
        elif part.startswith("(?:", place):
            end = _end_of_group(part, place)
            inner = (
                frozenset() if part[end : end + 1] in {"?", "*", "{"} else openings(part[place + 3 : end - 1])
            )
            return {letters + one for one in inner} if inner else {letters} - {""}
        else:
            break
    return {letters} - {""}


def _alternatives(pattern: str) -> list[str]:
    """A pattern cut at the bars that stand in no group."""
    cuts = [place for place, sign, depth in _signs(pattern) if sign == "|" and depth == 0]
    edges = [-1, *cuts, len(pattern)]
    return [pattern[start + 1 : end] for start, end in pairwise(edges)]


def _end_of_group(pattern: str, start: int) -> int:
    """The place after the group that opens at `start`."""
    return next(
        start + place + 1 for place, sign, depth in _signs(pattern[start:]) if sign == ")" and depth == 0
    )


def _signs(pattern: str) -> list[tuple[int, str, int]]:
    """(place, sign, groups that it stands in) of each sign that is neither escaped nor in a class."""
    found = []
    depth, place = 0, 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "\\":
            place += 2
            continue
        if sign == "[":
            # A bracket that comes first in a class stands for itself.
            first = place + (2 if pattern.startswith("[^", place) else 1)
            place = pattern.index("]", first + 1) + 1
            continue
        depth -= sign == ")"
        found.append((place, sign, depth))
        depth += sign == "("
        place += 1
    return found
