"""A message taken apart: its segments, each with its vector and the acts that it may be."""

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chattrainer.model.ids import ACTS, Act
from chattrainer.reading.acts import ActModel
from chattrainer.reading.clauses import Segment, segments
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.text import clean, fold

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"(?<![\w'’-])\w+(?![\w'’-])")
_PLACE = {act: place for place, act in enumerate(ACTS)}


@dataclass(frozen=True)
class Analysis:
    """`acts[i]` are the probabilities of the acts (in the order of ACTS) for `segments[i]`.

    The last row of `acts` is the whole message's, when it has several sentences.
    """

    text: str
    folded: str
    segments: tuple[Segment, ...]
    vectors: tuple[Vector, ...]
    acts: npt.NDArray[np.float32]

    def probability(self, segment: int, *acts: Act) -> float:
        """Of the likeliest of these acts in one segment."""
        return float(max(self.acts[segment, _PLACE[act]] for act in acts))


def for_vector(text: str, language: Language) -> str:
    """The text as it is embedded: short forms spelled out, and all numbers as one, for they hide the meaning."""
    return _DIGITS.sub("5", spelled_out(text, language))


def spelled_out(text: str, language: Language) -> str:
    """The text with its short forms (*svp*, *ur*) spelled out."""
    forms = language.short_forms
    return _WORD.sub(lambda match: forms.get(match.group().lower(), match.group()), text)


def analyse(text: str, language: Language, embedder: Embedder, model: ActModel) -> Analysis:
    """Takes a message apart. One call of the embedder a segment, and one for the whole of several sentences."""
    cut = segments(text, language)
    vectors = tuple(embedder.embed(for_vector(segment.text, language)) for segment in cut)
    rows, row_vectors = list(cut), list(vectors)
    if len({segment.sentence for segment in cut}) > 1:
        whole = whole_message(text, cut)
        rows.append(whole)
        row_vectors.append(embedder.embed(for_vector(whole.text, language)))
    acts = model.probabilities(rows, row_vectors, language)
    return Analysis(text, fold(text), cut, vectors, acts)


def whole_message(text: str, cut: tuple[Segment, ...]) -> Segment:
    """All that was read of the message, as one segment."""
    start, end = min(s.start for s in cut), max(s.end for s in cut)
    stretch = clean(text[start:end])
    return Segment(start, end, stretch, fold(stretch), 0, part=False, last=True)
