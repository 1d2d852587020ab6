"""How well the acts are recognised: grouped cross-validation, thresholds tuned on messages that are not scored."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import FOLDS, Table, fold_of
from benchmarks.reading.network import message_scores, train_committee
from benchmarks.reading.scores import best_thresholds, f1, micro_f1
from chattrainer.model.ids import ACTS
from chattrainer.reading.deciding import decided

Matrix = npt.NDArray[np.float32]


@dataclass(frozen=True)
class ActFigures:
    """Of one language. `false_on_empty` is the share of messages without an act that were given one."""

    language: str
    messages: int
    macro_f1: float
    micro_f1: float
    by_act: dict[str, float]
    false_on_empty: float
    plain_macro_f1: float


def held_out_scores(data: Table) -> Matrix:
    """Probabilities of every message from a model that has not seen it, nor its copy."""
    scores = np.zeros_like(data.labels)
    folds = np.array([fold_of(m) for m in data.messages])
    for number in range(FOLDS):
        weights = train_committee(data, np.flatnonzero(folds != number).tolist())
        held_out = np.flatnonzero(folds == number)
        scores[held_out] = message_scores(data, held_out.tolist(), weights)
    return scores


def act_figures(data: Table, scores: Matrix) -> tuple[ActFigures, ...]:
    """Thresholds come from one half of the messages and are scored on the other, both ways."""
    labels = data.labels[:, : len(ACTS)]
    half = np.array([m.group // FOLDS % 2 for m in data.messages])
    copy = np.array([m.copy != "" for m in data.messages])
    said = np.zeros_like(labels)
    for number in (0, 1):
        tuning = (half != number) & ~copy
        levels = best_thresholds(labels[tuning], scores[tuning, : len(ACTS)])
        said[half == number] = decided(scores[half == number], levels)
    languages = np.array([m.language for m in data.messages])
    figures = []
    for code in sorted(set(languages.tolist())):
        rows, plain = (languages == code) & ~copy, (languages == code) & copy
        truth = labels[rows]
        per_act = f1(truth, said[rows])
        empty = truth.sum(axis=1) == 0
        figures.append(
            ActFigures(
                language=code,
                messages=int(rows.sum()),
                macro_f1=float(per_act.mean()),
                micro_f1=micro_f1(truth, said[rows]),
                by_act=dict(zip(ACTS, map(float, per_act), strict=True)),
                false_on_empty=float(said[rows][empty].any(axis=1).mean()),
                plain_macro_f1=float(f1(labels[plain], said[plain]).mean()),
            )
        )
    return tuple(figures)
