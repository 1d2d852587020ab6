"""How a chat stands: the scenario's resolution rules against what was known, told, offered and done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chattrainer.customers.state import MindState
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import Verdict
from chattrainer.model.case import Case
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.model.scenario import Condition, SecondRequestMove


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a rule may ask about."""

    case: Case
    state: MindState
    ledger: Ledger

    def token(self, token: str) -> bool:
        """Whether a token of `any` or `none` holds: a flag, `forbidden.<id>`, or an id told, offered, known, done."""
        flag = _FLAGS.get(token)
        if flag is not None:
            return flag(self)
        if token.startswith("forbidden."):
            return token.removeprefix("forbidden.") in self.state.forbidden
        return (
            token in self.state.told
            or token in self.state.offered
            or token in self.state.known_ids
            or token in self.ledger.done
        )

    @property
    def second_request_open(self) -> bool:
        """Whether she asked for a second thing that is not done yet."""
        for index, move in enumerate(self.case.scenario.behaviour):
            if isinstance(move, SecondRequestMove) and index in self.state.raised:
                done_by = move.second_request.done_by
                if done_by not in self.ledger.done and done_by not in self.state.told:
                    return True
        return False

    def missing(self, rule: Condition) -> Iterator[str]:
        """What the rule still lacks; nothing when it holds."""
        if rule.any and not any(self.token(t) for t in rule.any):
            yield " | ".join(rule.any)
        yield from (f"not {t}" for t in rule.none if self.token(t))
        yield from (f"{p}={v}" for p, v in rule.ledger.items() if self.ledger.value(p) != v)
        yield from (
            f"{p}={'|'.join(map(str, vs))}"
            for p, vs in rule.ledger_any.items()
            if self.ledger.value(p) not in vs
        )
        yield from (t for t in rule.told if t not in self.state.told)
        yield from (o for o in rule.offered if o not in self.state.offered)
        yield from (f for f in rule.known if f not in self.state.known_ids)
        yield from (a for a in rule.done if a not in self.ledger.done)
        if rule.escalated_to and not set(rule.escalated_to) & set(self.ledger.escalated_to):
            yield f"escalate:{'|'.join(rule.escalated_to)}"
        yield from (f"hand_over:{f}" for f in rule.handed_over if f not in self.ledger.carried)

    def applies(self, rule: Condition) -> bool:
        """Whether the rule is about this draw at all (its structural values)."""
        return all(self.case.structure.get(name) == value for name, value in rule.structure.items())


_FLAGS: dict[str, Callable[[Standing], bool]] = {
    "unverified_action": lambda standing: bool(standing.ledger.unverified),
    "told_wrong": lambda standing: bool(standing.state.told_wrong),
    "read_out": lambda standing: standing.state.read_out,
    "second_request": lambda standing: standing.second_request_open,
    "verified": lambda standing: is_verified(standing.case, standing.state),
}


def verdict(standing: Standing) -> Verdict:
    """The first rule that holds; `missing` is what the nearest right end still lacks."""
    lacking: tuple[str, ...] | None = None
    for index, rule in enumerate(standing.case.scenario.resolution):
        outcome, condition = next(iter(rule.items()))
        if not standing.applies(condition):
            continue
        missing = tuple(standing.missing(condition))
        if not missing:
            return Verdict(outcome, index, lacking or ())
        if outcome in RIGHT_ENDS and (lacking is None or len(missing) < len(lacking)):
            lacking = missing
    return Verdict("polite_failure", None, lacking or ())


def is_verified(case: Case, state: MindState) -> bool:
    """Whether enough identity facts were given; a case that asks for none is verified from the start."""
    wanted = case.scenario.verify
    if wanted is None:
        return True
    known = state.known_ids
    if wanted.any_two_of is not None:
        return sum(fact in known for fact in wanted.any_two_of) >= 2
    if wanted.any_one_of is not None:
        return any(fact in known for fact in wanted.any_one_of)
    return all(fact in known for fact in wanted.all_of or ())
