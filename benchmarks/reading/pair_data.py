"""What the pairs' networks learn from: texts of known meaning against the entries of their case.

Texts are the cases' own examples (each compared with the others only), the robots' wordings, paraphrases written
by hand (`data/paraphrases`, `rewordings`, `phrasings`), the wordings of made-up cases (`practice`), and labelled
messages of other trades as texts that mean nothing here.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from benchmarks.reading.act_data import HASTY_STYLES
from benchmarks.reading.case_data import (
    CaseData,
    Text,
    beside_of,
    neighbours_of,
    nothing_of,
    own_texts,
    talk_of,
    texts_of,
)
from benchmarks.reading.haste import plain_copy, sms_copy
from benchmarks.reading.lists import listed
from benchmarks.reading.seeks_data import fold_of_text
from benchmarks.reading.seeks_training import seeks_without
from benchmarks.reading.tuning import folds
from benchmarks.reading.vectors import training_encoder
from chattrainer.reading.acts import act_model
from chattrainer.reading.analysis import Analysis, Networks, analyse
from chattrainer.reading.language import Language, language
from chattrainer.reading.matching import Matcher
from chattrainer.reading.vocabulary import Entry

Matrix = npt.NDArray[np.float32]
MOST_LEFT_OUT = 5
"""Examples of each entry that are compared with the others."""
ANYBODYS = frozenset({"stranger", "talk"})
"""Sources of texts that belong to no case."""
TOO_NEAR = 0.62
"""A stranger this near to an entry may well mean it: no lesson."""


@dataclass(frozen=True)
class Lesson:
    """Rows of features with what is right for each: 1, 0, or -1 for not to be learned from."""

    rows: Matrix
    right: Matrix
    text: Text
    kinds: tuple[str, ...]
    company: str
    entries: int

    def relabelled(self, scores: Matrix) -> "Lesson":
        """The same, with the part that a network finds likeliest as the one that means each entry meant."""
        right = self.right.reshape(-1, self.entries).copy()
        by_part = scores.reshape(-1, self.entries)
        for place in np.flatnonzero((right == 1).any(axis=0)):
            right[:, place] = -1
            right[int(np.argmax(by_part[:, place])), place] = 1
        return replace(self, right=right.reshape(-1))


def lessons(case: CaseData, family: Sequence[str], cases: Sequence[CaseData]) -> list[Lesson]:
    """All lessons of a case for the entries of these kinds, as heard by networks that have not seen the case."""
    known, fold = language(case.language), folds()[case.scenario]
    embedder = training_encoder(fold)
    entries = [e for e in case.entries if e.kind in family]
    elsewhere = case.elsewhere if "ask" in family else ()
    whole = Matcher(entries, known, embedder, None, elsewhere)
    near = [other for other in cases if folds()[other.scenario] == fold]
    texts = [*texts_of(case), *neighbours_of(case, near), *_hasty(case), *_of_family(case, family)]
    found = [
        lesson
        for text in texts
        if text.source not in ANYBODYS or fold_of_text(text.text) == fold
        if (lesson := _lesson(text, whole, known, fold, case))
    ]
    most = 0 if case.is_practice else min(max(len(e.examples) for e in entries), MOST_LEFT_OUT)
    for number in range(most):
        left = [replace(e, examples=_without(e.examples, _left_out(e, number))) for e in entries]
        matcher = Matcher(left, known, embedder, None, elsewhere)
        for entry in entries:
            if len(entry.examples) > max(number, 1):
                left_out = entry.examples[_left_out(entry, number)]
                text = Text(left_out, frozenset({f"{entry.kind}:{entry.id}"}), "example")
                lesson = _lesson(text, matcher, known, fold, case)
                found += [lesson] if lesson else []
    return found


def _hasty(case: CaseData) -> Iterator[Text]:
    """What is said in the case once more as typed in haste."""
    for text in own_texts(case):
        if text.style in HASTY_STYLES or text.against or (case.is_practice and case.near):
            continue
        for copy in _in_haste(text, case.language):
            yield replace(copy, source="hasty")


def _in_haste(text: Text, code: str) -> Iterator[Text]:
    """The same as typed in one of two kinds of haste, where that differs."""
    odd = zlib.crc32(text.text.encode()) % 2
    copy = plain_copy(text.text) if odd else sms_copy(text.text, code)
    if copy not in {text.text, ""}:
        yield replace(text, text=copy)


def _of_family(case: CaseData, family: Sequence[str]) -> Iterator[Text]:
    """What is labelled for the questions alone, or for the statements alone."""
    if case.is_practice:
        return
    if "tell" in family:
        yield from beside_of(case)
    if "ask" in family:
        yield from listed(case)
        for text in talk_of(case.language):
            yield text
            yield from _in_haste(text, case.language)
        yield from nothing_of(case)


def _left_out(entry: Entry, number: int) -> int:
    """The place of the example that is left out: plain wordings stand first, odd ones last."""
    return number * len(entry.examples) // MOST_LEFT_OUT if len(entry.examples) > MOST_LEFT_OUT else number


def _without(examples: tuple[str, ...], number: int) -> tuple[str, ...]:
    return examples[:number] + examples[number + 1 :] if number < len(examples) > 1 else examples


@lru_cache(maxsize=50_000)
def _analysed(text: str, known: Language, fold: int) -> Analysis:
    return analyse(text, known, training_encoder(fold), Networks(act_model(), seeks_without(fold)))


def _lesson(text: Text, matcher: Matcher, known: Language, fold: int, case: CaseData) -> Lesson | None:
    analysis = _analysed(text.text, known, fold)
    if not analysis.segments:
        return None
    all_rows, likeness = [], []
    for number in range(len(analysis.segments)):
        queries = [matcher.query(analysis, number)]
        if matcher.entries[0].kind == "ask":
            queries += [query for query, _, _ in matcher.fragment_queries(analysis, number)]
        for query in queries:
            rows, comparison = matcher.rows(query, text.text)
            all_rows.append(rows)
            likeness.append(comparison.nearest + comparison.words)
    best = np.argmax(np.stack(likeness), axis=0)
    right = np.zeros((len(all_rows), len(matcher.entries)), dtype=np.float32)
    for place, entry in enumerate(matcher.entries):
        if f"{entry.kind}:{entry.id}" in text.means:
            # Which part of the message means it is not said: the likest one learns.
            right[:, place] = -1
            right[best[place], place] = 1
    if matcher.entries[0].kind == "ask" and any(m.startswith("offer:") for m in text.means):
        # Who offers also asks what she prefers: that isn't labelled.
        right[right == 0] = -1
    if any(m.startswith("ask:") for m in text.means):
        # Who asks what she prefers may offer it too.
        offers = np.array([entry.kind == "offer" for entry in matcher.entries])
        right[:, offers] = np.where(right[:, offers] == 0, -1, right[:, offers])
    if text.against:
        known_of = np.array([f"{entry.kind}:{entry.id}" == text.against for entry in matcher.entries])
        right[:, ~known_of] = -1
    if text.source in {"stranger", "neighbour"}:
        near = np.stack(likeness) / 2 > TOO_NEAR
        right[near] = -1
    kinds = tuple(entry.kind for entry in matcher.entries) * len(all_rows)
    return Lesson(
        np.concatenate(all_rows), right.reshape(-1), text, kinds, case.company, len(matcher.entries)
    )
