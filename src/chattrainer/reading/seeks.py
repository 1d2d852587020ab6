"""Whether a segment seeks to learn something from the customer, however it is put: a small network.

The acts say how a thing is put (*it all hangs on your street number* informs); this says what it is for. Weights are
learned offline (`python -m benchmarks.reading.train seeks`) and shipped beside this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import numpy as np
import numpy.typing as npt

from chattrainer.reading.acts import VECTOR_SCALE, without_scene
from chattrainer.reading.protocols import Vector

Matrix = npt.NDArray[np.float32]

LARGEST = 30.0
"""A score beyond which the exponential would overflow."""
DIGITS, LEAST = 4, 0.0003
"""Probabilities are rounded, so that they are the same on every machine, and are never quite 0 or 1."""


@dataclass(frozen=True)
class SeeksModel:
    """`hidden` maps to hidden units, `out` from them and `direct` straight from the inputs to the score."""

    version: str
    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    direct: Matrix
    bias: Matrix

    def probabilities(self, inputs: Matrix, meanings: Sequence[Vector]) -> Vector:
        """One a segment; `inputs` are the acts' inputs, a row a segment."""
        scores = self.scores(seeks_inputs(inputs, meanings))
        probabilities = np.round(1 / (1 + np.exp(-np.clip(scores, -LARGEST, LARGEST))), DIGITS)
        kept: Vector = np.clip(probabilities, LEAST, 1 - LEAST).astype(np.float32)
        return kept

    def scores(self, rows: Matrix) -> Vector:
        """Above 0 for what rather seeks something; `rows` are `seeks_inputs`."""
        units = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
        scores: Vector = units @ self.out + rows @ self.direct + self.bias
        return scores


def seeks_inputs(inputs: Matrix, meanings: Sequence[Vector]) -> Matrix:
    """The acts' inputs without what went before, and the meaning: a row a segment."""
    meaning = np.stack(meanings) * np.float32(VECTOR_SCALE)
    return np.concatenate([without_scene(inputs), meaning], axis=1)


def load_seeks(file: Traversable) -> SeeksModel:
    """The network of a file."""
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        arrays = {name: data[name].astype(np.float32) for name in data.files if name != "version"}
        return SeeksModel(version=str(data["version"]), **arrays)


@cache
def seeks_model() -> SeeksModel:
    """The shipped network."""
    return load_seeks(resources.files("chattrainer.reading").joinpath("weights", "seeks.npz"))
