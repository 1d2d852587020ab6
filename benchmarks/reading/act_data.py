"""The labelled messages of the acts, taken apart and turned into numbers.

`data/acts.<language>.jsonl` and `messages*.<language>.jsonl`: one message a line. Each also counts as it comes in
haste: without accents, capitals and punctuation, in SMS spelling, with slips of the finger.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.reading.haste import plain_copy, slipped_copy, sms_copy
from benchmarks.reading.paths import DATA
from chattrainer.model.ids import ACTS
from chattrainer.model.reading import ContextLine
from chattrainer.reading.acts import inputs_of
from chattrainer.reading.analysis import taken_apart
from chattrainer.reading.features import hashed, scene_of
from chattrainer.reading.language import language, reading_languages
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.stretches import Places

LEARNED = ("acts", "messages", "messages_2", "messages_3", "messages_4")
FOLDS = 3
COPY_WEIGHT = 0.4
HASTY_STYLES = {"hasty", "sms", "typing", "terse"}
Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Message:
    """One labelled message. `group` keeps a message, its copies and its batch in one fold.

    `copy` names the way in which it was made hasty, if it was.
    """

    language: str
    group: int
    copy: str
    text: str
    acts: tuple[str, ...]
    style: str = ""
    context: tuple[ContextLine, ...] = ()
    real_share: bool = False


@dataclass(frozen=True)
class Table:
    """Rows are segments; `starts[m]` is the first row of message `m`.

    `labels[m]`: its acts, in the order of ACTS, and in the last place whether it has any.
    """

    messages: tuple[Message, ...]
    inputs: Matrix
    places: tuple[Places, ...]
    starts: npt.NDArray[np.intp]
    labels: Matrix
    weights: Matrix

    def rows_of(self, chosen: Sequence[int]) -> npt.NDArray[np.intp]:
        ends = np.append(self.starts[1:], len(self.inputs))
        return np.concatenate([np.arange(self.starts[m], ends[m]) for m in chosen])


def load_messages(names: Sequence[str] = LEARNED) -> tuple[Message, ...]:
    """All labelled messages of these files, each followed by its hasty copies where they differ."""
    messages = []
    for code in reading_languages():
        for name in names:
            for number, line in enumerate((DATA / f"{name}.{code}.jsonl").read_text("utf-8").splitlines()):
                row = json.loads(line)
                batch = row.get("group", str(number))
                original = Message(
                    code,
                    zlib.crc32(f"{name} {batch}".encode()),
                    "",
                    row["text"],
                    tuple(row["acts"]),
                    row.get("style", ""),
                    tuple(ContextLine.model_validate(line) for line in row.get("context", [])),
                    bool(row.get("real_share", False)),
                )
                messages += [original, *_copies(original)]
    return tuple(messages)


def _copies(original: Message) -> list[Message]:
    """Its plain copy and one more; a message that is hasty itself has none."""
    if original.style in HASTY_STYLES:
        return []
    text = original.text
    other = ("sms", "slips")[zlib.crc32(text.encode()) % 2]
    spoiled = sms_copy(text, original.language) if other == "sms" else slipped_copy(text)
    made = {"plain": plain_copy(text), other: spoiled}
    return [replace(original, copy=kind, text=copy) for kind, copy in made.items() if copy not in {text, ""}]


def fold_of(message: Message) -> int:
    return message.group % FOLDS


def table(messages: Sequence[Message], embedder: Embedder) -> Table:
    """Messages without a readable segment are left out."""
    kept: list[Message] = []
    inputs: list[Vector] = []
    places: list[Places] = []
    starts: list[int] = []
    for message in messages:
        known = language(message.language)
        _, rows, vectors = taken_apart(message.text, known, embedder)
        if not rows:
            continue
        kept.append(message)
        starts.append(len(inputs))
        scene = scene_of(message.context, known)
        inputs += [
            inputs_of(row, vector, known, scene) for row, vector in zip(rows, vectors.manner, strict=True)
        ]
        places += [hashed(row, known) for row in rows]
    labels = [[*(act in m.acts for act in ACTS), bool(m.acts)] for m in kept]
    return Table(
        tuple(kept),
        np.stack(inputs),
        tuple(places),
        np.array(starts),
        np.array(labels, dtype=np.float32),
        np.array([COPY_WEIGHT if m.copy else 1.0 for m in kept], dtype=np.float32),
    )
