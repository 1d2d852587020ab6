"""Texts for people, by key, from the TOML files beside this module: one folder a language, one file an area.

`Texts("fr")("desk.close.title", chat=2)` reads key `close.title` of `fr/desk.toml`. A value that is a table
with `one` and `other` is a plural on the parameter `n`. A missing key is a programming error and raises.
"""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

FALLBACK = "en"


@cache
def languages() -> tuple[str, ...]:
    """The languages that the interface speaks, in alphabetical order."""
    root = resources.files("chattrainer.locale")
    return tuple(sorted(d.name for d in root.iterdir() if d.is_dir() and d.joinpath("common.toml").is_file()))


@cache
def _area(language: str, area: str) -> dict[str, Any]:
    file = resources.files("chattrainer.locale").joinpath(language, f"{area}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def plural_form(language: str, n: int | float) -> str:
    """`one` or `other`. The limit below which a count is singular is data of the language."""
    limit = _area(language, "common")["plural"]["singular_below"]
    return "one" if 0 <= n < limit and (n != 0 or limit_includes_zero(language)) else "other"


def limit_includes_zero(language: str) -> bool:
    return bool(_area(language, "common")["plural"]["zero_is_singular"])


class Texts:
    """All texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in languages() else FALLBACK

    def __call__(self, key: str, **params: Any) -> str:
        area, _, path = key.partition(".")
        node: Any = _area(self.language, area)
        for part in path.split("."):
            node = node[part]
        if isinstance(node, dict):
            node = node[plural_form(self.language, params["n"])]
        return str(node).format(**params)

    def has(self, key: str) -> bool:
        area, _, path = key.partition(".")
        try:
            node: Any = _area(self.language, area)
            for part in path.split("."):
                node = node[part]
        except (KeyError, TypeError, FileNotFoundError):
            return False
        return True

    def table(self, key: str) -> dict[str, str]:
        """A whole table of texts, such as the names of the outcomes."""
        area, _, path = key.partition(".")
        node: Any = _area(self.language, area)
        for part in path.split("."):
            node = node[part]
        return dict(node)
