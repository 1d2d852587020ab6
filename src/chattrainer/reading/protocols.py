"""What the reader needs from outside."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


class Joined(NamedTuple):
    """Two vectors a text, of unit length: `meaning` is what it is about, and lies close to whatever asks or says the
    same in other words; `manner` also keeps how it is put, from which acts are told.
    """

    meaning: tuple[Vector, ...]
    manner: tuple[Vector, ...]


class Embedder(Protocol):
    """Turns texts into vectors of unit length; texts of one meaning lie close, whatever the language.

    The same call gives the same vectors, whatever was asked before.
    """

    @property
    def name(self) -> str:
        """Name and version: part of the reader's version."""
        ...

    def embed(self, text: str) -> Vector:
        """The text's meaning."""
        ...

    def embed_all(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        """Each text's meaning."""
        ...

    def embed_joined(self, pieces: Sequence[str], rows: Sequence[tuple[int, ...]]) -> Joined:
        """Two vectors a row; a row is made of the pieces at these places, in their order."""
        ...
