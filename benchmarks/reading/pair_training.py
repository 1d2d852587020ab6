"""Training of the pairs' networks and of their thresholds."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.reading.adam import Adam, kept
from benchmarks.reading.case_data import CaseData, load_cases
from benchmarks.reading.case_figures import Heard, best_levels, hear, show
from benchmarks.reading.pair_data import Lesson, lessons
from benchmarks.reading.practice import practice_cases
from benchmarks.reading.seeks_training import seeks_without
from benchmarks.reading.tuning import FOLDS, folds
from benchmarks.reading.vectors import training_encoder
from chattrainer.reading.acts import act_model
from chattrainer.reading.analysis import Networks
from chattrainer.reading.pairs import LEVELS, PairModel, PairModels, pair_models

Matrix = npt.NDArray[np.float32]

PAIRS_VERSION = "8"
FAMILIES = {"asks": ("ask",), "statements": ("tell", "offer", "forbidden")}
HIDDEN = 24
COMMITTEE = 4
STEPS = 1500
RATE = 5e-3
DECAY = 0.03
DROPPED = 0.2
SOURCE_WEIGHT = {
    "example": 0.5,
    "robot": 2.0,
    "paraphrase": 2.0,
    "stranger": 1.2,
    "neighbour": 1.2,
    "practice": 1.0,
    "near": 1.0,
    "talk": 2.0,
    "nothing": 2.0,
    "elsewhere": 2.0,
    "beside": 1.5,
    "hasty": 1.0,
    "list": 1.0,
}
LETTING_THROUGH = dict.fromkeys(LEVELS, 0.02) | {"ask_unsure": 0.02, "tell_right": 0.1}
Lessons = dict[str, list[Lesson]]


def train_network(chosen: Sequence[Lesson], seed: int = 0) -> PairModel:
    rows = np.concatenate([lesson.rows for lesson in chosen])
    right = np.concatenate([lesson.right for lesson in chosen])
    weight = np.concatenate(
        [np.full(len(lesson.right), SOURCE_WEIGHT[lesson.text.source], np.float32) for lesson in chosen]
    )
    keep = right >= 0
    rows, right, weight = rows[keep], right[keep], weight[keep]
    chance = np.random.default_rng(seed)
    start = {
        "hidden": chance.normal(0, rows.shape[1] ** -0.5, (rows.shape[1], HIDDEN)),
        "hidden_bias": np.zeros(HIDDEN),
        "out": chance.normal(0, HIDDEN**-0.5, HIDDEN),
        "bias": np.full(1, -2.0),
    }
    weights = {name: value.astype(np.float32) for name, value in start.items()}
    adam = Adam(weights, {}, DECAY)
    for step in range(1, STEPS + 1):
        batch = chance.integers(0, len(rows), 2048)
        gradients = _gradients(rows[batch], right[batch], weight[batch], weights, chance)
        adam.step(gradients, RATE * 0.5 * (1 + np.cos(np.pi * step / STEPS)))
    return PairModel(**weights)


def train_twice(chosen: Sequence[Lesson]) -> PairModel:
    """A first network finds which part of a message means what; a committee learns from that."""
    first = train_network(chosen)
    settled = [lesson.relabelled(first.probabilities(lesson.rows)) for lesson in chosen]
    members = [train_network(settled, seed) for seed in range(COMMITTEE)]
    # Side by side in one network: the mean of their scores.
    return PairModel(
        hidden=np.concatenate([m.hidden for m in members], axis=1),
        hidden_bias=np.concatenate([m.hidden_bias for m in members]),
        out=(np.concatenate([m.out for m in members]) / COMMITTEE).astype(np.float32),
        bias=np.mean([m.bias for m in members], axis=0).astype(np.float32),
    )


def _gradients(
    rows: Matrix, right: Matrix, weight: Matrix, weights: dict[str, Matrix], chance: np.random.Generator
) -> dict[str, Matrix]:
    sums = rows @ weights["hidden"] + weights["hidden_bias"]
    mask = kept(chance, sums.shape, DROPPED)
    units = np.maximum(sums, 0) * mask
    scores = units @ weights["out"] + weights["bias"]
    error = ((1 / (1 + np.exp(-scores)) - right) * weight / len(rows)).astype(np.float32)
    back = error[:, None] * weights["out"][None, :] * mask * (sums > 0)
    return {
        "hidden": rows.T @ back,
        "hidden_bias": back.sum(axis=0),
        "out": units.T @ error,
        "bias": error.sum(keepdims=True),
    }


def train_models(learned: Lessons, without: str = "") -> PairModels:
    """Both families' networks, of all companies but one; with levels that let everything through."""
    parts = {f: train_twice([x for x in learned[f] if x.company != without]) for f in FAMILIES}
    return PairModels(PAIRS_VERSION, parts["asks"], parts["statements"], LETTING_THROUGH)


def all_lessons(cases: Sequence[CaseData]) -> Lessons:
    every = (*cases, *practice_cases())
    return {
        family: [x for case in every for x in lessons(case, kinds, cases)]
        for family, kinds in FAMILIES.items()
    }


def heard_by_strangers(cases: Sequence[CaseData], learned: Lessons) -> list[Heard]:
    """Every text as heard by networks that have learned nothing from any case of its company."""
    companies = sorted({case.company for case in cases})
    found: list[Heard] = []
    for company in companies:
        own = [case for case in cases if case.company == company]
        fold = folds()[own[0].scenario]
        networks = Networks(act_model(), seeks_without(fold))
        found += hear(own, train_models(learned, company), training_encoder(fold), networks)
    return found


def train_pairs(folder: Path, keep_levels: bool = False, errors: bool = False) -> None:
    """Writes `pairs.npz`. Prints what the networks do on the cases of companies that they have not seen.

    With `keep_levels` only the networks are new: the levels stay those of the weights that are there.
    """
    cases = load_cases()
    learned = all_lessons(cases)
    for fold in range(FOLDS):
        training_encoder(fold).save()
    if keep_levels:
        levels = pair_models().levels
    else:
        heard = heard_by_strangers(cases, learned)
        show(heard, errors)
        levels = best_levels(heard)
        print("levels:", levels, flush=True)
    models = train_models(learned)
    arrays: dict[str, npt.NDArray[np.generic]] = {"version": np.array(PAIRS_VERSION)}
    for family in FAMILIES:
        for name in ("hidden", "hidden_bias", "out", "bias"):
            arrays[f"{family}_{name}"] = getattr(getattr(models, family), name)
    arrays["levels"] = np.array([levels[name] for name in LEVELS], dtype=np.float64)
    np.savez_compressed(folder / "pairs.npz", allow_pickle=False, **arrays)
