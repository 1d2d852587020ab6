"""What is told to the model in a language, and what gives a faulty answer away: the data file of that name."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from chattrainer.reading.text import fold, words

FOLDER = "languages"
RECITED = 6
"""So many words in a row are a recital of what the model was told."""


@dataclass(frozen=True, eq=False)
class ActorLanguage:
    """One language's data, its patterns compiled. Patterns are meant for folded text (`reading.text.fold`)."""

    code: str
    prompt: dict[str, str]
    names: dict[str, dict[str, str]]
    faults: dict[str, str]
    stop: frozenset[str]
    capitalised: frozenset[str]
    patterns: dict[str, tuple[re.Pattern[str], ...]]

    @cached_property
    def instructions(self) -> frozenset[tuple[str, ...]]:
        """The stretches of RECITED words of all that the model is told: in her mouth they are a leak."""
        told = [*self.prompt.values(), *self.faults.values()]
        return frozenset(stretch for text in told for stretch in stretches(words(fold(text)), RECITED))

    def name(self, table: str, key: str) -> str:
        """How a mood, a move and the like are called; the table's `other` where it has no name."""
        names = self.names[table]
        return names.get(key) or names.get("other") or key


def stretches(said: list[str], length: int) -> list[tuple[str, ...]]:
    """All runs of so many words."""
    return [tuple(said[at : at + length]) for at in range(len(said) - length + 1)]


@cache
def actor_languages() -> tuple[str, ...]:
    """Codes of the languages that a model can be asked to write in, in alphabetical order."""
    folder = resources.files("chattrainer.customers.llm").joinpath(FOLDER)
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def actor_language(code: str) -> ActorLanguage:
    """The data of the language `code`.

    Raises KeyError when there is none.
    """
    if code not in actor_languages():
        raise KeyError(code)
    file = resources.files("chattrainer.customers.llm").joinpath(FOLDER, f"{code}.toml")
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return ActorLanguage(
        code=code,
        prompt=data["prompt"],
        names={
            key: data[key]
            for key in ("mood", "patience", "ease", "formality", "verbosity", "writing", "does")
        },
        faults=data["faults"],
        stop=frozenset(data["words"]["stop"]),
        capitalised=frozenset(data["words"]["capitalised"]),
        patterns={name: tuple(map(re.compile, found)) for name, found in data["patterns"].items()},
    )
