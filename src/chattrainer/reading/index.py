"""Examples laid out for comparison: by vector, by weighted words, and by stretches of three characters."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.spelling import for_vector, spelled_out
from chattrainer.reading.text import PLAIN_WORD, fold
from chattrainer.reading.vocabulary import Entry
from chattrainer.reading.weighted import Weighted, table_of

Matrix = npt.NDArray[np.float32]
STOP_WEIGHT = 0.15
"""Weight of a word without subject matter, against 1 for one with."""

_UNKNOWN = -1
"""Place of stretches that no example holds."""
NOTHING = np.float32(-2.0)
BEST = 3
"""Of an entry's examples so many, the nearest, are averaged."""
ASKED_FOR = ":ask_"
"""Names of concepts that say what a question asks for."""


@lru_cache(maxsize=65536)
def lemma(word: str, code: str) -> str:
    """The dictionary form of a word, folded; the word itself where the dictionary has none."""
    from simplemma import lemmatize

    return fold(lemmatize(word.lower(), lang=code, low_memory=True))


@lru_cache(maxsize=8192)
def content(text: str, language: Language) -> tuple[tuple[str, bool], ...]:
    """The words of a text by dictionary form, and what they are about (`:name`), each with whether it carries
    subject matter. Numbers are left out.
    """
    text = spelled_out(text.replace("’", "'"), language)
    found = []
    for word in PLAIN_WORD.findall(text):
        if any(c.isdigit() for c in word):
            continue
        form = lemma(word, language.code)
        found.append((form, form not in language.stop and fold(word) not in language.stop and len(form) > 1))
    shown = zip(language.concepts.names, language.concepts.found(fold(text)), strict=True)
    found += [(f":{name}", True) for name, is_shown in shown if is_shown]
    return tuple(found)


def subject_matter(text: str, language: Language) -> frozenset[str]:
    """The words of a text that carry subject matter, in dictionary form."""
    return frozenset(form for form, matter in content(text, language) if matter and not form.startswith(":"))


@dataclass(frozen=True)
class Comparison:
    """Texts against every entry. All arrays have a row a text, a column an entry; cosines unless said otherwise.

    `covered` is the share of the text's own words, by weight, that the entry's examples hold; `agrees` and `about`
    the same of what it asks for and of what it is about, 0.5 where it shows neither. `answer` is the cosine with the
    nearest answer to the entry, `in_answers` the share of the words that stand in one; 0 for entries without answers.
    """

    nearest: Matrix
    near: Matrix
    words: Matrix
    covered: Matrix
    letters: Matrix
    agrees: Matrix
    about: Matrix
    answer: Matrix
    in_answers: Matrix

    def of(self, text: int) -> "Comparison":
        """One text's row."""
        return Comparison(*(getattr(self, each.name)[text] for each in fields(self)))


class Index:
    """The examples of some entries, ready for comparison with any text."""

    def __init__(self, entries: Sequence[Entry], language: Language, embedder: Embedder) -> None:
        self.entries = tuple(entry for entry in entries if entry.examples)
        self.language = language
        self.weighted = lru_cache(maxsize=256)(self._weighted)
        self._shares = lru_cache(maxsize=256)(self._shares_of)
        self._places_of_letters = lru_cache(maxsize=4096)(self._places_in)
        pairs = [(i, text) for i, entry in enumerate(self.entries) for text in entry.examples]
        self.examples = tuple(text for _, text in pairs)
        owners = np.array([i for i, _ in pairs], dtype=np.intp)
        self._starts = np.flatnonzero(np.r_[True, owners[1:] != owners[:-1]]) if pairs else owners
        self._own = _places(self._starts, len(pairs))
        self._averaged = np.minimum((self._own < len(pairs)).sum(axis=1), BEST)
        vectors = [v for e in self.entries for v in embedder.embed_all(_for_vectors(e.examples, language))]
        self._vectors = _stack(vectors)
        self._learn_words()
        self._learn_answers(embedder)
        self._words = table_of([self.weighted(text) for text in self.examples], len(self._places))
        held = np.maximum.reduceat(self._words, self._starts, axis=1) > 0 if pairs else self._words
        self._held = held.astype(np.float32)
        self._held_or_answered = np.hstack([self._held, self._in_answers])
        own = [self._concepts_of(entry.examples) for entry in self.entries]
        self._concepts = {name: place for place, name in enumerate(sorted(frozenset[str]().union(*own)))}
        self._shown = np.array(
            [[name in shown for shown in own] for name in self._concepts], dtype=np.float32
        )
        letters = sorted({g for t in self.examples for g in self._letters_of(t)})
        self._letter_places = {gram: place for place, gram in enumerate(letters)}
        self._letters = table_of([self._in_letters(text) for text in self.examples], len(letters))

    def _learn_words(self) -> None:
        counts: Counter[str] = Counter()
        matter: dict[str, bool] = {}
        for entry in self.entries:
            texts = (*entry.examples, *entry.answers)
            forms = dict(pair for text in texts for pair in content(text, self.language))
            matter |= forms
            counts.update(forms)
        size = len(self.entries)
        self._unknown_weight = math.log((size + 1) / 0.5)
        self._places = {form: i for i, form in enumerate(sorted(counts))}
        self._weights = {
            form: math.log((size + 1) / (count + 0.5)) * (1.0 if matter[form] else STOP_WEIGHT)
            for form, count in counts.items()
        }

    def _learn_answers(self, embedder: Embedder) -> None:
        vectors = [embedder.embed_all(_for_vectors(entry.answers, self.language)) for entry in self.entries]
        self._answer_vectors = _stack([vector for own in vectors for vector in own])
        self._answered = np.array([bool(own) for own in vectors], dtype=bool)
        sizes = np.array([len(own) for own in vectors if own], dtype=np.intp)
        self._answer_starts = np.cumsum(sizes) - sizes
        self._in_answers = np.zeros((len(self._places), len(self.entries)), dtype=np.float32)
        for number, entry in enumerate(self.entries):
            for text in entry.answers:
                self._in_answers[self.weighted(text).places, number] = 1

    def _nearest_answers(self, vectors: Matrix) -> Matrix:
        near = np.zeros((len(vectors), len(self.entries)), dtype=np.float32)
        if len(self._answer_starts):
            cosines = vectors @ self._answer_vectors.T
            near[:, self._answered] = np.maximum.reduceat(cosines, self._answer_starts, axis=1)
        return near

    def _weighted(self, text: str) -> Weighted:
        """The weighted words of a text; `rest` is of those that no example and no answer holds."""
        weights: dict[int, float] = {}
        unknown = 0.0
        for form, matter in dict(content(text, self.language)).items():
            if form in self._places:
                weights[self._places[form]] = self._weights[form]
            else:
                unknown += (self._unknown_weight * (1.0 if matter else STOP_WEIGHT)) ** 2
        return Weighted.of(weights, math.sqrt(unknown))

    def knows(self, form: str) -> bool:
        """Whether any entry's example or answer holds a word, given in its dictionary form."""
        return form in self._places

    def strange_to(self, form: str) -> Matrix:
        """For each entry whether its examples don't hold a word, given in its dictionary form."""
        place = self._places.get(form)
        if place is None:
            return np.ones(len(self.entries), dtype=np.float32)
        strange: Matrix = (self._held[place] == 0).astype(np.float32)
        return strange

    def _concepts_of(self, texts: Iterable[str]) -> frozenset[str]:
        forms = (form for text in texts for form, _ in content(text, self.language))
        return frozenset(form for form in forms if form.startswith(":"))

    def _shares_of(self, concepts: frozenset[str]) -> Matrix:
        if not concepts:
            return np.full(len(self.entries), 0.5, dtype=np.float32)
        known = [self._concepts[name] for name in concepts if name in self._concepts]
        shares: Matrix = self._shown[sorted(known)].sum(axis=0) / np.float32(len(concepts))
        return shares

    def _letters_of(self, text: str) -> Iterable[str]:
        for form in self._words_in_letters(text):
            yield from _letters_of_word(form)

    def _words_in_letters(self, text: str) -> Iterable[str]:
        return (f for f, matter in content(text, self.language) if matter and not f.startswith(":"))

    def _in_letters(self, text: str) -> Weighted:
        counts = Counter(p for form in self._words_in_letters(text) for p in self._places_of_letters(form))
        unknown = counts.pop(_UNKNOWN, 0)
        return Weighted.of(counts, unknown)

    def _places_in(self, form: str) -> tuple[int, ...]:
        """The places of a word's stretches of letters."""
        return tuple(self._letter_places.get(gram, _UNKNOWN) for gram in _letters_of_word(form))

    def cosines(self, vector: Vector, place: int) -> Vector:
        """A text's cosines with the examples of one entry, in their order."""
        own = self._own[place]
        found: Vector = self._vectors[own[own < len(self._vectors)]] @ vector
        return found

    def compare(self, texts: Sequence[str], vectors: Matrix) -> Comparison:
        """`texts`, with their vectors one a row, against every entry."""
        cosines = vectors @ self._vectors.T
        words = [self.weighted(text) for text in texts]
        held = np.stack([each.shares(self._held_or_answered) for each in words])
        letters = [self._in_letters(text) for text in texts]
        concepts = [self._concepts_of([text]) for text in texts]
        asked = [frozenset(c for c in own if c.startswith(ASKED_FOR)) for own in concepts]
        about = [own - for_ for own, for_ in zip(concepts, asked, strict=True)]
        return Comparison(
            nearest=np.maximum.reduceat(cosines, self._starts, axis=1),
            near=self._mean_of_best(cosines),
            words=self._best([each.products(self._words) for each in words]),
            covered=held[:, : len(self.entries)],
            letters=self._best([each.products(self._letters) for each in letters]),
            agrees=np.stack([self._shares(own) for own in asked]),
            about=np.stack([self._shares(own) for own in about]),
            answer=self._nearest_answers(vectors),
            in_answers=held[:, len(self.entries) :],
        )

    def _best(self, products: Sequence[Matrix]) -> Matrix:
        """Of each entry the best example's, a row a text."""
        best: Matrix = np.maximum.reduceat(np.stack(products), self._starts, axis=1)
        return best

    def _mean_of_best(self, cosines: Matrix) -> Matrix:
        every = np.hstack([cosines, np.full((len(cosines), 1), NOTHING)])
        by_entry = every.take(self._own, axis=1)
        if by_entry.shape[2] > BEST:
            by_entry = np.partition(by_entry, -BEST, axis=2)[:, :, -BEST:]
        mean: Matrix = np.where(by_entry > NOTHING, by_entry, 0).sum(axis=2) / self._averaged
        return mean.astype(np.float32)


@lru_cache(maxsize=16384)
def _letters_of_word(form: str) -> tuple[str, ...]:
    padded = f" {form} "
    return tuple(padded[i : i + 3] for i in range(len(padded) - 2))


def _for_vectors(texts: Iterable[str], language: Language) -> tuple[str, ...]:
    return tuple(for_vector(text, language) for text in texts)


def _places(starts: npt.NDArray[np.intp], size: int) -> npt.NDArray[np.intp]:
    """The places of each entry's examples, one row an entry, filled up with the place after the last."""
    sizes = np.diff(np.append(starts, size))
    most = int(sizes.max()) if len(sizes) else 0
    steps = np.arange(most)
    return np.where(steps < sizes[:, None], starts[:, None] + steps, size)


def _stack(rows: Sequence[Vector]) -> Matrix:
    return np.stack(rows).astype(np.float32) if rows else np.zeros((0, 1), dtype=np.float32)
