"""Texts as a few weighted places of many: a sentence holds some ten of a case's thousand words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A vector of unit length: its weights at `places`, and `rest`, the length of what has no place."""

    places: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float32]
    rest: float

    @classmethod
    def of(cls, weights: Mapping[int, float], rest: float) -> "Weighted":
        """These weights by place, in any scale."""
        found = np.array(list(weights.values()), dtype=np.float32)
        length = math.sqrt(float((found**2).sum()) + rest**2) or 1.0
        return cls(np.array(list(weights), dtype=np.intp), found / np.float32(length), rest / length)

    def products(self, table: Matrix) -> Matrix:
        """With each column of a table that has a row a place."""
        found: Matrix = self.weights @ table[self.places]
        return found

    def shares(self, table: Matrix) -> Matrix:
        """Of each column of a table of ones and zeros: the share of this vector, by squared weight, that it holds."""
        found: Matrix = self.weights**2 @ table[self.places]
        return found


def table_of(columns: Sequence[Weighted], places: int) -> Matrix:
    """A row a place, a column a vector."""
    table = np.zeros((places, len(columns)), dtype=np.float32)
    for number, column in enumerate(columns):
        table[column.places, number] = column.weights
    return table
