"""The messages: clean ones, and ones with a single marked error, `Votre commande [à|a] été expédiée.`"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


@dataclass(frozen=True)
class Wrong:
    """A message with one error at `text[start:end]`, that should read `right`."""

    text: str
    start: int
    end: int
    right: str
    kind: str

    @property
    def corrected(self) -> str:
        return self.text[: self.start] + self.right + self.text[self.end :]


def clean_messages(language: str, part: str) -> list[str]:
    """Messages without an error. `part`: tuning, held_out or all."""
    return [row["text"] for row in _rows(f"clean.{language}.jsonl", part)]


def wrong_messages(language: str, part: str) -> list[Wrong]:
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
    return Wrong(text, match.start(), match.start() + len(match[1]), match[2], kind)
