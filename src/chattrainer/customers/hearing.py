"""What a message of the agent changes in the customer's mind, before she answers."""

from dataclasses import dataclass, replace

from chattrainer.customers.state import MindState, Turn
from chattrainer.customers.verdict import is_verified
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import HeardText
from chattrainer.engine.search import folded
from chattrainer.model.belonging import carries
from chattrainer.model.case import Case
from chattrainer.model.ids import Act

# Acts that move a case on, whatever the case. What is in none of them may still tell, ask or offer by id.
MOVING: frozenset[Act] = frozenset(
    {
        "ask_open",
        "ask_closed",
        "ask_choice",
        "request_data",
        "reformulation",
        "information",
        "instruction",
        "offer",
        "action_done",
        "next_step",
        "refusal",
        "objection_handling",
        "steering",
        "escalation",
        "link",
        "anything_else",
    }
)
MIN_READ_OUT = 5


@dataclass(frozen=True, slots=True)
class Ears:
    """What a customer hears by, beside her own case.

    `strangers`: personal values of the others who are in line. `yes`: how a message begins that confirms her guess.
    """

    case: Case
    strangers: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()

    def is_stray(self, text: str) -> bool:
        return any(carries(text, value) for value in self.strangers)

    def confirms(self, text: str) -> bool:
        said = folded(text)
        return any(said == yes or said.startswith(f"{yes} ") for yes in map(folded, self.yes))


def heard(state: MindState, text: HeardText, ears: Ears, ledger: Ledger) -> MindState:
    """The state after one more message, not yet answered."""
    reading = text.reading
    if ears.is_stray(text.text):
        return _stray(state, text, ears.case, ledger)
    turn = state.turn
    guessed = (state.guessed,) if state.guessed is not None and ears.confirms(text.text) else ()
    news_done = tuple(a for a in ledger.done if a not in turn.done)
    return replace(
        state,
        # Of the same thing said twice, the last counts: corrected, or contradicted.
        told=(state.told - set(reading.tells_wrong)) | set(reading.tells),
        told_wrong=(state.told_wrong | set(reading.tells_wrong)) - set(reading.tells),
        offered=state.offered | set(reading.offers),
        forbidden=state.forbidden | set(reading.forbidden),
        read_out=state.read_out or _reads_out(state, text.text, ears.case),
        turn=Turn(
            messages=turn.messages + 1,
            acts=turn.acts | set(reading.acts),
            asks=_joined(turn.asks, (*guessed, *reading.asks)),
            tells=_joined(turn.tells, reading.tells),
            wrong=_joined(turn.wrong, reading.tells_wrong),
            offers=_joined(turn.offers, reading.offers),
            restates=_joined(turn.restates, reading.restates),
            unsure=(*turn.unsure, *reading.unsure),
            hold=turn.hold or reading.hold is not None,
            done=(*turn.done, *news_done),
            stray=turn.stray,
        ),
    )


def _stray(state: MindState, text: HeardText, case: Case, ledger: Ledger) -> MindState:
    """A message with somebody else's data: nothing in it is asked, offered or told to her.

    What is forbidden, and what is read out, stays said.
    """
    return replace(
        state,
        forbidden=state.forbidden | set(text.reading.forbidden),
        read_out=state.read_out or _reads_out(state, text.text, case),
        turn=replace(state.turn, messages=state.turn.messages + 1, stray=True),
    )


def is_news(turn: Turn) -> bool:
    """Whether the turn asks, tells, offers or moves the case on; a hold or a courtesy alone does not."""
    return bool(turn.asks or turn.tells or turn.wrong or turn.offers or turn.acts & MOVING)


def _reads_out(state: MindState, text: str, case: Case) -> bool:
    """Whether the message tells an identity value that she has not given, to someone not yet identified."""
    if case.scenario.verify is None or is_verified(case, state):
        return False
    said = folded(text).replace(" ", "")
    for name, fact in case.scenario.facts.items():
        if not fact.identity or name in state.known_ids or name == "name":
            continue
        value = folded(str(fact.value or "")).replace(" ", "")
        if len(value) >= MIN_READ_OUT and value in said:
            return True
    return False


def _joined(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before, *more)))
