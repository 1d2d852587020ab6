"""The encoder of training and measuring: it may keep its vectors in a file, so that a second run need not wait.

`READING_VECTORS=/some/file python -m benchmarks.reading.train`: the same vectors, the same bytes, sooner.
"""

import os
import pickle
import sys
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from chattrainer.adapters.encoder import SentenceEncoder
from chattrainer.reading.protocols import Joined, Vector

Stack = npt.NDArray[np.float32]
Group = tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]


class KeepingEncoder(SentenceEncoder):
    """Keeps every vector that it has made, and writes them to its file by `save`."""

    def __init__(self, file: Path | None, weights: Path | None) -> None:
        super().__init__(kept=1_000_000, weights=weights)
        self._file = file
        self._made: dict[Group, tuple[Stack, Stack]] = {}
        if file is not None and file.exists():
            with file.open("rb") as stream:
                self._made = pickle.load(stream)
        self._known = len(self._made)

    def _encode(self, pieces: tuple[str, ...], rows: tuple[tuple[int, ...], ...]) -> Joined:
        if (pieces, rows) not in self._made:
            found = super()._encode(pieces, rows)
            self._made[pieces, rows] = (_stacked(found.meaning), _stacked(found.manner))
        meaning, manner = self._made[pieces, rows]
        return Joined(tuple(meaning), tuple(manner))

    def _meanings(self, texts: tuple[str, ...]) -> tuple[Vector, ...]:
        return self._encode(texts, tuple((place,) for place in range(len(texts)))).meaning

    def save(self) -> None:
        if self._file is not None and len(self._made) > self._known:
            partial = self._file.with_suffix(".part")
            with partial.open("wb") as stream:
                pickle.dump(self._made, stream, protocol=pickle.HIGHEST_PROTOCOL)
            partial.replace(self._file)
            self._known = len(self._made)


def _stacked(vectors: tuple[Vector, ...]) -> Stack:
    return np.stack(vectors) if vectors else np.zeros((0, 512), np.float32)


@cache
def training_encoder(fold: int | None = None) -> KeepingEncoder:
    """The shipped encoder, or that of a fold of its tuning."""
    from benchmarks.reading.tuning import weights_of

    file = os.environ.get("READING_VECTORS")
    if fold is not None and not weights_of(fold).exists():
        sys.exit(
            "Run `python -m benchmarks.reading.train encoder` first (pip install 'chattrainer[training]')."
        )
    kept = Path(file if fold is None else f"{file}.{fold}") if file else None
    return KeepingEncoder(kept, None if fold is None else weights_of(fold))
