"""What the reader needs from outside."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turns one text into a vector of unit length; texts of one meaning lie close, whatever the language."""

    @property
    def name(self) -> str:
        """Name and version: part of the reader's version."""
        ...

    def embed(self, text: str) -> Vector: ...
