"""The messages: clean ones, and ones with a single marked error, `Votre commande [à|a] été expédiée.`

`tuning` is what rules and patterns were chosen on; `held_out`, written in another manner (short bubbles, other
trades, no full stop), is only counted.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"\[([^\[\]|]*)((?:\|[^\[\]|]*)+)\]")
PARTS = ("tuning", "held_out")


@dataclass(frozen=True)
class Wrong:
    """A message with one error at `text[start:end]`, that should read as one of `right`."""

    text: str
    start: int
    end: int
    right: tuple[str, ...]
    kind: str

    @property
    def corrected(self) -> tuple[str, ...]:
        """The message as it should read, in each way that is right."""
        return tuple(self.text[: self.start] + right + self.text[self.end :] for right in self.right)


def clean_messages(language: str, part: str) -> list[str]:
    """Messages without an error. `part`: tuning, held_out or all."""
    return [row["text"] for row in _rows(f"clean.{language}.jsonl", part)]


def wrong_messages(language: str, part: str) -> list[Wrong]:
    """Messages with an error. `part`: tuning, held_out or all."""
    return [_wrong(row["marked"], row["kind"]) for row in _rows(f"wrong.{language}.jsonl", part)]


def _rows(name: str, part: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if part in ("all", row["part"]):
            yield row


def _wrong(marked: str, kind: str) -> Wrong:
    match = _MARK.search(marked)
    assert match, f"no error is marked in: {marked}"
    text = marked[: match.start()] + match[1] + marked[match.end() :]
    right = tuple(match[2].removeprefix("|").split("|"))
    return Wrong(text, match.start(), match.start() + len(match[1]), right, kind)
