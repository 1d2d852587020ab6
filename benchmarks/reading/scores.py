"""Figures of recognition: precision, recall, F1, and the thresholds that give the best F1."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
_CANDIDATES = np.round(np.arange(0.05, 0.95, 0.01), 2)


def f1(truth: Matrix, said: Matrix) -> Matrix:
    """F1 of each column."""
    hits = (truth * said).sum(axis=0)
    result: Matrix = 2 * hits / np.maximum(truth.sum(axis=0) + said.sum(axis=0), 1e-9)
    return result


def micro_f1(truth: Matrix, said: Matrix) -> float:
    return float(2 * (truth * said).sum() / max(truth.sum() + said.sum(), 1e-9))


def best_thresholds(truth: Matrix, scores: Matrix) -> Matrix:
    """For each column the threshold of the best F1, smoothed over its neighbours: peaks of luck don't count."""
    thresholds = np.zeros(truth.shape[1], dtype=np.float32)
    for column in range(truth.shape[1]):
        one = truth[:, column : column + 1]
        values = [f1(one, (scores[:, column : column + 1] > c).astype(np.float32))[0] for c in _CANDIDATES]
        smooth = np.convolve(values, np.ones(9) / 9, "same")
        thresholds[column] = _CANDIDATES[4 + int(np.argmax(smooth[4:-4]))]
    return thresholds
