"""Which ends and which moves of the case the plays came to, and which none did."""

from collections.abc import Iterable, Iterator

from chattrainer.app.proof.bench import Play
from chattrainer.app.proof.findings import Reached
from chattrainer.model.scenario import (
    DigressionMove,
    IdleCheckMove,
    Move,
    ObjectionMove,
    QuestionMove,
    Scenario,
)


def outcomes_reached(scenario: Scenario, plays: Iterable[Play]) -> Reached:
    """By name of the outcome and, of several rules with one outcome, by the rule's place in the file."""
    names = _rule_names(scenario)
    found: dict[str, int] = {}
    for play in plays:
        outcome = play.chat.outcome
        rule = outcome.rule if outcome is not None else None
        name = names[rule] if rule is not None else str(play.score.outcome)
        found[name] = found.get(name, 0) + 1
    return Reached(found=dict(sorted(found.items())), never=tuple(n for n in names if n not in found))


def moves_reached(scenario: Scenario, plays: Iterable[Play]) -> Reached:
    """Her own moves (`objection:reship`), her come-back, and what she volunteers or leads with."""
    names = [_move_name(move) for move in scenario.behaviour]
    declared = [*names, *_of_facts(scenario), *(["comes_back"] if scenario.if_unsolved else [])]
    found: dict[str, int] = {}
    for play in plays:
        for name in {_said_name(m.move, m.move_of, names) for m in play.chat.customer_messages}:
            if name in declared:
                found[name] = found.get(name, 0) + 1
    return Reached(found=dict(sorted(found.items())), never=tuple(n for n in declared if n not in found))


def _said_name(move: str, of: str | None, names: list[str]) -> str:
    if of is not None and of.isdecimal() and int(of) < len(names):
        return names[int(of)]
    if move in ("volunteer", "led", "beside"):
        return f"{move}:{of}"
    return move


def _of_facts(scenario: Scenario) -> Iterator[str]:
    for name, fact in scenario.facts.items():
        if fact.volunteered != "never":
            yield f"volunteer:{name}"
        if fact.led is not None:
            yield f"led:{name}"
        if fact.first_answer is not None:
            yield f"beside:{name}"


def _move_name(move: Move) -> str:
    if isinstance(move, ObjectionMove):
        return f"objection:{move.objection.after}"
    if isinstance(move, DigressionMove):
        return f"digression:{move.digression.after_turns}"
    if isinstance(move, QuestionMove):
        return f"question:{'|'.join(move.question.answered_by)}"
    if isinstance(move, IdleCheckMove):
        return "idle_check"
    return f"second_request:{move.second_request.done_by}"


def _rule_names(scenario: Scenario) -> list[str]:
    outcomes = [next(iter(rule)) for rule in scenario.resolution]
    names = []
    for index, outcome in enumerate(outcomes):
        nth = outcomes[: index + 1].count(outcome)
        names.append(str(outcome) if outcomes.count(outcome) == 1 else f"{outcome} ({nth})")
    return names
