"""Words that are never errors: the trade's, the case's, the customer's own."""

from collections.abc import Iterable

_PLAIN = str.maketrans("’ʼ\u00a0\u202f‑", "''  -")


def plain(text: str) -> str:
    """The form in which words of a lexicon are compared."""
    return text.translate(_PLAIN).casefold()


class Lexicon:
    """Words, names and phrases. Whatever is marked within a name or a phrase is no error.

    A phrase has a space or a hyphen; it is found in any case. A name has a capital; it is found as it is written.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._phrases: set[str] = set()
        self._names: set[str] = set()
        for entry in entries:
            word = plain(entry)
            (self._phrases if set(" -") & set(word) else self._words).add(word)
            if entry != entry.lower():
                self._names.add(entry.translate(_PLAIN))

    def has_word(self, word: str, elisions: tuple[str, ...]) -> bool:
        """Whether the word is listed, as it is, in the plural, or with an elision."""
        bare = _bare(plain(word), elisions)
        return bare in self._words or (bare.endswith("s") and bare[:-1] in self._words)

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Where names and phrases stand in a text."""
        written = text.translate(_PLAIN)
        folded = "".join(c if len(c.casefold()) != 1 else c.casefold() for c in written)
        names = (place for name in self._names for place in _places(name, written))
        phrases = (place for phrase in self._phrases for place in _places(phrase, folded))
        return sorted({*names, *phrases})


def _bare(word: str, elisions: tuple[str, ...]) -> str:
    for elision in elisions:
        if elision.startswith("'"):
            word = word.removesuffix(elision)
        elif word.startswith(elision) and len(word) > len(elision):
            word = word.removeprefix(elision)
    return word


def _places(name: str, text: str) -> list[tuple[int, int]]:
    if not name:
        return []
    found, at = [], text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            found.append((at, end))
        at = text.find(name, at + 1)
    return found
