"""Tunes the sentence encoder: wordings of one meaning draw near each other, those of others of the case move away.

`python -m benchmarks.reading.train encoder` (needs `pip install 'chattrainer[training]'`). It makes four: the
shipped one of all data, and one each without a third of the companies and made-up cases. The pairs' networks learn
from vectors of encoders that have not seen the case, since they will meet cases that the encoder has not seen.

The loss is supervised contrastive learning (Khosla et al. 2020) within a case; the manner is held where it was.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.reading.case_data import CaseData, load_cases
from benchmarks.reading.paths import DATA
from benchmarks.reading.practice import practice_cases
from benchmarks.reading.tuning_data import Material, material, tokens_of
from chattrainer.adapters.sentence_vectors import SentenceVectors, raw_model, raw_weights

FOLDS = 3
STEPS, RATE, LAST_RATE = 160, 2e-4, 0.05
BATCH, STRANGERS, MEANINGS, WORDINGS, LONE = 256, 24, 12, 4, 6
"""Stretches a step, those of other trades among them; meanings a case, wordings of each, stretches that mean none."""
TEMPERATURE = 0.07
HELD = 5.0
"""Weight of the manner's staying where it was."""
DROPPED_TOKENS = 0.06
FAR = 0.5
"""Stretches of different cases speak against each other when the encoder as it comes holds them for this unlike."""
PRACTICE_WEIGHT = 3.0
RANK = 64
Matrix = npt.NDArray[np.float32]


@cache
def folds() -> dict[str, int]:
    """Scenario: the fold that leaves it out. A company's cases are left out together; made-up cases in turn."""
    cases = load_cases()
    companies = sorted({case.company for case in cases})
    found = {case.scenario: companies.index(case.company) % FOLDS for case in cases}
    return found | {case.scenario: place % FOLDS for place, case in enumerate(practice_cases())}


def weights_of(fold: int) -> Path:
    """Where the weights of a fold are kept: beside the data, not in the repository. `tune_all` makes them."""
    return DATA.parent / "build" / f"encoder-{fold}.npz"


def tune_all(shipped: Path) -> None:
    """Writes the weights of all folds and the shipped ones."""
    cases = (*load_cases(), *practice_cases())
    weights_of(0).parent.mkdir(exist_ok=True)
    for fold in range(FOLDS):
        _write(weights_of(fold), tuned([case for case in cases if folds()[case.scenario] != fold]))
    _write(shipped, tuned(cases))


def _write(file: Path, weights: dict[str, Matrix]) -> None:
    """What tuning changed; of large matrices the RANK directions in which it changed most."""
    arrays: dict[str, npt.NDArray[np.generic]] = {}
    for name, own in raw_weights(raw_model()).items():
        change = weights[name] - own
        if change.ndim == 2:
            left, sizes, right = np.linalg.svd(change, full_matrices=False)
            arrays[f"{name}_a"] = (left[:, :RANK] * np.sqrt(sizes[:RANK])).astype(np.float16)
            arrays[f"{name}_b"] = (np.sqrt(sizes[:RANK])[:, None] * right[:RANK]).astype(np.float16)
        else:
            arrays[name] = change.astype(np.float16)
    np.savez_compressed(file, allow_pickle=False, **arrays)


def tuned(cases: Sequence[CaseData]) -> dict[str, Matrix]:
    """The encoder's weights after learning from these cases. Prints the loss as it goes."""
    import jax
    import jax.numpy as jnp
    import optax

    from benchmarks.reading.tuning_model import first_weights, own_upper, vectors

    eps = raw_model().eps
    upper = own_upper()
    lessons = _Lessons(material(cases))

    def loss(weights: Any, batch: dict[str, Any]) -> Any:
        meanings, manners = vectors(weights, upper, batch["tokens"], batch["there"], eps)
        likeness = meanings @ meanings.T / TEMPERATURE
        against = jax.nn.logsumexp(jnp.where(batch["counts"], likeness, -1e9), axis=1, keepdims=True)
        friends = batch["same"].sum(1)
        lost = -((likeness - against) * batch["same"]).sum(1) / jnp.maximum(friends, 1)
        held = (1 - (manners * batch["manners"]).sum(-1)).mean()
        return (lost * (friends > 0)).sum() / (friends > 0).sum() + HELD * held

    rate = optax.cosine_decay_schedule(RATE, STEPS, LAST_RATE)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate))

    def step(weights: Any, state: Any, batch: dict[str, Any]) -> Any:
        lost, slopes = jax.value_and_grad(loss)(weights, batch)
        moves, state = optimizer.update(slopes, state)
        return optax.apply_updates(weights, moves), state, lost

    taken = jax.jit(step)
    weights = first_weights()
    state = optimizer.init(weights)
    for number in range(1, STEPS + 1):
        weights, state, lost = taken(weights, state, lessons.batch())
        if number % 40 == 0:
            print(
                f"encoder, {len(cases)} cases, step {number} of {STEPS}: loss {float(lost):.2f}", flush=True
            )
    return {name: np.asarray(value) for name, value in weights.items()}


class _Lessons:
    """Draws batches: always the same ones for the same material."""

    def __init__(self, learned: Material) -> None:
        model = SentenceVectors(tuned=False)
        self._model = raw_model()
        self._tokens, self._there = tokens_of(learned.stretches, model)
        self._first = np.concatenate([model.joined([text], [(0,)])[0] for text in learned.stretches])
        self._groups, self._strangers = learned.groups, learned.strangers
        self._many = [[m for m in group.meanings if len(m) > 1] for group in learned.groups]
        shares = [
            len(many) ** 0.5 * (PRACTICE_WEIGHT if group.case.is_practice else 1.0)
            for group, many in zip(learned.groups, self._many, strict=True)
        ]
        self._shares = np.array(shares) / sum(shares)
        self._chance = np.random.default_rng(0)

    def batch(self) -> dict[str, Any]:
        from benchmarks.reading.tuning_model import embedded

        places, meaning, group, against = self._drawn()
        same = (meaning[:, None] == meaning[None]) & (places[:, None] != places[None])
        one_case = (group[:, None] == group[None]) & (group[:, None] >= 0)
        # What comes near one meaning of a case speaks against that one only: it may well mean another.
        near = (against[:, None] == meaning[None]) | (meaning[:, None] == against[None])
        bound = (against >= 0)[:, None] | (against >= 0)[None]
        first = self._first[places]
        counts = same | (one_case & (~bound | near)) | (~one_case & (first @ first.T < FAR))
        np.fill_diagonal(counts, False)
        there = self._there[places] * (
            self._chance.random((len(places), self._there.shape[1])) > DROPPED_TOKENS
        )
        there[:, 0] = 1
        tokens = embedded(self._tokens[places], self._model.table, self._model) * there[..., None]
        return {
            "tokens": tokens.astype(np.float32),
            "there": there.astype(np.float32),
            "same": same.astype(np.float32),
            "counts": counts,
            "manners": first,
        }

    def _drawn(self) -> tuple[npt.NDArray[np.int64], ...]:
        """(places, meaning, group, the one meaning that a stretch comes near without meaning it, or -1)."""
        rows: list[tuple[int, int, int, int]] = []
        while len(rows) < BATCH - STRANGERS:
            number = int(self._chance.choice(len(self._groups), p=self._shares))
            rows += self._of_group(number)
        rows = rows[: BATCH - STRANGERS]
        code = sorted(self._strangers)[int(self._chance.integers(len(self._strangers)))]
        rows += [
            (int(place), -2 - i, -1, -1)
            for i, place in enumerate(self._chance.choice(self._strangers[code], STRANGERS))
        ]
        columns = np.array(rows, dtype=np.int64).T
        return columns[0], columns[1], columns[2], columns[3]

    def _of_group(self, number: int) -> list[tuple[int, int, int, int]]:
        group, many = self._groups[number], self._many[number]
        rows = []
        for pick in self._chance.permutation(len(many))[:MEANINGS]:
            wordings = self._chance.permutation(np.array(many[pick]))[:WORDINGS]
            name = number * 1000 + group.meanings.index(many[pick])
            rows += [(int(place), name, number, -1) for place in wordings]
        for pick in self._chance.permutation(len(group.lone))[:LONE]:
            place, near = group.lone[pick]
            rows.append(
                (place, -1000 * (number + 1) - int(pick), number, number * 1000 + near if near >= 0 else -1)
            )
        return rows
