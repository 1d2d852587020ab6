"""The audit before the fact: whether words that are about to be said would spoil a chat."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from chattrainer.model.audit import FaultKind, SimulatorFault
from chattrainer.model.case import Case
from chattrainer.model.effects import ScriptedMove
from chattrainer.model.facts import Reveal
from chattrainer.model.transcript import ChatState, Message
from chattrainer.scoring.audit import disclosure, manner
from chattrainer.scoring.audit.talk import Talk, case_values

_OF_WORDS: tuple[Callable[[Talk], Iterator[SimulatorFault]], ...] = (
    disclosure.undisclosed,
    disclosure.not_said,
    disclosure.contradicts,
    disclosure.invented,
    manner.role_swap,
    manner.other_language,
    manner.stance,
)


def warm(case: Case) -> None:
    """Reads the case, which the first look would have to wait for."""
    case_values(case)


def spoilt_by(
    case: Case, chat: ChatState, moves: Sequence[ScriptedMove], bubbles: Sequence[Sequence[str]]
) -> frozenset[FaultKind]:
    """The critical faults that the audit would find if she said this next; nothing for moves without words."""
    said = list(chat.messages)
    number = said[-1].number if said else 0
    new: set[int] = set()
    for move, texts in zip(moves, bubbles, strict=True):
        for nth, text in enumerate(texts, start=1):
            number += 1
            new.add(number)
            reveals = tuple(Reveal(fact=fact, how="asked") for fact in move.reveals)
            said.append(
                Message(
                    number=number,
                    at=chat.opened_at,
                    sender="customer",
                    text=text,
                    move=move.move,
                    move_of=move.of,
                    # What a move reveals comes with its last bubble.
                    reveals=reveals if nth == len(texts) else (),
                )
            )
    talk = Talk(replace(chat, messages=tuple(said)), case, frozenset(new))
    return frozenset(f.kind for check in _OF_WORDS for f in check(talk) if f.severity == "critical")
