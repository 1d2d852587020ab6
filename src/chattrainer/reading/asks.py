"""Which facts of the case a message asks for."""

import re

from chattrainer.reading.analysis import Analysis
from chattrainer.reading.language import Language
from chattrainer.reading.matching import Match, Matcher
from chattrainer.reading.pairs import PairModels, Query

LIKELY_QUESTION = 0.15
"""Least probability of an act of asking for a segment without the form of a question or a request."""
SURE_DESPITE_OFFER = 0.95
"""*Want me to email it to you?* hardly asks for the address: such an ask has to be this likely."""
_FIELD_OR_QUESTION = re.compile(r"[?:]\s*$")


def asked(
    analysis: Analysis, matcher: Matcher, models: PairModels, language: Language
) -> tuple[list[Match], list[Match]]:
    """(sure, unsure): the best fact of each segment that asks, and of each member of a list in it.

    Only the likeliest unsure one is given, and only when nothing is sure.
    """
    sure: dict[str, Match] = {}
    unsure: dict[str, Match] = {}
    queries = _queries(analysis, matcher, language)
    rows = matcher.probabilities([query for query, *_ in queries]) if queries else ()
    for (_, start, end, number), probabilities in zip(queries, rows, strict=True):
        own_doing = _offers_to_act(analysis.segments[number].folded, language)
        best = int(probabilities.argmax())
        level = models.levels["ask"] if not own_doing else SURE_DESPITE_OFFER
        match = Match(matcher.entries[best], start, end, number, float(probabilities[best]), level)
        kept = sure if match.probability >= level else unsure
        if match.probability >= models.levels["ask_unsure"]:
            known = kept.get(match.entry.id)
            if known is None or known.probability < match.probability:
                kept[match.entry.id] = match
    doubtful = sorted(unsure.values(), key=lambda m: (-m.probability, m.start))
    return sorted(sure.values(), key=lambda m: (m.start, m.end)), [] if sure else doubtful[:1]


def _offers_to_act(folded: str, language: Language) -> bool:
    """Whether the agent asks to do one thing; of two things, the customer is asked which she prefers."""
    return language.own_doing.search(folded) is not None and language.choice.search(folded) is None


def _queries(analysis: Analysis, matcher: Matcher, language: Language) -> list[tuple[Query, int, int, int]]:
    """The segments that ask, each with the members of a list in it: (query, start, end, number of the segment)."""
    found: list[tuple[Query, int, int, int]] = []
    for number, segment in enumerate(analysis.segments):
        if matcher.entries and asks_something(analysis, number, language):
            found.append((matcher.query(analysis, number), segment.start, segment.end, number))
            for query, start, end in matcher.fragment_queries(analysis, number):
                found.append((query, segment.start + start, segment.start + end, number))
    return found


def asks_something(analysis: Analysis, number: int, language: Language) -> bool:
    """Whether a segment has the form of a question or a request, or is likely one."""
    segment = analysis.segments[number]
    if _FIELD_OR_QUESTION.search(segment.folded) or language.interrogative.search(segment.folded):
        return True
    if language.request.search(segment.folded):
        return True
    if language.declares.match(segment.folded):
        return False
    likely = analysis.probability(number, "request_data", "ask_closed", "ask_open", "ask_choice")
    return likely >= LIKELY_QUESTION
