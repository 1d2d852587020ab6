"""Which facts of the case a message asks for."""

import re

from chattrainer.reading.analysis import Analysis
from chattrainer.reading.clauses import Segment
from chattrainer.reading.language import Language
from chattrainer.reading.matching import Match, Matcher, fragments
from chattrainer.reading.pairs import PairModels, Query

LIKELY_QUESTION = 0.3
"""Least probability of an act of asking for a segment without the form of a question or a request."""
_FIELD_OR_QUESTION = re.compile(r"[?:]\s*$")


def asked(
    analysis: Analysis, matcher: Matcher, models: PairModels, language: Language
) -> tuple[list[Match], list[Match]]:
    """(sure, unsure): the best fact of each segment that asks, and of each member of a list in it.

    Only the likeliest unsure one is given, and only when nothing is sure.
    """
    sure: dict[str, Match] = {}
    unsure: dict[str, Match] = {}
    for number, segment in enumerate(analysis.segments):
        if not matcher.entries or not asks_something(analysis, number, language):
            continue
        for query, start, end in _queries(analysis, matcher, number, segment, language):
            probabilities = matcher.probabilities(query)
            best = int(probabilities.argmax())
            match = Match(matcher.entries[best], start, end, number, float(probabilities[best]))
            kept = sure if match.probability >= models.levels["ask"] else unsure
            if match.probability >= models.levels["ask_unsure"]:
                known = kept.get(match.entry.id)
                if known is None or known.probability < match.probability:
                    kept[match.entry.id] = match
    doubtful = sorted(unsure.values(), key=lambda m: (-m.probability, m.start))
    return sorted(sure.values(), key=lambda m: (m.start, m.end)), [] if sure else doubtful[:1]


def _queries(
    analysis: Analysis, matcher: Matcher, number: int, segment: Segment, language: Language
) -> list[tuple[Query, int, int]]:
    found = [(matcher.query(analysis, number), segment.start, segment.end)]
    for start, end in fragments(segment, language):
        query = matcher.fragment_query(analysis, number, segment.text[start:end], segment.folded[start:end])
        found.append((query, segment.start + start, segment.start + end))
    return found


def asks_something(analysis: Analysis, number: int, language: Language) -> bool:
    """Whether a segment has the form of a question or a request, or is likely one."""
    segment = analysis.segments[number]
    if _FIELD_OR_QUESTION.search(segment.folded) or language.interrogative.search(segment.folded):
        return True
    if language.request.search(segment.folded):
        return True
    likely = analysis.probability(number, "request_data", "ask_closed", "ask_open", "ask_choice")
    return likely >= LIKELY_QUESTION
