"""The right end nearest to where a chat stands, part by part: what it asks to be told, known, offered, done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from chattrainer.model.case import Case
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.model.scenario import Condition
from chattrainer.model.transcript import ChatState

Kind = Literal["ledger", "told", "offered", "known", "done", "escalated_to", "handed_over"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One part of a right end; `met` as the chat stands."""

    kind: Kind
    id: str
    met: bool


@dataclass(frozen=True, slots=True)
class RightEnd:
    rule: int
    requirements: tuple[Requirement, ...]

    @property
    def progress(self) -> float:
        """The share of its parts that are met."""
        if not self.requirements:
            return 0.0
        return sum(r.met for r in self.requirements) / len(self.requirements)

    def of(self, *kinds: Kind) -> tuple[Requirement, ...]:
        return tuple(r for r in self.requirements if r.kind in kinds)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a chat has come to."""

    ledger: dict[str, object]
    told: frozenset[str]
    offered: frozenset[str]
    known: frozenset[str]
    done: frozenset[str]
    channels: frozenset[str]
    carried: frozenset[str]


def nearest_right_end(chat: ChatState, case: Case) -> RightEnd | None:
    """The rule that was reached, if it is a right one; else the one of which the most is met."""
    standing = _standing(chat, case)
    ends = [
        RightEnd(index, tuple(_requirements(condition, standing)))
        for index, rule in enumerate(case.scenario.resolution)
        for outcome, condition in rule.items()
        if outcome in RIGHT_ENDS and _applies(condition, case)
    ]
    reached = chat.outcome.rule if chat.outcome else None
    for end in ends:
        if end.rule == reached:
            return end
    return max(ends, key=lambda end: (end.progress, -end.rule), default=None)


def _applies(condition: Condition, case: Case) -> bool:
    return all(case.structure.get(name) == value for name, value in condition.structure.items())


def _standing(chat: ChatState, case: Case) -> _Standing:
    ledger: dict[str, object] = {
        f"{part}.{name}": value
        for part, values in case.scenario.case.items()
        for name, value in values.items()
    }
    done = [a.result for a in chat.actions if a.result is not None and a.result.ok]
    for result in done:
        ledger.update(result.changes)
    readings = [m.reading for m in chat.agent_messages if m.reading is not None]
    before = {name for name, fact in case.scenario.facts.items() if {"bot", "contact"} & set(fact.known_from)}
    return _Standing(
        ledger,
        frozenset(t for r in readings for t in r.tells),
        frozenset(o for r in readings for o in r.offers),
        frozenset({r.fact for r in chat.reveals} | before),
        frozenset(r.action for r in done),
        frozenset(h.channel for h in chat.hand_overs),
        frozenset(f for h in chat.hand_overs for f in h.carried),
    )


def _requirements(condition: Condition, standing: _Standing) -> Iterator[Requirement]:
    for path, value in condition.ledger.items():
        yield Requirement("ledger", path, standing.ledger.get(path) == value)
    for path, values in condition.ledger_any.items():
        yield Requirement("ledger", path, standing.ledger.get(path) in values)
    yield from (Requirement("told", t, t in standing.told) for t in condition.told)
    yield from (Requirement("offered", o, o in standing.offered) for o in condition.offered)
    yield from (Requirement("known", f, f in standing.known) for f in condition.known)
    yield from (Requirement("done", a, a in standing.done) for a in condition.done)
    if condition.escalated_to:
        reached = bool(standing.channels & set(condition.escalated_to))
        yield Requirement("escalated_to", condition.escalated_to[0], reached)
    yield from (Requirement("handed_over", f, f in standing.carried) for f in condition.handed_over)
