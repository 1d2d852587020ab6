"""From what the engine asks to the situation in which it is worded."""

from collections.abc import Sequence

from chattrainer.customers.llm.situation import Situation
from chattrainer.model.case import Case
from chattrainer.model.effects import WordMove
from chattrainer.model.transcript import Message, Transcript

# Where a fact was said before the chat began, she may speak of it.
# Of what she would wait at most.
THIN = 0.5
SAID_BEFORE = frozenset({"bot", "contact", "opening"})


def situation_of(case: Case, wanted: WordMove, transcript: Transcript, turn: int = 0) -> Situation:
    """One of the turns that she may take, with the talk so far and the facts that were given."""
    chat = transcript.chat(wanted.chat)
    before = {name for name, fact in case.scenario.facts.items() if SAID_BEFORE & set(fact.known_from)}
    known = frozenset({reveal.fact for reveal in chat.reveals} | before)
    return Situation(case, wanted.turns[turn], chat.messages, known)


def patience_left(case: Case, talk: Sequence[Message]) -> str:
    """How the agent's last answer came, for who waits as long as she does: fresh, thin or gone."""
    asked = next((at for at in range(len(talk) - 1, -1, -1) if talk[at].sender == "customer"), None)
    if asked is None or asked + 1 == len(talk):
        return "fresh"
    waited_s = (talk[asked + 1].at - talk[asked].at) / 1000
    share = waited_s / case.scenario.customer.patience.reply_s
    return "gone" if share >= 1 else "thin" if share >= THIN else "fresh"
