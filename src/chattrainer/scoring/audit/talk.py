"""One chat as the audit sees it: who said what, in whose words, and what was known at each moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from chattrainer.model.audit import FaultKind, SimulatorFault
from chattrainer.model.case import Case
from chattrainer.model.facts import Reveal
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import ChatState, Message
from chattrainer.reading.text import fold
from chattrainer.reading.values import Found, values_in

LONGEST_QUOTE = 200
# What she says of her waiting answers nothing.
WAITING = frozenset({"idle_check", "wait_ok", "impatient", "wrong_chat", "left", "gives_up"})


@dataclass(frozen=True, slots=True)
class Talk:
    """A chat and its case. `worded`: numbers of the bubbles whose words are not the script's."""

    chat: ChatState
    case: Case
    worded: frozenset[int]
    _folded: dict[int, str] = field(default_factory=dict)

    @property
    def language(self) -> str:
        return self.case.scenario.language

    @property
    def today(self) -> date | None:
        try:
            return date.fromisoformat(self.case.scenario.today)
        except ValueError:
            return None

    def folded(self, message: Message) -> str:
        if message.number not in self._folded:
            self._folded[message.number] = fold(message.text)
        return self._folded[message.number]

    def values(self, message: Message) -> tuple[Found, ...]:
        return values_in(self.folded(message), self.language)

    def bursts(self) -> list[list[Message]]:
        """All messages in order, cut where the speaker changes."""
        found: list[list[Message]] = []
        for message in self.chat.messages:
            if not found or found[-1][0].sender != message.sender:
                found.append([])
            found[-1].append(message)
        return found

    def burst_of(self, message: Message) -> list[Message]:
        """The stretch of her bubbles that a bubble belongs to."""
        return next(b for b in self.bursts() if message in b)

    def said_before(self, message: Message) -> str:
        """All that was said before a message by either, and to the bot; folded."""
        before = [line.text for part in self.case.scenario.before for line in part.bot or ()]
        notes = [part.contact.note for part in self.case.scenario.before if part.contact is not None]
        lines = [self.folded(m) for m in self.chat.messages if m.number < message.number]
        return " \n ".join([*map(fold, [*before, *notes]), *lines])

    def revealed_by(self, message: Message) -> dict[str, Reveal]:
        """The facts that were given before a bubble, or are given in its burst."""
        last = self.burst_of(message)[-1].number
        return {r.fact: r for m in self.chat.customer_messages if m.number <= last for r in m.reveals}

    def deciding_facts(self) -> frozenset[str]:
        """Facts that the case turns on: needed ones, and those that say who she is."""
        scenario = self.case.scenario
        verify = scenario.verify
        checked = (verify.any_two_of or verify.any_one_of or verify.all_of or ()) if verify else ()
        own = {name for name, fact in scenario.facts.items() if fact.needed or fact.identity}
        return frozenset(own | set(checked))

    def fault(
        self,
        message: Message,
        kind: FaultKind,
        effect: str,
        *,
        critical: bool,
        about: str | None = None,
    ) -> SimulatorFault:
        return SimulatorFault.model_validate(
            {
                "chat": self.chat.chat,
                "event": message.number,
                "at": message.at,
                "kind": kind,
                "severity": "critical" if critical else "minor",
                "effect": effect,
                "quote": message.text[:LONGEST_QUOTE],
                "about": about,
            }
        )


def talk_of(chat: ChatState, case: Case, entries: Sequence[Entry], *, every_word: bool) -> Talk:
    """A chat prepared. `every_word`: the script's own words are held against the case as well."""
    if every_word:
        return Talk(chat, case, frozenset(m.number for m in chat.customer_messages))
    foreign = {
        text
        for entry in entries
        if isinstance(entry.event, WordingGiven) and entry.event.chat == chat.chat
        for bubbles in entry.event.bubbles
        for text in bubbles
    }
    return Talk(chat, case, frozenset(m.number for m in chat.customer_messages if m.text in foreign))


class _Same:
    """A case by its identity: it cannot be hashed, and comparing it takes as long as reading it."""

    __slots__ = ("case",)

    def __init__(self, case: Case) -> None:
        self.case = case

    def __hash__(self) -> int:
        return id(self.case)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.case is self.case


def case_text(case: Case) -> str:
    """Everything that is written in a case, folded."""
    return _read(_Same(case))[0]


def case_values(case: Case) -> tuple[Found, ...]:
    """All values in it."""
    return _read(_Same(case))[1]


@lru_cache(maxsize=16)
def _read(same: _Same) -> tuple[str, tuple[Found, ...]]:
    text = fold(same.case.model_dump_json())
    # Piece by piece: patterns over the whole of it would let nobody else have a turn for long.
    pieces = dict.fromkeys(text.split('"'))
    return text, tuple(v for piece in pieces for v in values_in(piece, same.case.scenario.language))
