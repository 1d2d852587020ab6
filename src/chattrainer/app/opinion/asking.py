"""Asking a model about somebody's words, which are data: they are fenced, and every quote is looked up in them."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Protocol

from chattrainer.locale.safe import printable
from chattrainer.reading.text import fold

MOST_ANSWER = 20_000
"""Characters of an answer that are looked at."""
SHORTEST_QUOTE = 3
_INSIDE = re.compile(r"\A```(?:json)?\s*(.*?)\s*```\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
# One character for one: a quote of the fenced text stands at the same place in the text itself.
_FENCE = str.maketrans({"<": "‹", ">": "›"})


class Asker(Protocol):
    """A model that answers by schema. `ask` raises OutsideError when no answer comes."""

    @property
    def model(self) -> str: ...

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str: ...


@dataclass(frozen=True, eq=False)
class Wordings:
    """What a model is told in one language."""

    prompts: Mapping[str, str]
    items: Mapping[str, str]
    to_the_judge: tuple[re.Pattern[str], ...]


@cache
def wordings(language: str) -> Wordings:
    """The data of a language.

    Raises KeyError when there is none.
    """
    file = resources.files("chattrainer.app.opinion").joinpath("languages", f"{language}.toml")
    if not file.is_file():
        raise KeyError(language)
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Wordings(data["prompts"], data["items"], tuple(map(re.compile, data["to_the_judge"]["patterns"])))


@cache
def opinion_languages() -> tuple[str, ...]:
    """Codes of the languages in which a model can be asked, in alphabetical order."""
    folder = resources.files("chattrainer.app.opinion").joinpath("languages")
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


def speaks_to_the_judge(text: str) -> bool:
    """Whether a message speaks to whoever assesses it rather than to a customer, in any language."""
    folded = fold(text)
    known = (wordings(code).to_the_judge for code in opinion_languages())
    return any(pattern.search(folded) for patterns in known for pattern in patterns)


def fenced(lines: Sequence[Mapping[str, Any]]) -> str:
    """Lines of a chat as data between two marks that none of them can hold."""
    shown = [{**line, "text": data_of(str(line["text"]))} for line in lines]
    return "<<<\n" + "\n".join(json.dumps(line, ensure_ascii=False) for line in shown) + "\n>>>"


def data_of(text: str) -> str:
    """A text as it is shown to a model: without the marks of the fence, and on one line."""
    return printable(text.translate(_FENCE), lines=False)


def object_in(answer: str) -> dict[str, Any] | None:
    """The JSON object that an answer is; None for anything else."""
    plain = _THOUGHT.sub("", answer[:MOST_ANSWER]).strip()
    if (inside := _INSIDE.match(plain)) is not None:
        plain = inside[1]
    try:
        found = json.loads(plain)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def objects(found: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects of a list in an answer; what is none is passed over."""
    given = found.get(name)
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def quoted(quote: Any, text: str) -> str | None:
    """The words of the text that a quote repeats, letter for letter; None where they are not in it."""
    if not isinstance(quote, str):
        return None
    wanted = quote.strip()
    shown = data_of(text)
    return wanted if len(wanted) >= SHORTEST_QUOTE and wanted in shown else None
