"""The simulator's audit of a recorded sitting, and what follows from it: chats that it spoilt are void."""

from collections.abc import Sequence
from dataclasses import dataclass

from chattrainer.model.audit import Audit
from chattrainer.model.case import Plan
from chattrainer.model.folding import fold
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.replay import opening_of
from chattrainer.scoring.audit.audit import audit, voided


@dataclass(frozen=True, slots=True)
class Audited:
    """A sitting as it counts: void chats marked, by the log or by the audit."""

    transcript: Transcript
    audit: Audit


def audited(entries: Sequence[Entry], plan: Plan | None = None) -> Audited:
    """The audit of a log. Nothing of it is written into the log: the same log gives the same audit again."""
    drawn = plan if plan is not None else plan_of(opening_of(entries))
    transcript = fold(entries)
    found = audit(entries, {case.chat: case for case in drawn.cases}, transcript)
    return Audited(voided(transcript, found), found)
