"""Segments of a message against the entries of a case: how likely each means each."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from chattrainer.reading.analysis import Analysis
from chattrainer.reading.clauses import Segment
from chattrainer.reading.comparison import same
from chattrainer.reading.days import named_in
from chattrainer.reading.index import Comparison, Index, content, lemma, subject_matter
from chattrainer.reading.language import Language
from chattrainer.reading.pairs import Matrix, PairModel, Query, features, kinds_of, rivals_of, shape_of
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.spelling import for_vector
from chattrainer.reading.stance import stance_of
from chattrainer.reading.text import PLAIN_WORD, fold
from chattrainer.reading.values import Found, values_in, values_of
from chattrainer.reading.vocabulary import Entry

MOST_FRAGMENTS = 6
LONGEST_FRAGMENT = 6
LEAST_ELSEWHERE = -0.4
"""The least lead of a question that asks for no entry, and that of a case without such questions."""
WORD_FOR_WORD = 0.93
"""Cosine from which two sentences are nearly the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """`text[start:end]` of the message means `entry`; `segment` is the place in the analysis."""

    entry: Entry
    start: int
    end: int
    segment: int
    probability: float
    level: float = 0.5
    """The probability from which it counts."""


def laid_out(probability: float, level: float) -> float:
    """A probability as a confidence: 0.5 at the level from which it counts, 0 and 1 at the ends."""
    if probability < level:
        return round(0.5 * probability / level, 3)
    return round(0.5 + 0.5 * (probability - level) / max(1 - level, 1e-6), 3)


def probability_of(confidence: float, level: float) -> float:
    """What `laid_out` made of it, undone."""
    if confidence < 0.5:
        return round(2 * confidence * level, 3)
    return round(level + (2 * confidence - 1) * (1 - level), 3)


class Matcher:
    """The entries of one family (asks, or statements) of a case."""

    def __init__(
        self,
        entries: Sequence[Entry],
        language: Language,
        embedder: Embedder,
        model: PairModel | None,
        elsewhere: Sequence[str] = (),
    ) -> None:
        self.index = Index(entries, language, embedder)
        self._language = language
        self._embedder = embedder
        self._model = model
        self.stance = stance_of(language.code)
        self.negative_shares = self._shares(self.stance.is_negative)
        self.denying_shares = self._shares(self.stance.denies)
        self.asking_shares = self._shares(self.asks_for)
        self.doubting_shares = self._shares(self.doubts)
        self.in_touch_shares = self._shares(self.keeps_in_touch)
        self._places = {(entry.kind, entry.id): place for place, entry in enumerate(self.entries)}
        self._denying = [self._hold(self.stance.denies, entry) for entry in self.entries]
        self._limiting = [self._hold(self.stance.limits, entry) for entry in self.entries]
        self._matter = [[subject_matter(text, language) for text in entry.examples] for entry in self.entries]
        self._value_kinds = [
            frozenset(v.kind for v in values_of(e.value, language.code)) for e in self.entries
        ]
        self._named = [
            tuple(v for text in e.examples for v in values_in(fold(text), language.code))
            for e in self.entries
        ]
        self._of_kinds = lru_cache(maxsize=64)(self._with_kinds)
        self._rivals = rivals_of(self.entries, self._value_kinds)
        self._kinds = kinds_of(self.entries)
        self.of_one_day = self._of_one_day()
        self.named_days = self._named_days()
        self._meta = np.stack(
            embedder.embed_all([for_vector(text, language) for text in language.meta_questions])
        )
        vectors = embedder.embed_all([for_vector(text, language) for text in elsewhere])
        self._elsewhere = np.array(vectors, dtype=np.float32)
        self._elsewhere_texts = tuple(elsewhere)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.index.entries

    def _of_one_day(self) -> dict[int, tuple[int, ...]]:
        """Of each tell with a day: the things that must not be promised before that day."""
        early = {
            place: values_of(entry.value_before, self._language.code)
            for place, entry in enumerate(self.entries)
            if entry.value_before
        }
        days = [values_of(e.value, self._language.code) if e.kind == "tell" else () for e in self.entries]
        return {
            place: tuple(
                f for f, limits in early.items() if any(same(d, x, None) for d in own for x in limits)
            )
            for place, own in enumerate(days)
        }

    def _named_days(self) -> dict[int, str]:
        """Of each tell with a day: how its examples name it, where they name it."""
        dated = (
            (p, e) for p, e in enumerate(self.entries) if "date" in self._value_kinds[p] and e.kind == "tell"
        )
        named = {place: named_in(entry.examples, self._language) for place, entry in dated}
        return {place: name for place, name in named.items() if name}

    def reworded(self, query: Query, text: str) -> Query:
        """A query put in other words: all else is as it was."""
        vector = self._embedder.embed(for_vector(text, self._language))
        return self._query(text, fold(text), vector, query.acts, query.seeks, query.fragment)

    def doubts(self, folded: str) -> bool:
        """Whether a stretch tells what is checked, not known or supposed only."""
        return self._language.doubted.search(folded) is not None

    def keeps_in_touch(self, folded: str) -> bool:
        """Whether a stretch promises to call back or to tell more."""
        return self._language.in_touch.search(folded) is not None

    def asks_for(self, folded: str) -> bool:
        """Whether a stretch is a question or a request."""
        return self.stance.asks(folded) or self._language.request.search(folded) is not None

    def takes_back(self, query: Query, entry: Entry, lead: float = 0.0) -> bool:
        """Whether a segment denies, or limits, what an entry says without that: *returns aren't free*.

        It does when it lies nearer to an example of the entry that does not deny than to any that does: by more than
        `lead`, or where all its words stand in such an example and in no other, by however little.
        """
        folded, place = query.folded, self._places[entry.kind, entry.id]
        denies, limits = self.stance.denies(folded), self.stance.limits(folded)
        own = self._limiting[place] if limits else self._denying[place]
        if not (denies or limits) or own.all():
            return False
        cosines = self.index.cosines(query.vector, place)
        nearer = float(cosines[~own].max() - cosines[own].max(initial=-1.0))
        said = subject_matter(query.text, self._language)
        held = np.array([said <= words for words in self._matter[place]], dtype=bool)
        as_said = bool(said) and bool(held[~own].any()) and not held[own].any()
        return nearer > (0 if as_said else lead)

    def lead_elsewhere(self, query: Query, entry: Entry) -> float:
        """By how much a text's cosine with a question that asks for no entry is above that with an example of this
        one; -1 where there are no such questions.
        """
        own = self.index.cosines(query.vector, self._places[entry.kind, entry.id])
        return self._nearest_elsewhere(query.vector) - float(own.max()) if len(self._elsewhere) else -1.0

    def _nearest_elsewhere(self, vector: Vector) -> float:
        """The cosine with the nearest question that asks for no entry; -1 where there are none."""
        return float((self._elsewhere @ vector).max()) if len(self._elsewhere) else -1.0

    def is_listed_elsewhere(self, vector: Vector) -> bool:
        """Whether a sentence is, nearly word for word, one of the questions that ask for no entry."""
        return self._nearest_elsewhere(vector) >= WORD_FOR_WORD

    def names_another_value(self, values: Sequence[Found], place: int) -> bool:
        """Whether values are said that no example of an entry names, where another entry's examples name them and its
        own name others of their kind: of *the 5 GB plan* and *the 40 GB plan* only one is offered.
        """
        own = self._named[place]
        kinds = {value.kind for value in own}
        strange = [v for v in values if v.kind in kinds and not any(_alike(v, o) for o in own)]
        return any(_alike(v, other) for v in strange for named in self._named for other in named)

    @staticmethod
    def _hold(holds: Callable[[str], bool], entry: Entry) -> npt.NDArray[np.bool_]:
        """Of each of the entry's examples whether something holds."""
        return np.array([holds(fold(text)) for text in entry.examples], dtype=bool)

    def _shares(self, holds: Callable[[str], bool]) -> Matrix:
        """The share of each entry's examples for which something holds."""
        shares = [np.mean([holds(fold(text)) for text in entry.examples]) for entry in self.entries]
        return np.array(shares, dtype=np.float32)

    def query(self, analysis: Analysis, number: int, seeks: float | None = None) -> Query:
        """One segment of the analysis, as it is compared; `seeks` if it is to count as seeking more surely than by
        itself.
        """
        segment = analysis.segments[number]
        acts, own = _does(analysis, number)
        seeks = own if seeks is None else seeks
        return self._query(segment.text, segment.folded, analysis.vectors[number], acts, seeks)

    def fragment_queries(self, analysis: Analysis, number: int) -> list[tuple[Query, int, int]]:
        """The members of a list in a segment, with their places in it; they do what the segment does."""
        segment = analysis.segments[number]
        places = fragments(segment, self._language)
        texts = [segment.text[start:end] for start, end in places]
        vectors = self._embedder.embed_all([for_vector(text, self._language) for text in texts])
        does = _does(analysis, number)
        return [
            (self._query(text, segment.folded[start:end], vector, *does, fragment=True), start, end)
            for text, (start, end), vector in zip(texts, places, vectors, strict=True)
        ]

    def _query(
        self, text: str, folded: str, vector: Vector, acts: Matrix, seeks: float, fragment: bool = False
    ) -> Query:
        return Query(
            text=text,
            folded=folded,
            vector=vector,
            acts=acts,
            seeks=seeks,
            meta=float((self._meta @ vector).max()),
            known_share=1 - self.index.weighted(text).rest ** 2,
            content_words=sum(
                matter for form, matter in content(text, self._language) if not form.startswith(":")
            ),
            fragment=fragment,
        )

    def rows(self, query: Query, left_out: str = "") -> tuple[Matrix, Comparison]:
        """The features of a query against every entry; `left_out` is a question that asks for none of them and is
        not to be compared with: the one to be learned from.
        """
        rows, comparison = self._rows_of([query], left_out)
        return rows[0], comparison.of(0)

    def _rows_of(self, queries: Sequence[Query], left_out: str = "") -> tuple[Matrix, Comparison]:
        comparison = self.index.compare([q.text for q in queries], np.stack([q.vector for q in queries]))
        said = np.array([self.stance.is_negative(q.folded) for q in queries], dtype=np.float32)[:, None]
        shares = self.negative_shares
        # Where some examples are negative and others aren't, either will do.
        denied = np.where((shares > 0) & (shares < 1), np.float32(0), np.abs(said - shares))
        shapes = np.stack([shape_of(q, self._language) for q in queries])
        own = [
            denied,
            np.stack([self._value_kinds_there(q.folded) for q in queries]),
            np.stack([self.of_another(q) for q in queries]),
            self._leads_elsewhere(queries, comparison.nearest, left_out),
        ]
        meta = np.array([q.meta for q in queries], dtype=np.float32)
        return features(meta, comparison, self._kinds, shapes, own, self._rivals), comparison

    def _leads_elsewhere(self, queries: Sequence[Query], nearest: Matrix, left_out: str) -> Matrix:
        """As `lead_elsewhere`, for each query and entry, within limits."""
        compared = self._elsewhere
        if left_out in self._elsewhere_texts:
            compared = np.delete(compared, self._elsewhere_texts.index(left_out), axis=0)
        if not len(compared):
            return np.full_like(nearest, LEAST_ELSEWHERE)
        cosines = np.stack([q.vector for q in queries]) @ compared.T
        leads: Matrix = cosines.max(axis=1, keepdims=True) - nearest
        return np.clip(leads, LEAST_ELSEWHERE, -LEAST_ELSEWHERE)

    def of_another(self, query: Query) -> Matrix:
        """For each entry: whether a name, a number … is asked for of someone or something it doesn't know."""
        strange = np.zeros(len(self.entries), dtype=np.float32)
        for form in self._owners(query):
            strange = np.maximum(strange, self.index.strange_to(form))
        return strange

    def of_stranger(self, query: Query) -> bool:
        """Whether a name, a number … is asked for of someone or something that no entry knows."""
        return any(not self.index.knows(form) for form in self._owners(query))

    def _owners(self, query: Query) -> Iterator[str]:
        """Whose name, number … a text speaks of, in dictionary form."""
        for match in self._language.owner.finditer(query.folded):
            start, end = next(match.span(name) for name, text in match.groupdict().items() if text)
            form = lemma(query.text[start:end], self._language.code)
            if form not in self._language.stop:
                yield form

    def _value_kinds_there(self, folded: str) -> Matrix:
        """For each entry with a value: whether a value of its kind is said, right or wrong. 0.5 for the others."""
        return self._of_kinds(frozenset(value.kind for value in values_in(folded, self._language.code)))

    def _with_kinds(self, kinds: frozenset[str]) -> Matrix:
        there = [0.5 if not wanted else float(not wanted.isdisjoint(kinds)) for wanted in self._value_kinds]
        return np.array(there, dtype=np.float32)

    def probabilities(self, queries: Sequence[Query]) -> Matrix:
        """Of each query, a row each, that it means each entry."""
        assert self._model is not None
        rows, _ = self._rows_of(queries)
        flat = self._model.probabilities(rows.reshape(-1, rows.shape[2]))
        return np.round(flat.reshape(len(queries), len(self.entries)), 3)


def _does(analysis: Analysis, number: int) -> tuple[Matrix, float]:
    """What a segment does: its acts, and whether it seeks to learn something."""
    return analysis.acts[number], float(analysis.seeks[number])


def _alike(one: Found, other: Found) -> bool:
    return (one.kind, one.number, one.unit, one.code) == (other.kind, other.number, other.unit, other.code)


def fragments(segment: Segment, language: Language) -> list[tuple[int, int]]:
    """The members of a list (*your name, postcode and email*), as offsets in the segment; empty without a list."""
    cuts = [0]
    for match in language.list_cut.finditer(segment.folded):
        cuts += [match.start(), match.end()]
    cuts.append(len(segment.folded))
    if len(cuts) == 2:
        return []
    found: list[tuple[int, int]] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        while start < end and segment.folded[start] == " ":
            start += 1
        while end > start and segment.folded[end - 1] in " ?!.":
            end -= 1
        requests = language.request.search(segment.folded, start, end)
        aside = language.list_aside.match(segment.folded, start, end)
        # *To go on* is no member of the list in *to go on I need your email and postcode*.
        start = requests.start() if aside and requests else start
        # Nor does the end in *your postcode and phone I can't open it*.
        tail = language.list_tail.search(segment.folded, requests.end() if requests else start, end)
        end = tail.start() if tail and start > 0 else end
        words = list(PLAIN_WORD.finditer(segment.folded, start, end))
        if words and not (aside and not requests):
            # Of a long first member only the end belongs to the list.
            long = not found and len(words) > LONGEST_FRAGMENT
            start = words[-LONGEST_FRAGMENT].start() if long else start
            found.append((start, end))
    return found[:MOST_FRAGMENTS] if len(found) > 1 else []
