"""What selling adds: reassurance where she hesitates, and a call to action."""

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.evidence import Incident, Judged, place_of, unjudged
from chattrainer.scoring.view import ChatView

REASSURING = frozenset({"objection_handling", "information", "link", "offer"})
CALLING = frozenset({"link", "instruction", "ask_choice", "offer", "next_step", "action_done"})


def reassurance(view: ChatView, rule: MeasureRule) -> Judged:
    """Each objection is met with a reason, a fact or an alternative in the next turn."""
    doubts = [m for m in view.heard if m.move == "objection" and m.last]
    if not doubts:
        return unjudged("no_objection")
    met = [m for m in doubts if any(REASSURING & t.acts or t.tells for t in view.turns if m in t.heard)]
    losses = [
        Incident("directiveness.not_reassured", place_of(m), better=view.better(rule="reassurance"))
        for m in doubts
        if m not in met
    ]
    gains = [Incident("directiveness.reassured", place_of(m)) for m in met]
    return Judged(len(met) / len(doubts), len(met), "objections", tuple(losses), tuple(gains))


def call_to_action(view: ChatView, rule: MeasureRule) -> Judged:
    """After the need was found, she is told what to do now: a link, a basket, a choice, an order."""
    asked = next((t.index for t in view.turns if t.questions), None)
    calls = [t for t in view.turns if CALLING & t.acts and (asked is None or t.index > asked)]
    if calls:
        return Judged(
            1.0, len(calls), "turns", gains=(Incident("directiveness.called", place_of(calls[0].first)),)
        )
    better = view.better(rule="call_to_action")
    return Judged(0.0, 0, "turns", (Incident("directiveness.no_call_to_action", view.end, better=better),))
