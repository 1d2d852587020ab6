"""Turns that a customer may take as well as the one her script takes, for who words her to choose among.

Nothing that decides differs between them: what she answers, accepts, refuses or confirms, when she leaves, and
every objection, question or digression of her case are the mind's alone. What is left is when she adds a detail that
nothing hangs on, whether she says that she said it before, how she puts that she is at a loss, and a remark of her
mood.
"""

from chattrainer.customers.reply import Reply
from chattrainer.engine.mind import Decision
from chattrainer.model.case import Case

DETAIL_LATER, OTHER_DETAIL = "detail_later", "other_detail"
PLAINLY, AT_A_LOSS, REMARK = "plainly", "at_a_loss", "remark"
WISHES = (DETAIL_LATER, OTHER_DETAIL, PLAINLY, AT_A_LOSS, REMARK)
"""What a turn may be like instead; each is tried, and gives a turn where it makes a difference."""

# These may be left out, or come in another's place.
FREE = frozenset({"repeat", "volunteer", "ack", "confused", "dont_know", "remark"})
# These stay, each as it is; beside them something may be left out or added.
KEPT = frozenset(
    {"answer", "beside", "led", "insist", "objection", "question", "second_request", "digression"}
)
# What a remark goes with: it comes first, so that what waits for an answer stays the last word.
REMARKABLE = frozenset(
    {"answer", "repeat", "ack", "dont_know", "beside", "led", "insist", "objection", "question"}
)
MOST_REMARKS = 2
# In turns of the agent: not at once, and not one after the other.
FIRST_REMARK, REMARKS_APART = 2, 3


def may_vary(decision: Decision) -> bool:
    """Whether a turn decides nothing: nothing is agreed to, refused, settled or ended in it."""
    moves = {utterance.move for utterance in decision.utterances}
    return bool(moves) and moves <= FREE | KEPT and decision.leaves is None and not decision.ended


def as_good(own: Decision, other: Decision) -> bool:
    """Whether the other turn is another, and does for the case what her own does."""
    return (
        may_vary(other)
        and other.waits == own.waits
        and _fixed(other) == _fixed(own)
        and _moves(other) != _moves(own)
    )


def remark(reply: Reply) -> None:
    """What her mood makes her add, now and then, while nothing is solved yet."""
    state, mood = reply.state, reply.case.scenario.customer.mood
    early = state.turns < FIRST_REMARK
    again = state.remarks > 0 and state.turns - state.remarked_at < REMARKS_APART
    fits = {utterance.move for utterance in reply.utterances} <= REMARKABLE
    if early or again or state.remarks >= MOST_REMARKS or not fits or reply.satisfied:
        return
    said = len(reply.utterances)
    reply.phrase(f"remark_{mood}", move="remark", nth=state.remarks)
    reply.put_first(said)
    reply.change(remarks=state.remarks + 1, remarked_at=state.turns)


def may_wait(case: Case, fact: str) -> bool:
    """Whether nothing hangs on when a fact is given: the case needs it nowhere."""
    known = case.scenario.facts[fact]
    rules = [condition for rule in case.scenario.resolution for condition in rule.values()]
    turns_on = {name for rule in rules for name in (*rule.known, *rule.any, *rule.none, *rule.handed_over)}
    return not known.needed and not known.identity and fact not in turns_on


def _fixed(decision: Decision) -> list[tuple[str, str | None]]:
    return [(u.move, u.of) for u in decision.utterances if u.move not in FREE]


def _moves(decision: Decision) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(u.move, u.of, u.bubbles) for u in decision.utterances]
