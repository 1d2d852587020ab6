"""Which facts of the case a message asks for."""

import re
from collections.abc import Mapping

import numpy as np

from chattrainer.reading.analysis import Analysis
from chattrainer.reading.language import Language
from chattrainer.reading.matching import Match, Matcher
from chattrainer.reading.pairs import Matrix, PairModels, Query

LEAST_SEEKING = 0.02
"""Least probability that a segment seeks to learn something, for it to be compared with the facts."""
FAINT, PLAIN = 0.7, 0.85
"""Probabilities below which an ask is faint, and from which it is plain."""
LEAST_LEAD = 0.05
"""By how much the likeliest fact has to lead over the second: where two are as likely, the customer asks back."""
SURE_IF_CARRIED = 0.4
"""A clause that seeks something only by what stands before it has to be this likely."""
SURE_OF_STRANGER = 0.95
"""*Your neighbour's number?* hardly asks for hers: an ask of someone no fact knows has to be this likely."""
SURE_DESPITE_ELSEWHERE = 0.9
"""What lies nearer to a question that asks for no fact has to be this likely: else it isn't even asked back."""
SURELY_ELSEWHERE = 0.05
"""What lies nearer to such a question by more than this cosine asks for no fact, however likely."""
SURE_DESPITE_DECLARING = 0.85
"""*I'm noting your postcode*, *that isn't your number* ask for none: what declares has to be this likely."""
SURE_DESPITE_OFFER = 0.88
"""*Want me to email it to you?* hardly asks for the address: such an ask has to be this likely."""
_FIELD_OR_QUESTION = re.compile(r"[?:]\s*$")


def asked(
    analysis: Analysis, matcher: Matcher, models: PairModels, language: Language, values: Mapping[str, str]
) -> tuple[list[Match], list[Match]]:
    """(sure, unsure): the best fact of each segment that asks, and of each member of a list in it.

    `values` are the facts' values, folded. Only the likeliest unsure one is given, and only when nothing is sure.
    """
    sure: dict[str, Match] = {}
    unsure: dict[str, Match] = {}
    queries = _queries(analysis, matcher, language)
    rows = matcher.probabilities([query for query, *_ in queries]) if queries else ()
    for (query, start, end, number), probabilities in zip(queries, rows, strict=True):
        folded = analysis.segments[number].folded
        best = int(probabilities.argmax())
        if _tells_it(folded, values.get(matcher.entries[best].id, ""), language):
            continue
        probability = float(probabilities[best])
        if probability < SURE_DESPITE_DECLARING and _declares(folded, language):
            continue
        elsewhere = matcher.lead_elsewhere(query, matcher.entries[best])
        if elsewhere > SURELY_ELSEWHERE or (elsewhere > 0 and probability < SURE_DESPITE_ELSEWHERE):
            continue
        level = _level(query, folded, matcher, models, language)
        if query.seeks > analysis.seeks[number]:
            level = max(level, SURE_IF_CARRIED)
        if probability - _second(probabilities) < LEAST_LEAD:
            level = max(level, probability + LEAST_LEAD)
        match = Match(matcher.entries[best], start, end, number, probability, level)
        kept = sure if match.probability >= level else unsure
        if match.probability >= models.levels["ask_unsure"]:
            known = kept.get(match.entry.id)
            if known is None or known.probability < match.probability:
                kept[match.entry.id] = match
    sure = _without_fainter(sure)
    doubtful = sorted(unsure.values(), key=lambda m: (-m.probability, m.start))
    return sorted(sure.values(), key=lambda m: (m.start, m.end)), [] if sure else doubtful[:1]


def _level(query: Query, folded: str, matcher: Matcher, models: PairModels, language: Language) -> float:
    """How likely an ask has to be to count, in a segment of this text."""
    levels = [models.levels["ask"]]
    if matcher.of_stranger(query):
        levels.append(SURE_OF_STRANGER)
    if language.own_doing.search(folded) is not None and language.choice.search(folded) is None:
        levels.append(SURE_DESPITE_OFFER)
    return max(levels)


def _without_fainter(sure: Mapping[str, Match]) -> dict[str, Match]:
    """Without what a part of a sentence faintly asks where the whole of it surely asks for another fact: *which would
    suit you* in *which would suit you, the sample first or the order now?*
    """
    plain = [match for match in sure.values() if match.probability >= PLAIN]

    def is_fainter(match: Match) -> bool:
        return match.probability < FAINT and any(p.start < match.end and match.start < p.end for p in plain)

    return {name: match for name, match in sure.items() if not is_fainter(match)}


def _tells_it(folded: str, value: str, language: Language) -> bool:
    """Whether the value itself stands there, and nothing asks: *the contract ends on 21 March, I'm noting it*.

    Only a value with a figure in it: a common word (*delivery*, *mother*) may well stand in a request.
    """
    if not any(c.isdigit() for c in value) or _has_form(folded, language):
        return False
    return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", folded) is not None


def _declares(folded: str, language: Language) -> bool:
    """Whether a segment declares something, and has no form of asking: *I'm noting your postcode*."""
    return language.declares.match(folded) is not None and not _has_form(folded, language)


def _second(probabilities: Matrix) -> float:
    return float(np.partition(probabilities, -2)[-2]) if len(probabilities) > 1 else 0.0


def _queries(analysis: Analysis, matcher: Matcher, language: Language) -> list[tuple[Query, int, int, int]]:
    """The segments that may ask, each with the members of a list in it: (query, start, end, segment's number)."""
    found: list[tuple[Query, int, int, int]] = []
    # A question that is listed as asking for no fact asks for none by its clauses either.
    listed = {
        segment.sentence
        for segment, vector in zip(analysis.segments, analysis.vectors, strict=True)
        if not segment.part and matcher.is_listed_elsewhere(vector)
    }
    for number, segment in enumerate(analysis.segments):
        seeks = _seeks(analysis, number, language)
        if matcher.entries and seeks >= LEAST_SEEKING and segment.sentence not in listed:
            found.append((matcher.query(analysis, number, seeks), segment.start, segment.end, number))
            for query, start, end in matcher.fragment_queries(analysis, number):
                found.append((query, segment.start + start, segment.start + end, number))
    return found


def _has_form(folded: str, language: Language) -> bool:
    """Whether a segment has the form of a question or a request."""
    asks = _FIELD_OR_QUESTION.search(folded) or language.interrogative.search(folded)
    return bool(asks or language.request.search(folded))


def _seeks(analysis: Analysis, number: int, language: Language) -> float:
    """How likely a segment seeks something; 0 where it says that it isn't needed. What a request goes on to (*tell me
    your number and what it cost you*) seeks as surely as the clauses before it in the sentence.
    """
    segment = analysis.segments[number]
    if language.needless.search(segment.folded) is not None:
        return 0.0
    before: tuple[int, ...] = (number,)
    if segment.part and language.carried.match(segment.folded) is not None:
        before = tuple(
            i
            for i, other in enumerate(analysis.segments[: number + 1])
            if other.part and other.sentence == segment.sentence
        )
    return float(max(analysis.seeks[i] for i in before))
