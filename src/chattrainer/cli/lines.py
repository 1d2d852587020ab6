"""Agent messages from a stream, one a line: plain text, or a JSON object with `text`."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pydantic import ValidationError

from chattrainer.model.errors import UsageError
from chattrainer.model.reading import ContextLine

MOST_CONTEXT = 50
"""Lines of context kept, the last ones."""


def raw_lines(stream: BinaryIO) -> Iterator[str]:
    """Lines end with LF or CR LF, with nothing else; what is no UTF-8 is shown as �."""
    for number, line in enumerate(stream):
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def messages(stream: BinaryIO) -> Iterator[tuple[str, tuple[ContextLine, ...]]]:
    """(text, context) of each line, blank ones included.

    Raises UsageError for a JSON line whose context is not a list of `{"from", "text"}`.
    """
    for number, line in enumerate(raw_lines(stream), start=1):
        given = _object(line)
        if given is None:
            yield line, ()
            continue
        try:
            lines = given.get("context") or []
            context = tuple(ContextLine.model_validate(entry) for entry in lines[-MOST_CONTEXT:])
        except (ValidationError, TypeError, KeyError) as error:
            raise UsageError("read.wrong_context", line=number) from error
        yield given["text"], context


def _object(line: str) -> dict[str, Any] | None:
    """The line's JSON object, if it is one with a text."""
    if not line.lstrip().startswith("{"):
        return None
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) and isinstance(given.get("text"), str) else None
