"""The steps of a skilled agent through a case: the scenario's `robots.plan`, read once."""

from collections.abc import Sequence
from dataclasses import dataclass

from chattrainer.model.case import Case
from chattrainer.model.ids import Disposition
from chattrainer.model.scenario import Action
from chattrainer.model.transcript import ChatState

VERBS = ("ask", "offer", "do", "tell", "refuse", "escalate")


@dataclass(frozen=True, slots=True)
class Step:
    """`verb` is one of VERBS; `of` the id of a fact, offer, action, tell or channel."""

    verb: str
    of: str


def steps_of(case: Case) -> tuple[Step, ...]:
    """The plan's steps that apply to this draw. Raises ValueError for a step that cannot be read."""
    return tuple(
        step for text in case.scenario.robots.plan if (step := _step(text, case.structure)) is not None
    )


def left_out(steps: Sequence[Step], verbs: Sequence[str], count: int) -> list[Step]:
    """The steps without the last `count` of those verbs: what a weaker agent forgets."""
    places = [i for i, step in enumerate(steps) if step.verb in verbs]
    forgotten = set(places[len(places) - count :]) if count else set()
    return [step for i, step in enumerate(steps) if i not in forgotten]


def disposition_of(case: Case) -> Disposition:
    """How a skilled agent closes this case."""
    verbs = {step.verb for step in steps_of(case)}
    if "escalate" in verbs:
        return "escalated"
    return "refused" if "refuse" in verbs else "solved"


def action_of(case: Case, action: str) -> Action | None:
    return next((a for a in case.scenario.actions if a.id == action), None)


def is_known(case: Case, chat: ChatState, fact: str) -> bool:
    """Whether the agent has the fact: the customer gave it, or a bot or an earlier contact left it."""
    declared = case.scenario.facts.get(fact)
    left = declared is not None and bool({"bot", "contact"} & set(declared.known_from))
    return left or any(reveal.fact == fact for reveal in chat.reveals)


def _step(text: str, structure: dict[str, str]) -> Step | None:
    body, _, condition = text.partition(" if ")
    if condition:
        name, _, value = condition.partition("=")
        if structure.get(name.strip()) != value.strip():
            return None
    verb, _, of = body.strip().partition(":")
    if verb not in VERBS or not of:
        raise ValueError(f"robots.plan: {text!r} is none of {', '.join(VERBS)}")
    return Step(verb, of)
