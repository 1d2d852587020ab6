"""The child process: `python -m chattrainer.adapters.proofreader.child`. JSON lines in, JSON lines out.

In: `{"id": 1, "language": "fr", "texts": ["…"]}`; languages are loaded when they are first named, no texts:
only loaded. Out: `{"id": 1, "findings": [[{"start", "end", "rule", "category", "message", "suggestions"}]]}`
or `{"id": 1, "error": "…"}`. It ends when its input ends, so it never outlives its parent.
"""

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Protocol

from chattrainer.adapters.proofreader.cleaning import code_points


class Engine(Protocol):
    """The part of lingotweaker's engine that is used. Offsets are UTF-8 bytes."""

    def check(self, text: str) -> list[dict[str, Any]]: ...


def main() -> None:
    """Answers until the input ends."""
    # Whatever a library prints must not reach the answers.
    out = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    engines: dict[str, Engine] = {}
    for line in sys.stdin.buffer:
        try:
            print(json.dumps(answer(json.loads(line), engines)), file=out, flush=True)
        except BrokenPipeError:
            return


def answer(request: dict[str, Any], engines: dict[str, Engine]) -> dict[str, Any]:
    """The answer to one request."""
    try:
        language = request["language"]
        if language not in engines:
            engines[language] = _load(language)
        return {"id": request["id"], "findings": found(engines[language], request["texts"])}
    except Exception as error:  # the engine's errors have no common class; the parent reports them
        return {"id": request["id"], "error": f"{type(error).__name__}: {error}"}


def found(engine: Engine, texts: Sequence[str]) -> list[list[dict[str, Any]]]:
    """The findings in each text, offsets in code points."""
    return [[_finding(text, match) for match in engine.check(text)] for text in texts]


def _load(language: str) -> Engine:
    import lt_py

    # Named, not looked for: the engine would take a folder `data` of the current one for its own.
    data = import_module(f"lingotweaker_data_{language}").data_dir()
    engine: Engine = lt_py.Engine(language, data_dir=data)
    return engine


def _finding(text: str, match: dict[str, Any]) -> dict[str, Any]:
    start, end = code_points(text, match["offset"], match["length"])
    part = f"[{match['sub_id']}]" if match["sub_id"] else ""
    return {
        "start": start,
        "end": end,
        "rule": match["rule_id"] + part,
        "category": match["category_id"],
        "message": match["message"],
        "suggestions": match["suggestions"],
    }


if __name__ == "__main__":
    main()
