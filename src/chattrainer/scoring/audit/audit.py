"""The audit of a sitting: all checks over its log, in a fixed order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from chattrainer.model.audit import Audit, FactsOf, SimulatorFault
from chattrainer.model.case import Case
from chattrainer.model.folding import fold
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.scoring.audit import answering, disclosure, manner
from chattrainer.scoring.audit.talk import Talk, talk_of

VERSION = "1"
VOID = "simulator"
_CHECKS: tuple[Callable[[Talk], Iterator[SimulatorFault]], ...] = (
    disclosure.undisclosed,
    disclosure.not_said,
    disclosure.contradicts,
    disclosure.invented,
    answering.unasked,
    answering.withheld,
    answering.silent,
    manner.role_swap,
    manner.other_language,
    manner.stance,
    manner.repeated,
)


def audit(
    entries: Sequence[Entry],
    cases: Mapping[int, Case],
    transcript: Transcript | None = None,
    *,
    every_word: bool = False,
) -> Audit:
    """What the customers of a sitting did wrong. The same log and cases always give the same audit.

    Words that an author wrote are right by definition; those that came from elsewhere are held against the case.
    `every_word`: the author's words too, which tells how soon the checks cry wolf.
    """
    seen = transcript if transcript is not None else fold(entries)
    talks = [
        talk_of(chat, cases[chat.chat], entries, every_word=every_word)
        for chat in seen.chats
        if chat.chat in cases
    ]
    faults = [fault for talk in talks for check in _CHECKS for fault in check(talk)]
    faults.sort(key=lambda fault: (fault.event, fault.kind, fault.about or ""))
    return Audit(version=VERSION, faults=tuple(faults), facts=tuple(map(_facts_of, talks)))


def voided(transcript: Transcript, found: Audit) -> Transcript:
    """The transcript with the chats void that the simulator spoilt. The log stays as it is."""
    spoilt = found.void
    chats = tuple(
        replace(chat, void=VOID) if chat.chat in spoilt and chat.void is None else chat
        for chat in transcript.chats
    )
    return replace(transcript, chats=chats)


def _facts_of(talk: Talk) -> FactsOf:
    given = {r.fact: r.how for r in reversed(talk.chat.reveals)}
    return FactsOf(
        chat=talk.chat.chat,
        obtained=tuple(sorted(fact for fact, how in given.items() if how == "asked")),
        donated=tuple(sorted(fact for fact, how in given.items() if how != "asked")),
    )
