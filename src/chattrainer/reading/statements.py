"""What a message tells, offers, and says though it must not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from chattrainer.reading.analysis import Analysis
from chattrainer.reading.clauses import Segment
from chattrainer.reading.comparison import before, same
from chattrainer.reading.days import counted, naming
from chattrainer.reading.language import language
from chattrainer.reading.matching import Match, Matcher
from chattrainer.reading.pairs import LEVELS, Matrix, PairModels, Query
from chattrainer.reading.text import fold, words
from chattrainer.reading.values import Found, values_in, values_of
from chattrainer.reading.vocabulary import Entry, Vocabulary

SURE_DESPITE_POLARITY = 0.93
"""A negative thing (*no fee*) said without a negation has to be this likely, and a forbidden one in a request."""
SURE_DESPITE_DENIAL = 0.58
"""Something without a value that not all its examples deny, said with a denial, has to be this likely."""
DENIED_LEAD = 0.2
"""How much nearer to what an entry affirms than to what it denies a denial lies that takes something back."""
SOME = 0.5
"""Share of a forbidden thing's examples from which it may be put as a request."""
LIKELY_SEEKING = 0.5
"""What seeks to learn something as surely as this is heard as forbidden only if that is all but certain."""
RIGHT_AS_SAID, WRONG_AS_SAID = 0.04, 0.3
"""As likely has a thing to be with its right day, or another, as it is said, to be held against it with the day that
its examples name: to name that day is nearly enough to be taken for it, whatever else is said. A false *told wrong*
costs the agent.
"""
LEAST_CONTENT = 2
"""Words with subject matter that a forbidden thing has to name."""


@dataclass
class Said:
    """Matches by id: of each the likeliest."""

    tells: dict[str, Match] = field(default_factory=dict)
    tells_wrong: dict[str, Match] = field(default_factory=dict)
    offers: dict[str, Match] = field(default_factory=dict)
    forbidden: dict[str, Match] = field(default_factory=dict)


@dataclass(frozen=True)
class _Heard:
    """A segment as it is held against the entries, and its place; `few` says that it names next to nothing, `seeks`
    is the probability that it seeks to learn something.
    """

    segment: Segment
    number: int
    folded: str
    words: frozenset[str]
    values: tuple[Found, ...]
    few: bool
    seeks: float


@dataclass(frozen=True)
class Candidate:
    """An entry that a segment may mean. `right` are the values in it that are the entry's, `wrong` others of its
    kind; `in_words` says that the entry's value, which is no date or number, stands there. `is_bare` says that the
    segment names next to nothing (*it's free*) and is none of the entry's examples.
    """

    match: Match
    right: tuple[Found, ...] = ()
    wrong: tuple[Found, ...] = ()
    in_words: bool = False
    is_bare: bool = False


def stated(analysis: Analysis, matcher: Matcher, models: PairModels, vocabulary: Vocabulary) -> Said:
    """Everything stated in a message. What is told rightly anywhere in it is not wrong."""
    said = Said()
    least = min(models.levels[name] for name in LEVELS if not name.startswith("ask"))
    if matcher.entries and analysis.segments:
        queries = [matcher.query(analysis, number) for number in range(len(analysis.segments))]
        disowned = matcher.stance.disowns(analysis.folded)
        probabilities = _with_days_named(matcher.probabilities(queries), queries, matcher, vocabulary)
        # What is likely enough for nothing needs no closer look.
        for number in np.flatnonzero((probabilities >= least).any(axis=1)).tolist():
            own = analysis.segments[number]
            if any(own.start < end and start < own.end for start, end in disowned):
                continue
            heard = _heard(analysis.segments[number], number, queries[number], vocabulary.language)
            candidates = _candidates(heard, probabilities[number].tolist(), least, matcher, vocabulary)
            _hear(said, _not_taken_back(candidates, queries[number], matcher), models)
    _hear_links(said, analysis, vocabulary)
    for name in said.tells:
        said.tells_wrong.pop(name, None)
    return said


def _with_days_named(
    probabilities: Matrix, queries: Sequence[Query], matcher: Matcher, vocabulary: Vocabulary
) -> Matrix:
    """The probabilities, those of tells that name their day as if the segments that count one from today did."""
    if not matcher.named_days:
        return probabilities
    for number, query in enumerate(queries):
        days = counted(query.folded, language(vocabulary.language))
        if len(days) != 1 or query.seeks >= LIKELY_SEEKING:
            continue
        in_touch = matcher.keeps_in_touch(query.folded)
        for name in dict.fromkeys(matcher.named_days.values()):
            put = matcher.probabilities([matcher.reworded(query, naming(query.text, days[0], name))])[0]
            for place, own in matcher.named_days.items():
                as_said = probabilities[number, place]
                wanted = values_of(matcher.entries[place].value, vocabulary.language)
                is_right = any(same(days[0], value, vocabulary.today) for value in wanted)
                enough = as_said >= (RIGHT_AS_SAID if is_right else WRONG_AS_SAID)
                if own == name and enough and not (in_touch and matcher.in_touch_shares[place] == 0):
                    probabilities[number, place] = max(as_said, put[place])
    return probabilities


def _heard(segment: Segment, number: int, query: Query, code: str) -> _Heard:
    said, few = frozenset(words(segment.folded)), query.content_words < LEAST_CONTENT
    values = (*values_in(segment.folded, code), *_in_days(segment.folded, code))
    return _Heard(segment, number, segment.folded, said, values, few, query.seeks)


def _in_days(folded: str, code: str) -> tuple[Found, ...]:
    """Delays that count a day from today (*in two weeks*), as that day."""
    known = {value.start for value in values_in(folded, code)}
    return tuple(day for day in counted(folded, language(code)) if day.start not in known)


@dataclass(frozen=True)
class _Manner:
    """How a segment says what it says."""

    asks: bool
    requests: bool
    denies: bool
    negative: bool
    doubts: bool
    in_touch: bool


def _manner_of(heard: _Heard, matcher: Matcher) -> _Manner:
    stance, folded = matcher.stance, heard.folded
    asks = stance.asks(folded, heard.segment.part)
    return _Manner(
        asks=asks,
        requests=asks or matcher.asks_for(folded) or heard.seeks >= LIKELY_SEEKING,
        denies=stance.denies(folded),
        negative=stance.is_negative(folded),
        doubts=matcher.doubts(folded),
        in_touch=matcher.keeps_in_touch(folded),
    )


def _candidates(
    heard: _Heard, probabilities: Sequence[float], least: float, matcher: Matcher, vocabulary: Vocabulary
) -> list[Candidate]:
    """What the segment may mean, by the entries' probabilities of `least` and more."""
    segment, manner = heard.segment, _manner_of(heard, matcher)
    found = []
    for place, probability, only_right in _likely(probabilities, least, matcher):
        entry = matcher.entries[place]
        if _cannot_mean(place, probability, manner, matcher):
            continue
        if entry.kind == "offer" and matcher.names_another_value(heard.values, place):
            continue
        match = Match(entry, segment.start, segment.end, heard.number, probability)
        candidate = _looked_at(match, heard, vocabulary)
        if candidate.right or not only_right:
            found.append(candidate)
    return found


def _likely(probabilities: Sequence[float], least: float, matcher: Matcher) -> list[tuple[int, float, bool]]:
    """(place of an entry, probability, whether it counts only with the right value).

    What speaks of the day that must not be promised too early tells that day where it is the right one: *you'll have
    it the day after tomorrow* lies near *you'll have it tomorrow*.
    """
    likely = [(place, p, False) for place, p in enumerate(probabilities) if p >= least]
    for place, early in matcher.of_one_day.items():
        as_early = max((probabilities[other] for other in early), default=0.0)
        if as_early >= max(least, probabilities[place]):
            likely.append((place, as_early, True))
    return likely


def _cannot_mean(place: int, probability: float, manner: _Manner, matcher: Matcher) -> bool:
    """Whether what is said in this manner isn't the entry, or not likely enough to be."""
    entry = matcher.entries[place]
    if manner.doubts and entry.kind == "tell" and matcher.doubting_shares[place] == 0:
        return True
    if manner.in_touch and entry.value_before and matcher.in_touch_shares[place] == 0:
        # *I'll call you tomorrow* promises no delivery.
        return True
    if manner.asks and entry.kind != "offer" and matcher.asking_shares[place] == 0:
        return True
    if manner.denies and matcher.negative_shares[place] == 0:
        return True
    return probability < _least_in(place, manner, matcher)


def _least_in(place: int, manner: _Manner, matcher: Matcher) -> float:
    """How likely an entry has to be, said in this manner."""
    entry = matcher.entries[place]
    if manner.requests and entry.kind == "forbidden" and matcher.asking_shares[place] < SOME:
        # *We need the bank's notice* is no doubt that she paid.
        return SURE_DESPITE_POLARITY
    if not manner.negative and matcher.denying_shares[place] == 1:
        return SURE_DESPITE_POLARITY
    if manner.denies and entry.kind == "tell" and not entry.value and matcher.denying_shares[place] < 1:
        # *That's not in our zone* lies near *it's in our zone*.
        return SURE_DESPITE_DENIAL
    return 0.0


def _not_taken_back(candidates: list[Candidate], query: Query, matcher: Matcher) -> list[Candidate]:
    """Without the things whose contrary is said: *returns aren't free* does not tell that they are, and to say the
    contrary of what is forbidden is right.
    """

    def is_taken_back(entry: Entry) -> bool:
        return matcher.takes_back(query, entry, 0.0 if entry.kind == "forbidden" else DENIED_LEAD)

    return [candidate for candidate in candidates if not is_taken_back(candidate.match.entry)]


def _looked_at(match: Match, heard: _Heard, vocabulary: Vocabulary) -> Candidate:
    candidate = _with_values(match, heard, vocabulary)
    bare = heard.few and match.entry.kind == "forbidden" and not _is_example(match.entry, heard.folded)
    return replace(candidate, is_bare=True) if bare else candidate


def _is_example(entry: Entry, folded: str) -> bool:
    said = words(folded)
    return any(words(fold(example)) == said for example in entry.examples)


def _with_values(match: Match, heard: _Heard, vocabulary: Vocabulary) -> Candidate:
    entry, today, values = match.entry, vocabulary.today, heard.values
    if entry.value_before:
        limits = values_of(entry.value_before, vocabulary.language)
        early = [v for v in values if today and any(before(v, limit, today) for limit in limits)]
        return Candidate(match, right=tuple(early))
    wanted = values_of(entry.value, vocabulary.language)
    if not wanted:
        return Candidate(match, in_words=heard.words.issuperset(words(fold(entry.value))))
    right = tuple(v for v in values if any(same(v, w, today) for w in wanted))
    kinds = {w.kind for w in wanted}
    wrong = () if right else tuple(v for v in values if v.kind in kinds and not _beside(v, values))
    return Candidate(match, right, wrong)


def _beside(value: Found, values: tuple[Found, ...]) -> bool:
    """Whether a value shares its words with one of another kind (*18 h* is a time and a delay)."""
    return any(v is not value and v.start == value.start and v.kind != value.kind for v in values)


def _hear(said: Said, candidates: list[Candidate], models: PairModels) -> None:
    # A delay counted from today ends where the delay does.
    explained = {
        v.end
        for c in candidates
        if c.right and c.match.entry.kind == "tell" and c.match.probability >= models.levels["tell_right"]
        for v in c.right
    }
    for candidate in candidates:
        entry, probability = candidate.match.entry, candidate.match.probability
        if entry.kind == "tell":
            _hear_tell(said, candidate, models, explained)
        elif entry.kind == "offer" and probability >= models.levels["offer"]:
            _keep(said.offers, candidate.match, models.levels["offer"])
        elif entry.kind == "forbidden" and _is_forbidden(candidate, candidates, models):
            _keep(said.forbidden, candidate.match, _forbidden_level(entry, models))


def _forbidden_level(entry: Entry, models: PairModels) -> float:
    return models.levels["tell_wrong" if entry.value_before else "forbidden"]


def _is_forbidden(candidate: Candidate, candidates: list[Candidate], models: PairModels) -> bool:
    """A false *forbidden* costs an agent the case: it has to be likelier than anything allowed, and say enough."""
    entry, probability = candidate.match.entry, candidate.match.probability
    if entry.value_before:
        return bool(candidate.right) and probability >= _forbidden_level(entry, models)
    allowed = max((c.match.probability for c in candidates if c.match.entry.kind != "forbidden"), default=0.0)
    return probability >= _forbidden_level(entry, models) and probability > allowed and not candidate.is_bare


def _hear_tell(said: Said, candidate: Candidate, models: PairModels, explained: set[int]) -> None:
    match, levels = candidate.match, models.levels
    if not match.entry.value:
        if match.probability >= levels["tell"]:
            _keep(said.tells, match, levels["tell"])
    elif candidate.right or candidate.in_words:
        if match.probability >= levels["tell_right"]:
            _keep(said.tells, match, levels["tell_right"])
    elif match.probability >= levels["tell_wrong"]:
        if any(v.end not in explained for v in candidate.wrong):
            _keep(said.tells_wrong, match, levels["tell_wrong"])


def _keep(kept: dict[str, Match], match: Match, level: float) -> None:
    known = kept.get(match.entry.id)
    if known is None or known.probability < match.probability:
        kept[match.entry.id] = replace(match, level=level)


def _hear_links(said: Said, analysis: Analysis, vocabulary: Vocabulary) -> None:
    """A link tells by standing in the message."""
    for entry in vocabulary.statements:
        if not entry.link:
            continue
        start = analysis.folded.find(fold(entry.link))
        if start >= 0:
            end = start + len(entry.link)
            said.tells[entry.id] = Match(entry, start, end, _segment_at(analysis, start), 1.0)


def _segment_at(analysis: Analysis, place: int) -> int:
    return next((i for i, s in enumerate(analysis.segments) if s.start <= place < s.end), 0)
