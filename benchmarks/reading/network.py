"""Training of the acts' network, in numpy. A message has an act if one of its segments has (the likeliest learns)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import Table
from benchmarks.reading.adam import Adam, kept
from chattrainer.reading.acts import HASHED_SCALE
from chattrainer.reading.stretches import HASHED

Matrix = npt.NDArray[np.float32]
Weights = dict[str, Matrix]

HIDDEN = 256
COMMITTEE = 3
EPOCHS = 25
BATCH = 512
RATE = 2e-3
DROPPED_INPUTS = 0.15
DROPPED_UNITS = 0.3
DECAY = {"words": 0.03, "bias": 0.0}
USUAL_DECAY = 0.01


def train(data: Table, chosen: Sequence[int], seed: int = 0) -> Weights:
    """Weights learned from the chosen messages. The same data and seed give the same weights."""
    chance = np.random.default_rng(seed)
    weights = _first_weights(data, chance)
    adam = Adam(weights, DECAY, USUAL_DECAY)
    order = np.array(chosen)
    batches = -(-len(order) // BATCH)
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        for number in range(batches):
            done = (epoch * batches + number) / (EPOCHS * batches)
            batch = np.sort(order[number * BATCH : (number + 1) * BATCH])
            adam.step(_gradients(data, batch, weights, chance), RATE * 0.5 * (1 + np.cos(np.pi * done)))
    return weights


def train_committee(data: Table, chosen: Sequence[int]) -> Weights:
    """COMMITTEE networks side by side in one: the mean of their scores."""
    members = [train(data, chosen, seed) for seed in range(COMMITTEE)]
    side_by_side = {
        name: np.concatenate([m[name] for m in members], axis=-1) for name in ("hidden", "hidden_bias")
    }
    out = np.concatenate([m["out"] for m in members]) / COMMITTEE
    means = {name: np.mean([m[name] for m in members], axis=0) for name in ("direct", "words", "bias")}
    return {name: value.astype(np.float32) for name, value in (side_by_side | {"out": out} | means).items()}


def message_scores(data: Table, chosen: Sequence[int], weights: Weights) -> Matrix:
    """Probabilities, one row a chosen message."""
    rows = data.rows_of(chosen)
    inputs = data.inputs[rows]
    units = np.maximum(inputs @ weights["hidden"] + weights["hidden_bias"], 0)
    scores = units @ weights["out"] + inputs @ weights["direct"] + weights["bias"]
    scores += _hashed_matrix(data, rows) @ weights["words"]
    best = np.maximum.reduceat(scores, _starts(data, chosen), axis=0)
    return np.asarray(1 / (1 + np.exp(-best)), dtype=np.float32)


def _first_weights(data: Table, chance: np.random.Generator) -> Weights:
    size, acts = data.inputs.shape[1], data.labels.shape[1]
    start = {
        "hidden": chance.normal(0, size**-0.5, (size, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "out": chance.normal(0, HIDDEN**-0.5, (HIDDEN, acts)),
        "direct": np.zeros((size, acts)),
        "words": np.zeros((HASHED, acts)),
        "bias": np.full(acts, -3.0),
    }
    return {name: value.astype(np.float32) for name, value in start.items()}


def _starts(data: Table, chosen: Sequence[int] | npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    ends = np.append(data.starts[1:], len(data.inputs))
    sizes = [ends[m] - data.starts[m] for m in chosen]
    return np.cumsum([0, *sizes[:-1]])


def _hashed_matrix(data: Table, rows: npt.NDArray[np.intp]) -> Matrix:
    matrix = np.zeros((len(rows), HASHED), dtype=np.float32)
    sizes = np.array([len(data.places[row]) for row in rows])
    columns = np.array([place for row in rows for place in data.places[row]], dtype=np.intp)
    values = np.repeat(HASHED_SCALE / np.sqrt(np.maximum(sizes, 1)), sizes)
    matrix[np.repeat(np.arange(len(rows)), sizes), columns] = values
    return matrix


def _gradients(
    data: Table, batch: npt.NDArray[np.intp], weights: Weights, chance: np.random.Generator
) -> Weights:
    rows = data.rows_of(batch.tolist())
    inputs = data.inputs[rows] * kept(chance, (len(rows), data.inputs.shape[1]), DROPPED_INPUTS)
    words = _hashed_matrix(data, rows)
    sums = inputs @ weights["hidden"] + weights["hidden_bias"]
    mask = kept(chance, sums.shape, DROPPED_UNITS)
    units = np.maximum(sums, 0) * mask
    scores = units @ weights["out"] + inputs @ weights["direct"] + words @ weights["words"] + weights["bias"]
    starts = _starts(data, batch)
    sizes = np.diff(np.append(starts, len(rows)))
    best = np.maximum.reduceat(scores, starts, axis=0)
    error = (1 / (1 + np.exp(-best)) - data.labels[batch]) * data.weights[batch][:, None] / len(batch)
    # Only the segment that speaks for the message learns from it.
    slope = np.repeat(error, sizes, axis=0) * (scores == np.repeat(best, sizes, axis=0))
    slope = slope.astype(np.float32)
    back = (slope @ weights["out"].T) * mask * (sums > 0)
    return {
        "hidden": inputs.T @ back,
        "hidden_bias": back.sum(axis=0),
        "out": units.T @ slope,
        "direct": inputs.T @ slope,
        "words": words.T @ slope,
        "bias": slope.sum(axis=0),
    }
