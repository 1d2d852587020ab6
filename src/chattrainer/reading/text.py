"""Folding: the form in which words are compared. One character in, one character out, so offsets stay true."""

import re
import unicodedata
from functools import lru_cache

MAX_READ = 4000
"""Characters read of a message; what stands beyond is not read. Real messages stay under 1,000."""

_PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
}

WORD = re.compile(r"[^\W_]+(?:['-](?=[^\W_]))?")
PLAIN_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    if character == "\n" or character == "\r":
        return "\n"
    category = unicodedata.category(character)
    if character.isspace() or category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zs"}:
        return " "
    base = unicodedata.normalize("NFD", character)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def fold(text: str) -> str:
    """`text` in lower case, without accents, with straight quotes and plain spaces; same length as `text`."""
    if text.isascii() and text.isprintable():
        return text.lower().replace("`", "'")
    return "".join(map(_fold_character, text))


def clean(text: str) -> str:
    """`text` with control characters and odd spaces as plain spaces; same length as `text`."""
    if text.isprintable():
        return text
    return "".join(c if _fold_character(c) != " " or c == " " else " " for c in text)


def words(folded: str) -> list[str]:
    """The words of a folded text, elided articles apart (`l'adresse` gives `l`, `adresse`)."""
    return PLAIN_WORD.findall(folded)
