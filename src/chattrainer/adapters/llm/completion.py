"""What came back, and what it says: the words, and how many tokens they took."""

import json
from dataclasses import dataclass
from typing import Any

from chattrainer.adapters.llm.fault import EndpointFault

STREAM = "data:"
"""Begins what a server streams."""


@dataclass(frozen=True, slots=True)
class Completion:
    """An answer. `cached` of the prompt's tokens were known to the endpoint already."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0


def completion_of(body: bytes, asked: str) -> Completion:
    """The answer in a body that came with a good status. Raises EndpointFault for what is none.

    `asked` is the text of the prompt: where the endpoint counts no tokens, they are estimated.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EndpointFault("garbled", f"byte {error.start}") from None
    if text.lstrip()[:1] == "<":
        raise EndpointFault("html", _beginning(text))
    if text.startswith(STREAM):
        # Streamed although nobody asked for it, and all that came is a piece.
        raise EndpointFault("cut", _beginning(text))
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise EndpointFault("no_json" if text.strip() else "empty", _beginning(text)) from None
    if not isinstance(given, dict):
        raise EndpointFault("no_json", _beginning(text))
    if given.get("error"):
        raise EndpointFault("error_inside", said_in(given["error"]))
    return _completion(given, asked)


def _beginning(text: str) -> str:
    """So much of an answer as shows what it is."""
    return " ".join(text[:200].split())[:60]


def said_in(error: Any) -> str:
    """The message of an endpoint's error object."""
    if isinstance(error, dict):
        inner = error.get("error")
        return (
            said_in(inner)
            if isinstance(inner, dict)
            else str(error.get("message") or error.get("code") or "")
        )
    return str(error)


def estimated_tokens(text: str) -> int:
    """About so many tokens: French and English run at three to four characters a token."""
    return max(1, round(len(text) / 3.5))


def _completion(given: dict[str, Any], asked: str) -> Completion:
    try:
        choice = given["choices"][0]
        words = choice["message"]["content"]
    except (KeyError, IndexError, TypeError):
        raise EndpointFault("no_json", ", ".join(map(str, list(given)[:6]))) from None
    if isinstance(words, list):
        words = "".join(part.get("text", "") for part in words if isinstance(part, dict))
    if not isinstance(words, str) or not words.strip():
        raise EndpointFault("empty", str(choice.get("finish_reason", "")))
    if choice.get("finish_reason") == "length":
        raise EndpointFault("cut", "length")
    usage = given.get("usage")
    if not isinstance(usage, dict):
        usage = {}
    details = usage.get("prompt_tokens_details")
    return Completion(
        words,
        _count(usage.get("prompt_tokens")) or estimated_tokens(asked),
        _count(usage.get("completion_tokens")) or estimated_tokens(words),
        _count(details.get("cached_tokens")) if isinstance(details, dict) else 0,
    )


def _count(given: Any) -> int:
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else 0
