"""Whether a segment means an entry: a small network over their likeness and over what the segment does.

Weights are learned offline (`python -m benchmarks.reading.train pairs`) and shipped beside this module.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from chattrainer.model.ids import ACTS, Act
from chattrainer.reading.index import Comparison
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Vector
from chattrainer.reading.stance import stance_of
from chattrainer.reading.vocabulary import Entry, EntryKind

Matrix = npt.NDArray[np.float32]

KINDS: tuple[EntryKind, ...] = ("ask", "tell", "offer", "forbidden")
LEVELS = ("ask", "ask_unsure", "tell", "tell_right", "tell_wrong", "offer", "forbidden")
"""Decisions that have a threshold: a tell has one without a value, with the right one and with a wrong one."""
_ACT_GROUPS: tuple[tuple[Act, ...], ...] = (
    ("request_data",),
    ("ask_closed",),
    ("ask_open",),
    ("ask_choice",),
    ("offer_help", "anything_else"),
    ("comprehension_check",),
    ("reformulation",),
    ("hold", "hold_return"),
    ("instruction",),
    ("offer",),
    ("action_done", "next_step", "information"),
    ("refusal",),
    ("small_talk",),
    ("blame", "escalation"),
)
_PLACES = [ACTS.index(act) for group in _ACT_GROUPS for act in group]
_GROUP_STARTS = [sum(map(len, _ACT_GROUPS[:place])) for place in range(len(_ACT_GROUPS))]


SURELY = 8.0
"""A score beyond which a segment surely seeks something, or doesn't."""


@dataclass(frozen=True, slots=True)
class Query:
    """A segment, or a part of one, as it is compared. `acts` are its probabilities, `seeks` that it seeks to learn
    something, `meta` its cosine with the nearest question about the talk itself. `known_share` is the share of its
    words, by weight, that any entry holds.
    """

    text: str
    folded: str
    vector: Vector
    acts: Matrix
    seeks: float
    meta: float
    known_share: float
    content_words: int
    fragment: bool = False


def features(
    meta: Matrix,
    comparison: Comparison,
    kinds: Matrix,
    shapes: Matrix,
    own: Sequence[Matrix],
    rivals: npt.NDArray[np.bool_],
) -> Matrix:
    """For each text of the comparison one row an entry. `meta` and `shapes` are the texts' own features, a row each,
    `kinds` the entries' (see `kinds_of`), `own` further columns of theirs, `rivals[i]` what speaks against entry i.
    """
    c = comparison
    columns = [
        c.nearest,
        c.near,
        c.words,
        c.covered,
        c.letters,
        c.agrees,
        c.about,
        c.agrees * c.about,
        c.nearest * c.words,
        c.covered * c.words,
        np.maximum(c.nearest - 0.5, 0) * 2,
        c.nearest - _best_other(c.nearest, rivals),
        c.words - _best_other(c.words, rivals),
        c.letters - _best_other(c.letters, rivals),
        c.about - _best_other(c.about, rivals),
        c.nearest - meta[:, None],
        c.answer,
        c.answer - _best_other(c.answer, rivals),
        c.in_answers,
        c.in_answers - _best_other(c.in_answers, rivals),
        (c.answer > 0).astype(np.float32),
        *own,
    ]
    size, width = c.nearest.shape, len(columns) + kinds.shape[1]
    rows = np.empty((*size, width + shapes.shape[1]), dtype=np.float32)
    for place, column in enumerate(columns):
        rows[:, :, place] = column
    rows[:, :, len(columns) : width] = kinds
    rows[:, :, width:] = shapes[:, None, :]
    return rows


def kinds_of(entries: Sequence[Entry]) -> Matrix:
    """A row an entry, a column for each kind but the first: whether the entry is of it."""
    kinds = [[entry.kind == kind for kind in KINDS[1:]] for entry in entries]
    return np.array(kinds, dtype=np.float32).reshape(len(entries), len(KINDS) - 1)


def shape_of(query: Query, language: Language) -> Matrix:
    """What the segment itself shows: its acts, whether it asks, how long it is."""
    form = _form_of(query.folded, language)
    values = [
        *form[:4],
        query.fragment,
        query.content_words == 0,
        query.content_words <= 1,
        query.content_words <= 3,
        query.content_words > 8,
        query.known_share,
        *form[4:],
        query.seeks,
        min(max(math.log(query.seeks / (1 - query.seeks)), -SURELY), SURELY) / SURELY,
    ]
    acts = np.maximum.reduceat(query.acts[_PLACES], _GROUP_STARTS)
    return np.concatenate([np.array(values, dtype=np.float32), acts])


@lru_cache(maxsize=256)
def _form_of(folded: str, language: Language) -> tuple[bool, ...]:
    """What the words of a segment alone show; asks and statements are both compared by it."""
    asks = re.search(r"\?\s*$", folded) is not None
    return (
        asks,
        language.interrogative.search(folded) is not None,
        language.request.search(folded) is not None,
        language.offer_frame.search(folded) is not None,
        language.declares.match(folded) is not None,
        language.own_doing.search(folded) is not None,
        language.choice.search(folded) is not None,
        language.lacks.search(folded) is not None,
        not asks and stance_of(language.code).denies(folded),
        language.needless.search(folded) is not None,
    )


def rivals_of(entries: Sequence[Entry], kinds: Sequence[frozenset[str]]) -> npt.NDArray[np.bool_]:
    """Which entries speak against each: all others, but a date told and the same date forbidden mean the same,
    and an amount and a delay (`kinds` are the kinds of the entries' values) are often told in one sentence.
    """
    rivals = ~np.eye(len(entries), dtype=bool)
    for i, one in enumerate(entries):
        for j, other in enumerate(entries):
            dated = bool(one.value_before) != bool(other.value_before) and "tell" in {one.kind, other.kind}
            if dated or (kinds[i] and kinds[j] and not kinds[i] & kinds[j]):
                rivals[i, j] = False
    return rivals


def _best_other(values: Matrix, rivals: npt.NDArray[np.bool_]) -> Matrix:
    """For each place, the highest value of its rivals; 0 without any."""
    best: Matrix = np.where(rivals, values[:, None, :], np.float32(0)).max(axis=2)
    return best


@dataclass(frozen=True)
class PairModel:
    """A network of one hidden layer for a family of entries."""

    hidden: Matrix
    hidden_bias: Matrix
    out: Matrix
    bias: Matrix

    def probabilities(self, rows: Matrix) -> Matrix:
        units = np.maximum(rows @ self.hidden + self.hidden_bias, 0)
        scores = np.clip(units @ self.out + self.bias, -30, 30)
        probabilities: Matrix = 1 / (1 + np.exp(-scores))
        return probabilities


@dataclass(frozen=True)
class PairModels:
    """`levels` are the least probabilities of the decisions of LEVELS."""

    version: str
    asks: PairModel
    statements: PairModel
    levels: Mapping[str, float]


@cache
def pair_models() -> PairModels:
    """The shipped models."""
    file = resources.files("chattrainer.reading").joinpath("weights", "pairs.npz")
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as data:
        parts = {
            family: PairModel(
                **{
                    name: data[f"{family}_{name}"].astype(np.float32)
                    for name in ("hidden", "hidden_bias", "out", "bias")
                }
            )
            for family in ("asks", "statements")
        }
        levels = dict(zip(LEVELS, (round(level, 3) for level in data["levels"].tolist()), strict=True))
        version = str(data["version"])
    return PairModels(version, parts["asks"], parts["statements"], levels)
