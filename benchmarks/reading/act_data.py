"""The labelled messages of the acts, taken apart and turned into numbers.

`data/acts.<language>.jsonl`: one message a line, `{"text", "acts"}`. Each message also counts once, at half
weight, as it comes from a phone: without accents, capitals and punctuation.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.reading.paths import DATA
from chattrainer.model.ids import ACTS
from chattrainer.reading.acts import inputs_of
from chattrainer.reading.analysis import for_vector, whole_message
from chattrainer.reading.clauses import segments
from chattrainer.reading.features import hashed
from chattrainer.reading.language import language, reading_languages
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.text import fold

FOLDS = 5
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Message:
    """One labelled message. `group` keeps a message and its plain copy in one fold."""

    language: str
    group: int
    copy: bool
    text: str
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows are segments; `starts[m]` is the first row of message `m`, whose acts are `labels[m]`."""

    messages: tuple[Message, ...]
    inputs: Matrix
    places: tuple[tuple[int, ...], ...]
    starts: npt.NDArray[np.intp]
    labels: Matrix
    weights: Matrix

    def rows_of(self, chosen: Sequence[int]) -> npt.NDArray[np.intp]:
        ends = np.append(self.starts[1:], len(self.inputs))
        return np.concatenate([np.arange(self.starts[m], ends[m]) for m in chosen])


def plain_copy(text: str) -> str:
    """The text as typed in haste: no accents, capitals or punctuation."""
    return " ".join(re.sub(r"[.,;!?…'\-]", " ", fold(text)).split())


def load_messages() -> tuple[Message, ...]:
    """All labelled messages, each followed by its plain copy where it differs."""
    messages = []
    for code in reading_languages():
        lines = (DATA / f"acts.{code}.jsonl").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines):
            row = json.loads(line)
            acts = tuple(row["acts"])
            messages.append(Message(code, number, False, row["text"], acts))
            plain = plain_copy(row["text"])
            if plain and plain != row["text"]:
                messages.append(Message(code, number, True, plain, acts))
    return tuple(messages)


def fold_of(message: Message) -> int:
    return (message.group * 7 + 3) % FOLDS


def table(messages: Sequence[Message], embedder: Embedder) -> Table:
    """Messages without a readable segment are left out."""
    kept: list[Message] = []
    inputs: list[Vector] = []
    places: list[tuple[int, ...]] = []
    starts: list[int] = []
    for message in messages:
        known = language(message.language)
        rows = list(segments(message.text, known))
        if not rows:
            continue
        if len({s.sentence for s in rows}) > 1:
            rows.append(whole_message(message.text, tuple(rows)))
        kept.append(message)
        starts.append(len(inputs))
        for row in rows:
            inputs.append(inputs_of(row, embedder.embed(for_vector(row.text, known)), known))
            places.append(hashed(row, known))
    labels = [[act in m.acts for act in ACTS] for m in kept]
    return Table(
        tuple(kept),
        np.stack(inputs),
        tuple(places),
        np.array(starts),
        np.array(labels, dtype=np.float32),
        np.array([0.5 if m.copy else 1.0 for m in kept], dtype=np.float32),
    )
