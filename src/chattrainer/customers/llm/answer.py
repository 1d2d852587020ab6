"""The model's answer: the JSON that it is asked for, or numbered lines; each move's bubbles come out of it."""

import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chattrainer.customers.llm.choice import Choice

MOST_BUBBLES = 3
MOST_ANSWER = 8_000
"""Characters of an answer that are looked at; what is longer is no chat message."""

Bubbles = tuple[tuple[str, ...], ...]

_THOUGHT = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_FENCED = re.compile(r"\A```(?:json)?\s*(.*?)\s*```\Z", re.DOTALL)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s?[.):]\s+(.*)$")


class Faulty(ValueError):
    """An answer that cannot be read; `fault` says why."""

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class MoveWords(BaseModel):
    """The bubbles of one move."""

    model_config = ConfigDict(extra="ignore")
    n: int = Field(ge=1, le=20)
    bubbles: list[str] = Field(min_length=1, max_length=MOST_BUBBLES)


class Wording(BaseModel):
    """The whole answer."""

    model_config = ConfigDict(extra="ignore")
    moves: list[MoveWords] = Field(min_length=1, max_length=20)


def schema() -> dict[str, Any]:
    """The JSON Schema of an answer, in the strict form that endpoints ask for."""
    move = {
        "type": "object",
        "properties": {
            "n": {"type": "integer"},
            "bubbles": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["n", "bubbles"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"moves": {"type": "array", "items": move}},
        "required": ["moves"],
        "additionalProperties": False,
    }


def parse(text: str, moves: int) -> Bubbles:
    """The bubbles of each of so many moves. Raises Faulty: `too_long`, `unreadable`, `missing_move`."""
    found = _numbered(text, moves)
    if set(found) != set(range(1, moves + 1)):
        raise Faulty("missing_move")
    return tuple(tuple(found[n]) for n in range(1, moves + 1))


def parse_choice(text: str, choice: Choice) -> tuple[int, Bubbles]:
    """The turn that was chosen, and the bubbles of its moves. Raises Faulty, as `parse` does."""
    found = _numbered(text, len(choice.moves))
    turn = choice.chosen(found)
    if turn is None or not set(found) <= set(range(1, len(choice.moves) + 1)):
        raise Faulty("missing_move")
    return turn, tuple(tuple(found[number]) for number in choice.turns[turn])


def _numbered(text: str, moves: int) -> dict[int, list[str]]:
    if len(text) > MOST_ANSWER:
        raise Faulty("too_long")
    plain = _THOUGHT.sub("", text).strip()
    if (inside := _FENCED.match(plain)) is not None:
        plain = inside[1]
    return _from_json(plain) if plain.startswith("{") else _from_lines(plain, moves)


def _from_json(text: str) -> dict[int, list[str]]:
    try:
        wording = Wording.model_validate(json.loads(text))
    except (ValueError, RecursionError, ValidationError):
        raise Faulty("unreadable") from None
    found: dict[int, list[str]] = {}
    for move in wording.moves:
        found.setdefault(move.n, []).extend(" ".join(b.split()) for b in move.bubbles)
    return _checked(found)


def _from_lines(text: str, moves: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        numbered = _NUMBERED.match(line)
        if numbered is not None and 1 <= int(numbered[1]) <= moves:
            found.setdefault(int(numbered[1]), []).append(numbered[2].strip())
        elif moves == 1 and not found:
            # With a single move the number may be left out.
            return _checked({1: lines})
        else:
            raise Faulty("unreadable")
    return _checked(found)


def _checked(found: dict[int, list[str]]) -> dict[int, list[str]]:
    for bubbles in found.values():
        if len(bubbles) > MOST_BUBBLES:
            raise Faulty("too_long")
        if not all(bubble.strip() for bubble in bubbles) or _HALF_CHARACTER.search("".join(bubbles)):
            raise Faulty("unreadable")
    return found


def flat(bubbles: Sequence[Sequence[str]]) -> list[str]:
    """All bubbles of all moves, in order."""
    return [text for move in bubbles for text in move]
