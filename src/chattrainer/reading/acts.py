"""Which dialogue acts a segment is: a small network over its vector and its features.

Weights are learned offline (`python -m benchmarks.reading.train`) and shipped beside this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from chattrainer.reading.clauses import Segment
from chattrainer.reading.features import NO_SCENE, SCENE, Scene, dense, hashed
from chattrainer.reading.language import Language, reading_languages
from chattrainer.reading.protocols import Vector
from chattrainer.reading.stretches import HASHED
from chattrainer.reading.strips import Strips

Matrix = npt.NDArray[np.float32]

VECTOR_SCALE = 4.0
HASHED_SCALE = 3.0


@dataclass(frozen=True)
class ActModel:
    """`hidden`, `direct` and `words` map to hidden units, from features straight to acts, and from hashed places.

    `thresholds` are one an act, chosen by grouped cross-validation.
    """

    version: str
    hidden: Strips
    hidden_bias: Matrix
    out: Matrix
    direct: Matrix
    words: Matrix
    bias: Matrix
    thresholds: Matrix

    def probabilities(self, segments: Sequence[Segment], inputs: Matrix, language: Language) -> Matrix:
        """One row a segment, one column an act, and a last one for any act at all. `inputs`: a row a segment."""
        units = np.maximum(self.hidden.times(inputs) + self.hidden_bias, 0)
        scores = units @ self.out + inputs @ self.direct + self.bias
        for row, segment in enumerate(segments):
            places = hashed(segment, language)
            if len(places):
                scores[row] += self.words[places].sum(axis=0) * (HASHED_SCALE / len(places) ** 0.5)
        probabilities: Matrix = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
        return probabilities


def inputs_of(segment: Segment, vector: Vector, language: Language, scene: Scene = NO_SCENE) -> Vector:
    """The dense inputs: the vector, the features, and which language it is."""
    known = np.array([language.code == code for code in reading_languages()], dtype=np.float32)
    return np.concatenate([vector * VECTOR_SCALE, dense(segment, language, scene), known]).astype(np.float32)


def without_scene(inputs: Matrix) -> Matrix:
    """The same inputs as if nothing went before."""
    end = inputs.shape[1] - len(reading_languages())
    plain = inputs.copy()
    plain[:, end - len(SCENE) : end] = 0
    return plain


@cache
def act_model() -> ActModel:
    """The shipped model."""
    file = resources.files("chattrainer.reading").joinpath("weights", "acts.npz")
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        arrays = {name: data[name].astype(np.float32) for name in data.files if name != "version"}
        hidden = Strips(arrays.pop("hidden"))
        model = ActModel(version=str(data["version"]), hidden=hidden, **arrays)
    assert len(model.words) == HASHED, "weights of another feature set"
    return model
