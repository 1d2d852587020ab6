"""Whether she answered what was asked, and only that: found in what she gave, whoever worded it."""

from collections.abc import Iterator

from chattrainer.model.audit import SimulatorFault
from chattrainer.model.transcript import Message
from chattrainer.scoring.audit.talk import WAITING, Talk

# She answers two things of a turn, three if they say who she is: more at once are not asked clearly.
MOST_ASKED, MOST_IDENTITY = 2, 3
TURNS = 2
SLACK_S = 120


def unasked(talk: Talk) -> Iterator[SimulatorFault]:
    """A fact that counts as obtained by asking, which nobody had asked for."""
    asked: set[str] = set()
    asked_back = False
    for message in talk.chat.messages:
        if message.sender == "agent":
            asked |= _asked(message)
            continue
        asked_back = asked_back or message.move == "ask_back"
        for reveal in message.reveals:
            # A guess that the agent confirms, and a choice between offers, are questions too.
            if reveal.how != "asked" or reveal.fact in asked or asked_back or message.move == "choose":
                continue
            critical = reveal.fact in talk.deciding_facts()
            yield talk.fault(message, "unasked", "helped", critical=critical, about=reveal.fact)


def withheld(talk: Talk) -> Iterator[SimulatorFault]:
    """A fact that the case turns on, clearly asked for and not given within two of her turns."""
    bursts = talk.bursts()
    found: set[str] = set()
    for index, burst in enumerate(bursts):
        if burst[0].sender != "agent":
            continue
        for fact in _clearly_asked(talk, burst):
            if fact in found or fact in talk.revealed_by(burst[-1]) or _known_before(talk, fact):
                continue
            if (late := _not_given(bursts[index + 1 :], fact)) is not None:
                found.add(fact)
                yield talk.fault(late, "withheld", "hindered", critical=True, about=fact)


def silent(talk: Talk) -> Iterator[SimulatorFault]:
    """She was asked for a fact, and neither wrote nor began to write, longer than fetching it can take."""
    pace = talk.case.scenario.customer.pace
    longest_ms = int((2 * (pace.fetch_s[1] + pace.think_s[1]) + SLACK_S) * 1000)
    chat = talk.chat
    for message in chat.agent_messages:
        due = [f for f in _clearly_asked(talk, [message]) if f not in talk.revealed_by(message)]
        if not due or chat.ended_at is None:
            continue
        signs = [m.at for m in chat.customer_messages if m.number > message.number]
        signs += [t.start for t in chat.typed if t.start >= message.at]
        if min([*signs, chat.ended_at]) - message.at > longest_ms:
            yield talk.fault(message, "silent", "hindered", critical=True, about=due[0])
            return


def _not_given(after: list[list[Message]], fact: str) -> Message | None:
    """The bubble with which she ended her second turn without giving it; None if she did, or was not to."""
    turns = 0
    for burst in after:
        if burst[0].sender == "agent":
            continue
        if any(r.fact == fact for m in burst for r in m.reveals):
            return None
        moves = {m.move for m in burst}
        # Beside the point once, or taken for another: it has to be asked again.
        if {"wrong_chat"} & moves or any(m.move == "beside" and m.move_of == fact for m in burst):
            return None
        if moves <= WAITING:
            continue
        turns += 1
        if turns == TURNS:
            return burst[-1]
    return None


def _clearly_asked(talk: Talk, burst: list[Message]) -> list[str]:
    facts = talk.case.scenario.facts
    asked = dict.fromkeys(f for m in burst if m.reading for f in m.reading.asks if f in facts)
    identity = [f for f in asked if facts[f].identity]
    others = [f for f in asked if not facts[f].identity]
    room = MOST_ASKED - bool(identity)
    if len(identity) > MOST_IDENTITY or len(others) > room:
        return []
    return [f for f in asked if f in talk.deciding_facts()]


def _known_before(talk: Talk, fact: str) -> bool:
    return bool(talk.case.scenario.facts[fact].known_from)


def _asked(message: Message) -> set[str]:
    reading = message.reading
    if reading is None:
        return set()
    return {*reading.asks, *(item.id for item in reading.unsure if item.kind == "ask")}
