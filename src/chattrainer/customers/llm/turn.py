"""From what the engine asks to the situation in which it is worded."""

from chattrainer.customers.llm.situation import Situation
from chattrainer.model.case import Case
from chattrainer.model.effects import WordMove
from chattrainer.model.transcript import Transcript

# Where a fact was said before the chat began, she may speak of it.
SAID_BEFORE = frozenset({"bot", "contact", "opening"})


def situation_of(case: Case, wanted: WordMove, transcript: Transcript) -> Situation:
    """The turn to word, with the talk so far and the facts that were given."""
    chat = transcript.chat(wanted.chat)
    before = {name for name, fact in case.scenario.facts.items() if SAID_BEFORE & set(fact.known_from)}
    known = frozenset({reveal.fact for reveal in chat.reveals} | before)
    return Situation(case, wanted.moves, chat.messages, known)
