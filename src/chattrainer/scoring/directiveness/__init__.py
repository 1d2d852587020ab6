"""Directiveness: leading the conversation to its end, with the customer (docs/scoring.md)."""

from collections.abc import Callable

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.directiveness.lead import back_to_the_case, initiative, not_a_steamroller
from chattrainer.scoring.directiveness.questioning import asked_twice, discovery, one_at_a_time
from chattrainer.scoring.directiveness.sales import call_to_action, reassurance
from chattrainer.scoring.directiveness.stages import next_step, reformulation, stages
from chattrainer.scoring.evidence import Judged, none_of_it
from chattrainer.scoring.view import ChatView

MEASURES: dict[str, Callable[[ChatView, MeasureRule], Judged]] = {
    "discovery": discovery,
    "asked_twice": asked_twice,
    "one_at_a_time": one_at_a_time,
    "stages": stages,
    "reformulation": reformulation,
    "next_step": next_step,
    "initiative": initiative,
    "back_to_the_case": back_to_the_case,
    "steamroller": not_a_steamroller,
    "reassurance": reassurance,
    "call_to_action": call_to_action,
}


def judged(view: ChatView, rules: dict[str, MeasureRule]) -> dict[str, Judged]:
    """Every measure of a chat. Who says nothing leads nothing."""
    if not view.turns:
        return {name: none_of_it("directiveness.nothing_led", view.start) for name in rules}
    return {name: MEASURES[name](view, rule) for name, rule in rules.items() if name in MEASURES}
