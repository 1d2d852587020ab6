"""Which facts of the customer come back in the agent's words, as a statement or a check."""

import math
from collections import Counter, OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chattrainer.model.reading import ContextLine
from chattrainer.reading.analysis import Analysis
from chattrainer.reading.clauses import Segment
from chattrainer.reading.comparison import DAY_S, same
from chattrainer.reading.index import subject_matter
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Embedder, Vector
from chattrainer.reading.spelling import for_vector
from chattrainer.reading.text import fold, words
from chattrainer.reading.values import Found, values_in, values_of
from chattrainer.reading.vocabulary import Restatable, Vocabulary

Words = frozenset[str]

SHARED_WITHOUT_CUE = 0.6
SHARED_WITH_CUE = 0.34
"""Share of her words, by weight, that has to come back: without and with the tone of a reformulation."""
NEAR_WITH_CUE = 0.62
REFORMULATES = 0.4
SHORTEST_TELLING_WORD = 4
LINES_KEPT = 64
"""Lines of hers whose words are kept, for each case."""


@dataclass(frozen=True)
class _Known:
    """A fact made ready: her wordings as words and vectors; the value as values or, where it holds none, `named`: its
    words, and in `own_name` those with subject matter in dictionary form.
    """

    id: str
    identity: bool
    says: tuple[Words, ...]
    words: Words
    vectors: tuple[Vector, ...]
    values: tuple[Found, ...]
    named: Words | None
    own_name: Words


@dataclass(frozen=True)
class _Heard:
    """A segment as it is compared; `cue` says that it has the tone of a reformulation."""

    own: Words
    words: Words
    values: tuple[Found, ...]
    vector: Vector
    cue: bool


class Restating:
    """The facts of a case, ready to be recognised."""

    def __init__(self, vocabulary: Vocabulary, language: Language, embedder: Embedder) -> None:
        self._language = language
        self._today = vocabulary.today
        self._facts = tuple(self._known(fact, embedder) for fact in vocabulary.restatables)
        counts = Counter(word for fact in self._facts for word in fact.words)
        self._weights = {word: math.log((len(self._facts) + 1) / n) for word, n in counts.items()}
        self._echoes: OrderedDict[str, dict[str, Words]] = OrderedDict()

    def _known(self, fact: Restatable, embedder: Embedder) -> _Known:
        says = tuple(self._words(text) for text in fact.says)
        values = values_of(fact.value, self._language.code) if fact.value else ()
        in_words = fact.value and not values and "_" not in fact.value
        named = frozenset(words(fold(fact.value))) if in_words else None
        vectors = embedder.embed_all([for_vector(text, self._language) for text in fact.says])
        every = frozenset[str]().union(*says)
        own_name = self._words(fact.value) if in_words else frozenset[str]()
        return _Known(fact.id, fact.identity, says, every, vectors, values, named, own_name)

    def _words(self, text: str) -> Words:
        """Its words with subject matter. Those of a value are left out: *17 March* restates no other day in March."""
        spans = {(value.start, value.end) for value in values_in(fold(text), self._language.code)}
        for start, end in sorted(spans, reverse=True):
            text = f"{text[:start]} {text[end:]}"
        return subject_matter(text, self._language)

    def _weight(self, forms: Words) -> float:
        return sum(self._weights.get(form, 0.0) for form in sorted(forms))

    def found(
        self, analysis: Analysis, context: Sequence[ContextLine], asked: dict[int, set[str]]
    ) -> list[tuple[str, Segment, float]]:
        """(fact, segment, confidence). `asked` are the facts that each segment asks for: those are not restated."""
        kept: dict[str, tuple[Segment, float]] = {}
        said = [self._echoed(line.text) for line in context if line.sender == "customer"]
        for number, segment in enumerate(analysis.segments):
            if analysis.probability(number, "greeting", "farewell") >= 0.5 and not segment.part:
                continue
            cue = analysis.probability(number, "reformulation") >= REFORMULATES
            if not cue and analysis.probability(number, "request_data", "ask_open", "ask_choice") >= 0.5:
                continue
            heard = self._heard(segment, analysis.vectors[number], cue)
            for fact in self._facts:
                if fact.id in asked.get(number, set()) and not (cue and said):
                    continue
                confidence = self._confidence(heard, fact, said)
                if confidence > kept.get(fact.id, (segment, 0.0))[1]:
                    kept[fact.id] = (segment, round(confidence, 3))
        return [(name, segment, confidence) for name, (segment, confidence) in kept.items()]

    def _heard(self, segment: Segment, vector: Vector, cue: bool) -> _Heard:
        return _Heard(
            own=self._words(segment.text),
            words=frozenset(words(segment.folded)),
            values=values_in(segment.folded, self._language.code),
            vector=vector,
            cue=cue,
        )

    def _confidence(self, heard: _Heard, fact: _Known, said: Sequence[Mapping[str, Words]]) -> float:
        if self._value_stands(heard, fact):
            return 1.0
        if fact.identity:
            return 0.0
        needed = SHARED_WITH_CUE if heard.cue else SHARED_WITHOUT_CUE
        variants = (*fact.says, *(line[fact.id] for line in said if fact.id in line))
        best = max((self._shared(heard.own, variant) for variant in variants), default=0.0)
        if best >= needed:
            return best
        if not heard.cue:
            return 0.0
        near = max((float(says @ heard.vector) for says in fact.vectors), default=0.0)
        return near if near >= NEAR_WITH_CUE else 0.0

    def _echoed(self, line: str) -> dict[str, Words]:
        """By fact, the words of a line that she wrote herself, when it was one of her wordings in other words."""
        known = self._echoes.get(line)
        if known is None:
            forms = self._words(line)
            own = frozenset(form for form in forms if form in self._weights)
            known = self._echoes[line] = {
                fact.id: own for fact in self._facts if self._echoes_one(forms, fact)
            }
            if len(self._echoes) > LINES_KEPT:
                self._echoes.popitem(last=False)
        return known

    def _echoes_one(self, forms: Words, fact: _Known) -> bool:
        if forms.isdisjoint(fact.words):
            return False
        return any(self._shared(forms, variant) >= SHARED_WITHOUT_CUE for variant in fact.says)

    def _shared(self, own: Words, variant: Words) -> float:
        """Share of the variant's words, by weight, in `own`; at least two have to be there, or its only one."""
        shared = own & variant
        if len(shared) < min(2, len(variant)) or not shared:
            return 0.0
        if len(shared) == 1 and len(next(iter(shared))) < SHORTEST_TELLING_WORD:
            return 0.0
        whole = self._weight(variant)
        return self._weight(shared) / whole if whole else 0.0

    def _value_stands(self, heard: _Heard, fact: _Known) -> bool:
        if fact.values:
            hits = [v for v in heard.values if any(self._same(v, w) for w in fact.values)]
            return bool(hits) and (not _bare(hits) or not heard.own.isdisjoint(fact.words))
        if fact.named is None or not fact.named <= heard.words:
            return False
        telling = [word for word in fact.named if len(word) >= SHORTEST_TELLING_WORD]
        # One word alone is soon said of something else: *let me open your bill* gives back nothing of hers.
        enough = len(telling) > 1 or (bool(telling) and heard.cue)
        return enough or not (heard.own - fact.own_name).isdisjoint(fact.words)

    def _same(self, said: Found, wanted: Found) -> bool:
        """Whether a value said is hers. *Two minutes, please* is no day, though it will be over today."""
        is_wait = said.kind == "duration" and wanted.kind == "date" and said.number < DAY_S
        return not is_wait and same(said, wanted, self._today)


def _bare(hits: Sequence[Found]) -> bool:
    return all(hit.kind == "number" for hit in hits)
