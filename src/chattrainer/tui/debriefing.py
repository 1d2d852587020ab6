"""What a debrief says, drawn from a scorecard: pure, and without words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chattrainer.model.case import Case
from chattrainer.model.ids import CRITERIA, Criterion
from chattrainer.model.scorecard import ChatScore, Evidence, Scorecard
from chattrainer.model.transcript import ChatState, Transcript

COSTS_SHOWN = 8
GAINS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class ChatDebrief:
    """One chat: how it ended, what cost points (dearest first), what earned them, what to do better."""

    score: ChatScore
    case: Case | None
    state: ChatState | None
    costs: tuple[Evidence, ...]
    gains: tuple[Evidence, ...]

    def speaker(self, evidence: Evidence) -> str:
        """`agent` or `customer`, whose message the evidence is about; empty when it is about no message."""
        messages = self.state.messages if self.state is not None else ()
        return next((m.sender for m in messages if m.number == evidence.event), "")

    @property
    def advice(self) -> tuple[tuple[Criterion, str], ...]:
        """The coach's advice, the weakest criterion first."""
        if self.case is None:
            return ()
        given = self.case.scenario.coaching.advice
        return tuple((name, given[name]) for name in weakest_first(self.score.scores) if name in given)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing to work on: a criterion, the rule that cost most in it, and an example."""

    criterion: Criterion
    worst: Evidence | None
    advice: str | None


@dataclass(frozen=True, slots=True)
class Debrief:
    """A whole sitting."""

    scorecard: Scorecard
    chats: tuple[ChatDebrief, ...]
    sitting_costs: tuple[Evidence, ...]
    next_step: NextStep | None


def debrief(scorecard: Scorecard, transcript: Transcript, cases: Iterable[Case]) -> Debrief:
    """Puts together what is told of each chat, and of the sitting."""
    by_chat = {case.chat: case for case in cases}
    states = {chat.chat: chat for chat in transcript.chats}
    chats = tuple(
        ChatDebrief(
            score,
            by_chat.get(score.chat),
            states.get(score.chat),
            _costs(e for e in scorecard.evidence if e.chat == score.chat)[:COSTS_SHOWN],
            _gains(e for e in scorecard.evidence if e.chat == score.chat)[:GAINS_SHOWN],
        )
        for score in scorecard.chats
    )
    pooled = _costs(e for e in scorecard.evidence if e.chat is None)
    return Debrief(scorecard, chats, pooled, _next_step(scorecard, chats))


def weakest_first(scores: "dict[Criterion, float | None]") -> list[Criterion]:
    """The criteria that were judged, weakest first; then the others."""
    return sorted(CRITERIA, key=lambda name: _rank(scores.get(name)))


def _rank(score: float | None) -> tuple[bool, float]:
    return (score is None, score if score is not None else 0.0)


def _costs(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted((e for e in evidence if e.effect < 0), key=lambda e: (e.effect, e.event or 0)))


def _gains(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted((e for e in evidence if e.effect > 0), key=lambda e: (-e.effect, e.event or 0)))


def _next_step(scorecard: Scorecard, chats: Sequence[ChatDebrief]) -> NextStep | None:
    judged = [name for name in weakest_first(scorecard.scores) if scorecard.scores.get(name) is not None]
    if not judged:
        return None
    criterion = judged[0]
    worst = _worst_rule(scorecard.evidence, criterion)
    advice = (text for chat in chats for name, text in chat.advice if name == criterion)
    return NextStep(criterion, worst, next(advice, None))


def _worst_rule(evidence: Iterable[Evidence], criterion: Criterion) -> Evidence | None:
    """An example of the rule that cost most in all, the dearest one of it."""
    costs = [e for e in evidence if e.criterion == criterion and e.effect < 0]
    if not costs:
        return None
    totals: dict[str, float] = {}
    for cost in costs:
        totals[cost.rule] = totals.get(cost.rule, 0.0) + cost.effect
    rule = min(totals, key=lambda name: (totals[name], name))
    return min((c for c in costs if c.rule == rule), key=lambda c: (c.effect, c.event or 0))
