"""What she says when nothing was asked of her: she agrees, thanks, waits, insists, gives up, says goodbye."""

from chattrainer.customers.behaviours import ENDINGS, QUESTIONS, raise_second_request
from chattrainer.customers.choosing import choose, say_which
from chattrainer.customers.hearing import MOVING
from chattrainer.customers.reply import Reply
from chattrainer.customers.wishes import AT_A_LOSS
from chattrainer.model.ids import Act

# In turns of the agent that bring nothing new.
IMPATIENT_AFTER = 5
FED_UP_AFTER = 8
FED_UP_AFTER_EMPTY = 5
# So often she says that a message was not for her; then she lets it pass.
MOST_STRAYS = 3
YES_NO: frozenset[Act] = frozenset({"ask_closed", "ask_choice"})


def is_taken_for_another(reply: Reply) -> bool:
    """She was sent somebody else's data, and nothing for herself: she says so. Returns whether she did."""
    turn = reply.turn
    if not turn.stray or turn.asks or turn.offers or turn.tells or reply.state.strayed >= MOST_STRAYS:
        return False
    reply.phrase("wrong_chat", nth=reply.state.strayed, effort="think")
    reply.change(strayed=reply.state.strayed + 1)
    return True


def react(reply: Reply) -> None:
    """One reaction, the first that fits."""
    if _is_waiting(reply) or _loses_heart(reply):
        return
    if reply.satisfied:
        _rejoice(reply)
        return
    if reply.turn.offers:
        choose(reply)
        return
    if _asks_what_is_missing(reply):
        _complain(reply)
    elif reply.turn.acts & {"ask_choice"}:
        say_which(reply)
    elif reply.turn.acts & {"comprehension_check", "reformulation"}:
        reply.phrase("agree")
    elif reply.turn.acts & YES_NO and not reply.turn.tells:
        # A question about something that her case does not know: she would rather have it put otherwise.
        reply.phrase(_at_a_loss(reply, "confused", "dont_know"), effort="think")
    elif reply.turn.acts & QUESTIONS and not reply.turn.tells:
        reply.phrase(_at_a_loss(reply, "dont_know", "confused"), effort="think")
    elif reply.turn.acts & MOVING or reply.turn.tells or reply.turn.wrong:
        reply.phrase("ack")
    elif reply.state.turns > 1:
        reply.phrase("insist", effort="think")


def _at_a_loss(reply: Reply, usual: str, other: str) -> str:
    return other if reply.wish == AT_A_LOSS else usual


def _asks_what_is_missing(reply: Reply) -> bool:
    """The agent sees the end coming, or asks openly after she said that it isn't solved."""
    if reply.turn.asks:
        return False
    return bool(reply.turn.acts & ENDINGS or (reply.state.complained and reply.turn.acts & {"ask_open"}))


def _complain(reply: Reply) -> None:
    """Asked what else there is, she brings up what she still has; else says that it is not solved, then why."""
    if raise_second_request(reply):
        return
    if reply.state.complained and reply.turn.acts & {"ask_open"}:
        reply.say("still_unsolved", (_trouble(reply),))
    else:
        # With something done, "nothing has been done" would be untrue: what she lacks is to be told.
        key = reply.phrase_of("still_unclear", "still_unsolved") if reply.ledger.done else "still_unsolved"
        reply.phrase(key, move="still_unsolved", effort="think")
    reply.change(complained=reply.state.complained + 1)


def _trouble(reply: Reply) -> str:
    """What she came for, in a sentence: the fullest bubble of her shortest opening."""
    openings = [(o,) if isinstance(o, str) else o for o in reply.case.scenario.opening]
    shortest = min(openings, key=lambda bubbles: sum(map(len, bubbles)))
    return max(shortest, key=len)


def _is_waiting(reply: Reply) -> bool:
    """A hold, and nothing else to answer: she says so once or twice, then waits."""
    if not reply.turn.hold or reply.turn.asks or reply.turn.offers:
        return False
    if reply.state.holds_answered < 2 and not reply.satisfied:
        reply.phrase("wait_ok")
        reply.change(holds_answered=reply.state.holds_answered + 1)
    return True


def _loses_heart(reply: Reply) -> bool:
    """Turn after turn without news: having taken the lead in vain, she says so, then goes."""
    state = reply.state
    if state.empty_in_row >= FED_UP_AFTER_EMPTY or state.stalled >= FED_UP_AFTER:
        reply.phrase("left", move="gives_up")
        reply.leaves = "fed_up"
        reply.waits = False
        return True
    if state.stalled == IMPATIENT_AFTER and not reply.satisfied:
        reply.phrase("impatient", effort="think")
        return True
    return False


def _rejoice(reply: Reply) -> None:
    """All is well: she thanks once, answers the last questions, says goodbye. Some just stop writing."""
    reply.waits = False
    ends = reply.case.structure.get("ends")
    if ends == "silent_after_answer":
        return
    if ends == "leaves_own_reason" and not reply.state.thanked:
        reply.phrase("thanks")
        reply.change(thanked=True)
        reply.leaves = "gone"
        return
    anything_else = "anything_else" in reply.turn.acts
    # Having just said that an objection is settled, she does not say yes to the same thing once more.
    if anything_else or (reply.silent and "comprehension_check" in reply.turn.acts):
        reply.phrase("nothing_else" if anything_else else "agree", move="confirm")
        reply.change(thanked=True)
    elif reply.turn.acts & {"farewell"} and not reply.state.said_bye:
        reply.phrase("bye")
        reply.change(said_bye=True, thanked=True)
    elif not reply.state.thanked:
        reply.phrase("thanks")
        reply.change(thanked=True)
