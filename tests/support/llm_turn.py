"""A turn to be worded, of a shipped case: for tests of the prompt, the guard and the wordsmith."""

from chattrainer.app.opening import Wanted, prepare
from chattrainer.customers.llm.situation import Situation
from chattrainer.model.case import Plan
from chattrainer.model.effects import ScriptedMove
from chattrainer.model.exam import Conditions
from chattrainer.model.transcript import Message


def plan_of_case(scenario: str, seed: int = 1) -> Plan:
    return prepare(Wanted((scenario,), seed=seed, conditions=Conditions(worded=True))).plan


def talk(*lines: tuple[str, str]) -> tuple[Message, ...]:
    """Messages from (`agent` or `customer`, text)."""
    return tuple(
        Message(number=n, at=n * 1000, sender="agent" if who == "agent" else "customer", text=text)
        for n, (who, text) in enumerate(lines, start=2)
    )


def turn(plan: Plan, *moves: ScriptedMove, said: tuple[Message, ...] = ()) -> Situation:
    return Situation(plan.cases[0], moves, said, frozenset())
