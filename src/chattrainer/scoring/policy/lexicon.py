"""Words that are never errors: the trade's, the case's, the customer's own."""

from collections.abc import Iterable

_PLAIN = str.maketrans("’ʼ\u00a0\u202f‑", "''  -")


def plain(text: str) -> str:
    """The form in which words of a lexicon are compared."""
    return text.translate(_PLAIN).casefold()


class Lexicon:
    """Single words, and phrases (with a space or a hyphen). Whatever is marked within a phrase is no error."""

    def __init__(self, entries: Iterable[str]) -> None:
        listed = {plain(entry).strip() for entry in entries}
        self._phrases = sorted(entry for entry in listed if " " in entry or "-" in entry)
        self._words = listed.difference(self._phrases)

    def has_word(self, word: str, elisions: tuple[str, ...]) -> bool:
        """Whether the word is listed, as it is, in the plural, or with an elision."""
        bare = _bare(plain(word), elisions)
        return bare in self._words or (bare.endswith("s") and bare[:-1] in self._words)

    def phrases_in(self, text: str) -> list[tuple[int, int]]:
        """Where phrases stand in a text, in any case."""
        # A letter whose small form is longer stays as it is, so that offsets hold.
        folded = "".join(small if len(small := plain(char)) == 1 else char for char in text)
        return [place for phrase in self._phrases for place in _places(phrase, folded)]


def _bare(word: str, elisions: tuple[str, ...]) -> str:
    for elision in elisions:
        if elision.startswith("'"):
            word = word.removesuffix(elision)
        elif word.startswith(elision) and len(word) > len(elision):
            word = word.removeprefix(elision)
    return word


def _places(name: str, text: str) -> list[tuple[int, int]]:
    found, at = [], text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            found.append((at, end))
        at = text.find(name, at + 1)
    return found
