"""Agent messages from a stream, one a line: plain text, or a JSON object with `text`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from pydantic import ValidationError

from chattrainer.model.errors import ChattrainerError, UsageError
from chattrainer.model.reading import ContextLine

MOST_CONTEXT = 50
"""Lines of context kept, the last ones."""


def raw_lines(stream: BinaryIO) -> Iterator[str]:
    """Lines end with LF or CR LF, with nothing else; what is no UTF-8 is shown as �."""
    for number, line in enumerate(stream):
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


@dataclass(frozen=True)
class AgentLine:
    """One line as a message. `mistake` says what is wrong with it, if anything is: then it can't be read."""

    text: str
    context: tuple[ContextLine, ...] = ()
    mistake: ChattrainerError | None = None


def messages(stream: BinaryIO) -> Iterator[AgentLine]:
    """Every line as a message, blank ones included. A line in JSON is wrong if its context is no list of
    `{"from", "text"}`.
    """
    for number, line in enumerate(raw_lines(stream), start=1):
        given = _object(line)
        if given is None:
            yield AgentLine(line)
            continue
        try:
            yield AgentLine(given["text"], _context(given.get("context")))
        except (ValidationError, TypeError):
            yield AgentLine(given["text"], mistake=UsageError("read.wrong_context", line=number))


def _context(given: object) -> tuple[ContextLine, ...]:
    if given is None:
        return ()
    if not isinstance(given, list):
        raise TypeError(given)
    return tuple(ContextLine.model_validate(entry) for entry in given[-MOST_CONTEXT:])


def _object(line: str) -> dict[str, Any] | None:
    """The line's JSON object, if it is one with a text."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) and isinstance(given.get("text"), str) else None
