"""The encoder of training and measuring: it may keep its vectors in a file, so that a second run need not wait.

`READING_VECTORS=/some/file python -m benchmarks.reading.train`: the same vectors, the same bytes, sooner.
"""

import os
import pickle
from functools import cache
from pathlib import Path

import numpy as np

from chattrainer.adapters.encoder import SentenceEncoder
from chattrainer.reading.protocols import Vector

Group = tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]


class KeepingEncoder(SentenceEncoder):
    """Keeps every vector that it has made, and writes them to its file by `save`."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(kept=1_000_000)
        self._file = file
        self._made: dict[Group, Vector] = {}
        if file is not None and file.exists():
            with file.open("rb") as stream:
                self._made = pickle.load(stream)
        self._known = len(self._made)

    def _encode(self, pieces: tuple[str, ...], rows: tuple[tuple[int, ...], ...]) -> tuple[Vector, ...]:
        if (pieces, rows) not in self._made:
            vectors = super()._encode(pieces, rows)
            self._made[pieces, rows] = np.stack(vectors) if vectors else np.zeros((0, 512), np.float32)
        return tuple(self._made[pieces, rows])

    def save(self) -> None:
        if self._file is not None and len(self._made) > self._known:
            partial = self._file.with_suffix(".part")
            with partial.open("wb") as stream:
                pickle.dump(self._made, stream, protocol=pickle.HIGHEST_PROTOCOL)
            partial.replace(self._file)
            self._known = len(self._made)


@cache
def training_encoder() -> KeepingEncoder:
    file = os.environ.get("READING_VECTORS")
    return KeepingEncoder(Path(file) if file else None)
