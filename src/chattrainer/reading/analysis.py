"""A message taken apart: its segments, each with its vector and the acts that it may be."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from chattrainer.model.ids import ACTS, Act
from chattrainer.reading.acts import ActModel, inputs_of
from chattrainer.reading.clauses import Segment, segments
from chattrainer.reading.features import NO_SCENE, Scene, plain
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Embedder, Joined, Vector
from chattrainer.reading.seeks import SeeksModel
from chattrainer.reading.spelling import for_vector
from chattrainer.reading.text import clean, fold

SURE = 0.9
_PLACE: dict[str, int] = {act: place for place, act in enumerate(ACTS)}


@dataclass(frozen=True)
class Analysis:
    """`vectors[i]` is the meaning of `segments[i]`, `acts[i]` are the probabilities of its acts, in ACTS's order.

    The last column is that of any act at all; the last row is the whole message's, when it has several sentences.
    `seeks[i]` is the probability that `segments[i]` seeks to learn something from the customer.
    """

    text: str
    folded: str
    segments: tuple[Segment, ...]
    vectors: tuple[Vector, ...]
    acts: npt.NDArray[np.float32]
    seeks: Vector

    def probability(self, segment: int, *acts: Act) -> float:
        """Of the likeliest of these acts in one segment."""
        return float(max(self.acts[segment, _PLACE[act]] for act in acts))


class Networks(NamedTuple):
    """What tells of a segment, by itself, what it does."""

    acts: ActModel
    seeks: SeeksModel


def analyse(
    text: str, language: Language, embedder: Embedder, networks: Networks, scene: Scene = NO_SCENE
) -> Analysis:
    """Takes a message apart; `scene` is what the line before it shows."""
    cut, rows, vectors = taken_apart(text, language, embedder)
    if not cut:
        nothing = np.zeros(0, dtype=np.float32)
        return Analysis(text, fold(text), (), (), nothing.reshape(0, len(ACTS) + 1), nothing)
    inputs = np.stack(
        [inputs_of(row, vector, language, scene) for row, vector in zip(rows, vectors.manner, strict=True)]
    )
    meanings = vectors.meaning[: len(cut)]
    seeks = networks.seeks.probabilities(inputs[: len(cut)], meanings)
    acts = networks.acts.probabilities(rows, inputs, language)
    for number, row in enumerate(rows):
        _mend(acts[number], plain(row, language), language)
    return Analysis(text, fold(text), cut, meanings, acts, seeks)


def _mend(acts: npt.NDArray[np.float32], words: str, language: Language) -> None:
    """Corrects the probabilities of one segment, in place, where its words leave no doubt."""
    for act, pattern in language.only_with_cue.items():
        if pattern.search(words) and not language.cue(act).search(words):
            acts[_PLACE[act]] = 0
    for act, pattern in language.sure.items():
        if pattern.search(words):
            acts[_PLACE[act]] = max(acts[_PLACE[act]], SURE)
            acts[-1] = max(acts[-1], SURE)
    for act, pattern in language.never.items():
        if pattern.search(words):
            acts[_PLACE[act]] = 0


def taken_apart(
    text: str, language: Language, embedder: Embedder
) -> tuple[tuple[Segment, ...], list[Segment], Joined]:
    """(segments, those and the whole message where it has several sentences, their vectors).

    One call of the embedder: sentences are made of their clauses, the whole of all.
    """
    cut = segments(text, language)
    if not cut:
        return (), [], Joined((), ())
    rows = list(cut)
    if len({segment.sentence for segment in cut}) > 1:
        rows.append(whole_message(text, cut))
    pieces, places = _pieces(cut)
    texts = [for_vector(cut[i].text, language) for i in pieces]
    return cut, rows, embedder.embed_joined(texts, places[: len(rows)])


def _pieces(cut: tuple[Segment, ...]) -> tuple[list[int], list[tuple[int, ...]]]:
    """The segments without parts of their own; and for each segment, and the whole, what it is made of."""
    parted = {segment.sentence for segment in cut if segment.part}
    pieces = [i for i, s in enumerate(cut) if s.part or s.sentence not in parted]
    by_sentence: dict[int, list[int]] = {}
    for place, number in enumerate(pieces):
        by_sentence.setdefault(cut[number].sentence, []).append(place)
    rows = [
        (pieces.index(i),) if s.part else tuple(by_sentence.get(s.sentence, ())) for i, s in enumerate(cut)
    ]
    return pieces, [*rows, tuple(range(len(pieces)))]


def whole_message(text: str, cut: tuple[Segment, ...]) -> Segment:
    """All that was read of the message, as one segment."""
    start, end = min(s.start for s in cut), max(s.end for s in cut)
    stretch = clean(text[start:end])
    return Segment(start, end, stretch, fold(stretch), 0, part=False, last=True)
