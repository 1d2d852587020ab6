"""What a LanguageTool server answered, looked at before it is believed. It counts in UTF-16 units."""

from dataclasses import dataclass
from typing import Any

from chattrainer.adapters.proofreader.finding import RawFinding


class NoAnswer(Exception):
    """What came is not an answer of LanguageTool."""


class HalfAnswer(Exception):
    """The server had not the time to look at everything."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The server's name and version, and what it found, in code points."""

    software: str
    found: list[RawFinding]


def answer_of(said: Any, text: str) -> Answer:
    """Raises NoAnswer for anything of another shape, HalfAnswer for findings that are not all."""
    try:
        if said.get("warnings", {}).get("incompleteResults"):
            raise HalfAnswer
        place = code_point_of(text)
        return Answer(_software(said["software"]), [_raw(match, place) for match in said["matches"]])
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
        raise NoAnswer(f"{type(error).__name__}: {error}") from error


def code_point_of(text: str) -> list[int]:
    """For each place in UTF-16 units, from 0 to the text's length, the code point it lies in."""
    places: list[int] = []
    for number, letter in enumerate(text):
        places += [number] * (2 if ord(letter) > 0xFFFF else 1)
    return [*places, len(text)]


def _software(said: dict[str, Any]) -> str:
    """`LanguageTool 6.6`; of a version that is still being made, the day as well."""
    name, version = _text(said["name"]), _text(said["version"])
    made = _text(said.get("buildDate") or "")[:10] if "SNAPSHOT" in version else ""
    premium = "premium" if said.get("premium") else ""
    return " ".join(part for part in (name, version, made, premium) if part)


def _raw(match: dict[str, Any], place: list[int]) -> RawFinding:
    start, length = match["offset"], match["length"]
    if not (isinstance(start, int) and isinstance(length, int) and start >= 0 and length >= 0):
        raise ValueError(f"a place that is none: {start!r}, {length!r}")
    rule = match["rule"]
    part = rule.get("subId")
    # An end in the middle of a sign takes in the whole of it.
    last = place[start + length - 1] + 1 if length else place[start]
    return {
        "start": place[start],
        "end": last,
        "rule": _text(rule["id"]) + (f"[{_text(part)}]" if part else ""),
        "category": _text(rule["category"]["id"]),
        "message": _text(match["message"]),
        "suggestions": [_text(r["value"]) for r in match["replacements"]],
    }


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}"[:80])
    return value
