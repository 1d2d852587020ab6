"""Which facts of the customer come back in the agent's words, as a statement or a check."""

import math
from collections import Counter
from collections.abc import Sequence

from chattrainer.model.reading import ContextLine
from chattrainer.reading.analysis import Analysis
from chattrainer.reading.clauses import Segment
from chattrainer.reading.comparison import same
from chattrainer.reading.index import content
from chattrainer.reading.language import Language
from chattrainer.reading.protocols import Embedder
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


class Restating:
    """The facts of a case, ready to be recognised."""

    def __init__(self, vocabulary: Vocabulary, language: Language, embedder: Embedder) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._says = {r.id: [self._words(text) for text in r.says] for r in vocabulary.restatables}
        counts = Counter(
            word for variants in self._says.values() for word in frozenset[str]().union(*variants)
        )
        self._vectors = {
            r.id: embedder.embed_all([for_vector(text, language) for text in r.says])
            for r in vocabulary.restatables
        }
        self._weights = {word: math.log((len(self._says) + 1) / n) for word, n in counts.items()}

    def _words(self, text: str) -> Words:
        forms = content(text, self._language)
        return frozenset(form for form, matter in forms if matter and not form.startswith(":"))

    def _weight(self, forms: Words) -> float:
        return sum(self._weights.get(form, 0.0) for form in sorted(forms))

    def found(
        self, analysis: Analysis, context: Sequence[ContextLine], asked: dict[int, set[str]]
    ) -> list[tuple[str, Segment, float]]:
        """(fact, segment, confidence). `asked` are the facts that each segment asks for: those are not restated."""
        kept: dict[str, tuple[Segment, float]] = {}
        said = [line.text for line in context if line.sender == "customer"]
        for number, segment in enumerate(analysis.segments):
            if analysis.probability(number, "greeting", "farewell") >= 0.5 and not segment.part:
                continue
            cue = analysis.probability(number, "reformulation") >= REFORMULATES
            if not cue and analysis.probability(number, "request_data", "ask_open", "ask_choice") >= 0.5:
                continue
            for fact in self._vocabulary.restatables:
                if fact.id in asked.get(number, set()) and not (cue and said):
                    continue
                confidence = self._confidence(analysis, number, fact, cue, said)
                if confidence > kept.get(fact.id, (segment, 0.0))[1]:
                    kept[fact.id] = (segment, round(confidence, 3))
        return [(name, segment, confidence) for name, (segment, confidence) in kept.items()]

    def _confidence(
        self, analysis: Analysis, number: int, fact: Restatable, cue: bool, said: Sequence[str]
    ) -> float:
        segment = analysis.segments[number]
        own = self._words(segment.text)
        if self._value_stands(segment, fact, own):
            return 1.0
        if fact.identity:
            return 0.0
        needed = SHARED_WITH_CUE if cue else SHARED_WITHOUT_CUE
        best = max((self._shared(own, variant) for variant in self._variants(fact, said)), default=0.0)
        if best >= needed:
            return best
        if not cue:
            return 0.0
        vector = analysis.vectors[number]
        near = max((float(says @ vector) for says in self._vectors[fact.id]), default=0.0)
        return near if near >= NEAR_WITH_CUE else 0.0

    def _variants(self, fact: Restatable, said: Sequence[str]) -> list[Words]:
        """Her wordings, and what she wrote herself when it was one of them in other words."""
        variants = list(self._says[fact.id])
        for line in said:
            forms = self._words(line)
            if any(self._shared(forms, variant) >= SHARED_WITHOUT_CUE for variant in self._says[fact.id]):
                variants.append(frozenset(form for form in forms if form in self._weights))
        return variants

    def _shared(self, own: Words, variant: Words) -> float:
        """Share of the variant's words, by weight, in `own`; at least two have to be there, or its only one."""
        shared = own & variant
        if len(shared) < min(2, len(variant)) or not shared:
            return 0.0
        if len(shared) == 1 and len(next(iter(shared))) < SHORTEST_TELLING_WORD:
            return 0.0
        whole = self._weight(variant)
        return self._weight(shared) / whole if whole else 0.0

    def _value_stands(self, segment: Segment, fact: Restatable, own: Words) -> bool:
        if not fact.value:
            return False
        code = self._vocabulary.language
        wanted = values_of(fact.value, code)
        if wanted:
            there = values_in(segment.folded, code)
            hits = [v for v in there if any(same(v, w, self._vocabulary.today) for w in wanted)]
            return bool(hits) and (not _bare(hits) or self._shares_a_word(own, fact))
        named = words(fold(fact.value))
        if "_" in fact.value or not set(named) <= set(words(segment.folded)):
            return False
        telling = any(len(word) >= SHORTEST_TELLING_WORD for word in named)
        return telling or self._shares_a_word(own - set(named), fact)

    def _shares_a_word(self, own: Words, fact: Restatable) -> bool:
        return any(own & variant for variant in self._says[fact.id])


def _bare(hits: Sequence[Found]) -> bool:
    return all(hit.kind == "number" for hit in hits)
