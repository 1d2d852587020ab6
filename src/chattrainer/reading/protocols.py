"""What the reader needs from outside."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors of unit length; texts of one meaning lie close, whatever the language.

    The same call gives the same vectors, whatever was asked before.
    """

    @property
    def name(self) -> str:
        """Name and version: part of the reader's version."""
        ...

    def embed(self, text: str) -> Vector: ...

    def embed_all(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """One vector a text."""
        ...

    def embed_joined(self, pieces: Sequence[str], rows: Sequence[tuple[int, ...]]) -> tuple[Vector, ...]:
        """One vector a row; a row is made of the pieces at these places, in their order."""
        ...
