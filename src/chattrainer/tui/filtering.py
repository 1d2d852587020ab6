"""Finding what the agent means while she types: without accents, case or order of words."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


def plain(text: str) -> str:
    """Lower case, without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def filtered(items: Iterable[Item], query: str, title: Callable[[Item], str],
             body: Callable[[Item], str]) -> list[Item]:  # fmt: skip
    """The items that hold every word of the query; those whose title does come first. Order is kept."""
    words = plain(query).split()
    ranked: list[tuple[int, Item]] = []
    for item in items:
        head, rest = plain(title(item)), plain(body(item))
        if all(word in head or word in rest for word in words):
            ranked.append((0 if all(word in head for word in words) else 1, item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]
