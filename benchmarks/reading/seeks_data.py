"""What the network of `chattrainer.reading.seeks` learns from: texts that seek to learn something, and others.

Questions and requests of the cases, shipped and made up, against their statements, the messages that come near a
question without asking it, talk, and labelled messages. What might be either (an offer, *anything else?*) is left
out.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import load_messages
from benchmarks.reading.case_data import CaseData, load_cases, nothing_of, own_texts, talk_of
from benchmarks.reading.haste import plain_copy, sms_copy, unmarked_copy
from benchmarks.reading.practice import practice_cases
from benchmarks.reading.tuning import FOLDS, folds
from benchmarks.reading.vectors import training_encoder
from chattrainer.model.ids import Act
from chattrainer.reading.acts import inputs_of
from chattrainer.reading.analysis import taken_apart
from chattrainer.reading.language import language, reading_languages
from chattrainer.reading.seeks import seeks_inputs

Matrix = npt.NDArray[np.float32]
ASKING: frozenset[Act] = frozenset({"request_data", "ask_open", "ask_closed", "ask_choice"})
NEITHER: frozenset[Act] = frozenset(
    {"offer_help", "anything_else", "comprehension_check", "offer", "small_talk"}
)
SEEKS = {"ask": True, "tell": False, "forbidden": False}
WEIGHT = {
    "example": 1.0,
    "practice": 1.0,
    "robot": 2.0,
    "paraphrase": 2.0,
    "near": 1.5,
    "nothing": 2.0,
    "talk": 3.0,
    "message": 1.5,
    "hasty": 0.7,
}
_ASKS = re.compile(r"\?\s*$")


@dataclass(frozen=True)
class Sample:
    """`fold` is that whose network must not learn from it."""

    text: str
    language: str
    seeks: bool
    source: str
    fold: int


@dataclass(frozen=True)
class Samples:
    """Rows are segments; `starts[i]` is the first row of sample `i`."""

    samples: tuple[Sample, ...]
    rows: Matrix
    starts: npt.NDArray[np.intp]


def fold_of_text(text: str) -> int:
    """The fold of a text that belongs to no case."""
    return zlib.crc32(text.encode()) % FOLDS


def all_samples() -> Iterator[Sample]:
    """Each text once for each language and label, and as it comes in haste."""
    seen = set()
    for sample in (*_of_cases(), *_of_talk(), *_of_messages()):
        for one in (sample, _hasty(sample)):
            key = (one.text, one.language, one.seeks)
            if one.text and key not in seen:
                seen.add(key)
                yield one


def _hasty(sample: Sample) -> Sample:
    """The same as typed in one of three kinds of haste."""
    kind = zlib.crc32(f"haste {sample.text}".encode()) % 3
    copies = (plain_copy, unmarked_copy, lambda text: sms_copy(text, sample.language))
    return replace(sample, text=copies[kind](sample.text), source="hasty")


def _of_cases() -> Iterator[Sample]:
    for case in (*load_cases(), *practice_cases()):
        fold = folds()[case.scenario]
        for entry in case.entries:
            for text in entry.examples if entry.kind in SEEKS else ():
                yield Sample(text, case.language, SEEKS[entry.kind], "example", fold)
        yield from _said_in(case, fold)


def _said_in(case: CaseData, fold: int) -> Iterator[Sample]:
    for text in (*own_texts(case), *nothing_of(case)):
        kinds = {meant.partition(":")[0] for meant in text.means}
        if text.source in {"near", "nothing"}:
            # Some of these ask for something else.
            if not _ASKS.search(text.text):
                yield Sample(text.text, case.language, False, text.source, fold)
        elif kinds and "offer" not in kinds:
            yield Sample(text.text, case.language, "ask" in kinds, text.source, fold)


def _of_talk() -> Iterator[Sample]:
    for code in reading_languages():
        for text in talk_of(code):
            yield Sample(text.text, code, False, "talk", fold_of_text(text.text))


def _of_messages() -> Iterator[Sample]:
    for message in load_messages():
        acts = set(message.acts)
        if not message.copy and (acts & ASKING or not acts & NEITHER):
            seeks = bool(acts & ASKING)
            yield Sample(message.text, message.language, seeks, "message", fold_of_text(message.text))


def table_of(chosen: Iterator[Sample]) -> Samples:
    """Each with its vectors by the encoder that was tuned without its case. What has no segment is left out."""
    kept: list[Sample] = []
    rows: list[Matrix] = []
    starts: list[int] = []
    size = 0
    for sample in chosen:
        known = language(sample.language)
        cut, _, vectors = taken_apart(sample.text, known, training_encoder(sample.fold))
        if cut:
            pairs = zip(cut, vectors.manner[: len(cut)], strict=True)
            inputs = np.stack([inputs_of(segment, vector, known) for segment, vector in pairs])
            rows.append(seeks_inputs(inputs, vectors.meaning[: len(cut)]))
            kept.append(sample)
            starts.append(size)
            size += len(cut)
    return Samples(tuple(kept), np.concatenate(rows), np.array(starts))
