"""Training of the network that tells what seeks to learn something: the shipped one, and one without each fold.

The pairs' networks learn each case from the answers of a network that has not seen it.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.reading.adam import Adam, kept
from benchmarks.reading.paths import DATA
from benchmarks.reading.seeks_data import WEIGHT, Samples, all_samples, table_of
from benchmarks.reading.tuning import FOLDS
from benchmarks.reading.vectors import training_encoder
from chattrainer.reading.seeks import SeeksModel, load_seeks

Matrix = npt.NDArray[np.float32]
Weights = dict[str, Matrix]

SEEKS_VERSION = "2"
HIDDEN = 48
STEPS = 2500
BATCH = 384
RATE = 2e-3
DROPPED_INPUTS, DROPPED_UNITS = 0.1, 0.2
DECAY = 0.02
NOT_DECAYING = {"hidden_bias": 0.0, "bias": 0.0}


def train_seeks(shipped: Path) -> None:
    """Writes the networks of all folds and the shipped one."""
    samples = table_of(all_samples())
    for fold in range(FOLDS):
        training_encoder(fold).save()
        others = [place for place, sample in enumerate(samples.samples) if sample.fold != fold]
        weights = trained(samples, np.array(others))
        _tell(fold, samples, weights)
        _write(seeks_file(fold), weights)
    _write(shipped, trained(samples, np.arange(len(samples.samples))))


def seeks_file(fold: int) -> Path:
    """Where a fold's network is kept: beside the data, not in the repository."""
    return DATA.parent / "build" / f"seeks-{fold}.npz"


@cache
def seeks_without(fold: int) -> SeeksModel:
    """The network that has learned nothing from a fold."""
    return load_seeks(seeks_file(fold))


def trained(samples: Samples, chosen: npt.NDArray[np.intp], seed: int = 0) -> Weights:
    """A text seeks something if one of its segments does: the likeliest learns."""
    chance = np.random.default_rng(seed)
    width = samples.rows.shape[1]
    sizes = np.diff(np.append(samples.starts, len(samples.rows)))
    seeks = np.array([sample.seeks for sample in samples.samples], dtype=np.float32)
    worth = np.array([WEIGHT[sample.source] for sample in samples.samples], dtype=np.float32)
    first = {
        "hidden": chance.normal(0, width**-0.5, (width, HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "out": chance.normal(0, HIDDEN**-0.5, HIDDEN),
        "direct": np.zeros(width),
        "bias": np.zeros(1),
    }
    weights = {name: value.astype(np.float32) for name, value in first.items()}
    adam = Adam(weights, NOT_DECAYING, DECAY)
    for step in range(1, STEPS + 1):
        batch = chosen[chance.integers(0, len(chosen), BATCH)]
        places = np.concatenate([np.arange(samples.starts[i], samples.starts[i] + sizes[i]) for i in batch])
        gradients = _gradients(
            samples.rows[places], sizes[batch], seeks[batch], worth[batch], weights, chance
        )
        adam.step(gradients, RATE * 0.5 * (1 + np.cos(np.pi * step / STEPS)))
    return weights


def _gradients(
    rows: Matrix,
    sizes: npt.NDArray[np.intp],
    seeks: Matrix,
    worth: Matrix,
    weights: Weights,
    chance: np.random.Generator,
) -> Weights:
    rows = rows * kept(chance, rows.shape, DROPPED_INPUTS)
    sums = rows @ weights["hidden"] + weights["hidden_bias"]
    mask = kept(chance, sums.shape, DROPPED_UNITS)
    units = np.maximum(sums, 0) * mask
    scores = units @ weights["out"] + rows @ weights["direct"] + weights["bias"]
    best = np.maximum.reduceat(scores, np.cumsum(sizes) - sizes)
    error = (1 / (1 + np.exp(-best)) - seeks) * worth / len(sizes)
    slope = (np.repeat(error, sizes) * (scores == np.repeat(best, sizes))).astype(np.float32)
    back = slope[:, None] * weights["out"] * mask * (sums > 0)
    return {
        "hidden": rows.T @ back,
        "hidden_bias": back.sum(axis=0),
        "out": units.T @ slope,
        "direct": rows.T @ slope,
        "bias": slope.sum(keepdims=True),
    }


def _tell(fold: int, samples: Samples, weights: Weights) -> None:
    """How many of the questions that it has not seen, hasty ones too, are told from 97 % of what asks nothing."""
    own = [i for i, s in enumerate(samples.samples) if s.fold == fold and s.source not in {"message", "talk"}]
    scores = SeeksModel(SEEKS_VERSION, **weights).scores(samples.rows)
    best = np.maximum.reduceat(scores, samples.starts)[own]
    seeks = np.array([samples.samples[i].seeks for i in own])
    level = np.quantile(best[~seeks], 0.97)
    print(f"seeks, fold {fold}: {100 * (best[seeks] > level).mean():.1f} % of {seeks.sum()} told", flush=True)


def _write(file: Path, weights: Weights) -> None:
    halves = {name: value.astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(file, allow_pickle=False, version=np.array(SEEKS_VERSION), **halves)
