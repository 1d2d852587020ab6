"""Words that give a customer away who speaks as the agent, or agrees where she doesn't: data, by language."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

Patterns = Mapping[str, tuple[re.Pattern[str], ...]]


@cache
def audit_languages() -> tuple[str, ...]:
    """Codes of the languages that there are words for, in alphabetical order."""
    folder = resources.files("chattrainer.scoring.audit").joinpath("phrases")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def patterns(code: str) -> Patterns:
    """The patterns of a language by name, for folded text; none for a language without data."""
    if code not in audit_languages():
        return {}
    file = resources.files("chattrainer.scoring.audit").joinpath("phrases", f"{code}.toml")
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: tuple(map(re.compile, found)) for name, found in data["patterns"].items()}


def says(code: str, name: str, folded: str) -> bool:
    """Whether a folded text says what the patterns of that name stand for."""
    return any(pattern.search(folded) for pattern in patterns(code).get(name, ()))
