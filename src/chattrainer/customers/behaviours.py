"""Moves of her own: objections, questions, digressions, a second request. Each is raised once and followed."""

from chattrainer.customers.hearing import is_news
from chattrainer.customers.reply import Reply
from chattrainer.model.ids import Act
from chattrainer.model.scenario import (
    DigressionMove,
    Move,
    Objection,
    ObjectionMove,
    QuestionMove,
    SecondRequestMove,
)

MOST_DIGRESSING_TURNS = 3
QUESTIONS: frozenset[Act] = frozenset({"ask_open", "ask_closed", "ask_choice", "request_data"})
ENDINGS: frozenset[Act] = frozenset({"anything_else", "farewell"})
PROPOSALS: frozenset[Act] = frozenset({"offer", "comprehension_check"})


def follow(reply: Reply) -> None:
    """Goes on with the behaviour that is under way: settled, over, or insisted upon."""
    index = reply.state.active
    if index is None:
        return
    move = reply.case.scenario.behaviour[index]
    if isinstance(move, ObjectionMove):
        _follow_objection(reply, index, move.objection)
    elif isinstance(move, DigressionMove):
        _follow_digression(reply, index, move)
    elif isinstance(move, QuestionMove):
        _follow_question(reply, index, move)
    elif isinstance(move, SecondRequestMove) and reply.holds(move.second_request.done_by):
        reply.end_move("second_request", index)


def raise_new(reply: Reply) -> None:
    """Raises at most one behaviour whose moment has come."""
    if reply.state.active is not None or len(reply.utterances) > 1:
        return
    for index, move in enumerate(reply.case.scenario.behaviour):
        if index in reply.state.raised or not _due(reply, move):
            continue
        if isinstance(move, DigressionMove | QuestionMove) and reply.silent and _waits_its_turn(reply):
            # She says yes or no, or that she didn't understand, rather than talk of the weather or ask in her turn;
            # asked to wait, that she waits.
            continue
        name, variants = _worded(move)
        reply.say(name, variants, of=str(index), nth=0)
        reply.change(raised=reply.state.raised | {index}, active=index, insisted=0)
        if isinstance(move, SecondRequestMove):
            reply.waits = True
        return


def is_owed_a_word(reply: Reply) -> bool:
    """Whether the agent asked, offered, wants a yes or is about to end: something that an answer is due to."""
    return bool(reply.turn.acts & (QUESTIONS | ENDINGS | PROPOSALS) or reply.turn.offers)


def _waits_its_turn(reply: Reply) -> bool:
    return is_owed_a_word(reply) or reply.turn.hold


def raise_second_request(reply: Reply) -> bool:
    """Brings up the second thing she wanted, if there is one that she hasn't; whether she did."""
    for index, move in enumerate(reply.case.scenario.behaviour):
        if isinstance(move, SecondRequestMove) and index not in reply.state.raised:
            reply.say("second_request", move.second_request.says, of=str(index))
            reply.change(raised=reply.state.raised | {index}, active=index, insisted=0)
            return True
    return False


def _worded(move: Move) -> tuple[str, tuple[str, ...]]:
    if isinstance(move, ObjectionMove):
        return "objection", move.objection.says
    if isinstance(move, DigressionMove):
        return "digression", move.digression.says
    if isinstance(move, QuestionMove):
        return "question", move.question.says
    if isinstance(move, SecondRequestMove):
        return "second_request", move.second_request.says
    return "idle_check", move.idle_check.says


def _due(reply: Reply, move: Move) -> bool:
    if isinstance(move, ObjectionMove):
        answered = any(_settles(reply, token) for token in move.objection.settled_by)
        return reply.holds(move.objection.after) and not answered and not reply.turn.hold
    if isinstance(move, DigressionMove):
        return reply.state.turns >= move.digression.after_turns and not reply.satisfied
    if isinstance(move, QuestionMove):
        answered = any(reply.holds(token) for token in move.question.answered_by)
        return reply.state.turns >= move.question.after_turns and not answered
    if isinstance(move, SecondRequestMove):
        after = move.second_request.after
        return reply.satisfied if after == "solved" else reply.holds(after)
    return False


def _follow_objection(reply: Reply, index: int, objection: Objection) -> None:
    if not objection.settled_by or any(_settles(reply, token) for token in objection.settled_by):
        reply.end_move("objection", index)
        if reply.silent:
            reply.phrase("agree", move="settled")
        return
    if reply.turn.acts & {"objection_handling"} and reply.state.insisted:
        # A reason that is not the one she hoped for, given twice, settles it too: she isn't unreasonable.
        reply.end_move("objection", index)
        return
    if reply.state.insisted == 0 and reply.silent:
        reply.say("objection", objection.says, of=str(index), nth=1)
        reply.change(insisted=1)
    elif reply.state.insisted:
        reply.end_move("objection", index)


def _settles(reply: Reply, token: str) -> bool:
    if "." in token and not token.startswith("forbidden."):
        action, _, arg = token.partition(".")
        return bool(reply.ledger.done_args.get(action, {}).get(arg))
    return reply.holds(token)


def _follow_digression(reply: Reply, index: int, move: DigressionMove) -> None:
    brought_back = set(move.digression.ends_when) & reply.turn.acts or reply.turn.asks
    most_turns = min(MOST_DIGRESSING_TURNS, len(move.digression.says))
    if brought_back or is_owed_a_word(reply) or reply.state.insisted >= most_turns - 1:
        reply.end_move("digression", index)
    elif reply.silent and not is_news(reply.turn):
        reply.say("digression", move.digression.says, of=str(index), nth=reply.state.insisted + 1)
        reply.change(insisted=reply.state.insisted + 1)


def _follow_question(reply: Reply, index: int, move: QuestionMove) -> None:
    answered = not move.question.answered_by or any(reply.holds(t) for t in move.question.answered_by)
    if answered:
        reply.end_move("question", index)
    elif reply.silent and _waits_its_turn(reply):
        return
    elif reply.silent and reply.state.insisted == 0:
        reply.say("question", move.question.says, of=str(index), nth=1)
        reply.change(insisted=1)
    else:
        reply.change(active=None)
