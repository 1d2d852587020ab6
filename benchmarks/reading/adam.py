"""What the trainings share: Adam with decoupled decay (Kingma & Ba 2015; Loshchilov & Hutter 2019), and dropout."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]


class Adam:
    """Changes the weights in place; `decay` by name, `usual_decay` for the others."""

    def __init__(self, weights: Mapping[str, Matrix], decay: Mapping[str, float], usual_decay: float) -> None:
        self._weights = weights
        self._decay, self._usual_decay = decay, usual_decay
        self._mean = {name: np.zeros_like(value) for name, value in weights.items()}
        self._square = {name: np.zeros_like(value) for name, value in weights.items()}
        self._steps = 0

    def step(self, gradients: Mapping[str, Matrix], rate: float) -> None:
        self._steps += 1
        for name, value in self._weights.items():
            gradient = gradients[name]
            self._mean[name] = 0.9 * self._mean[name] + 0.1 * gradient
            self._square[name] = 0.99 * self._square[name] + 0.01 * gradient**2
            mean = self._mean[name] / (1 - 0.9**self._steps)
            root = np.sqrt(self._square[name] / (1 - 0.99**self._steps)) + 1e-8
            decay = self._decay.get(name, self._usual_decay)
            value -= (rate * (mean / root + decay * value)).astype(np.float32)


def kept(chance: np.random.Generator, shape: tuple[int, ...], dropped: float) -> Matrix:
    """A mask that drops this share and makes up for it in the rest."""
    return ((chance.random(shape, dtype=np.float32) > dropped) / (1 - dropped)).astype(np.float32)
