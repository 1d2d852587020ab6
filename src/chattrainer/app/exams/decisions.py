"""What named persons decide on an exam. The machine's result stands beside it; nothing here decides by itself.

A history of entries: decisions, contests, and a candidate's consent to be kept in the talent pool. A contest opens
a second round: somebody else reads, and does not see the first decision until there is a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm, ExamResult
from chattrainer.model.ids import LevelResult
from chattrainer.store.exam_records import Campaign, Decision
from chattrainer.store.store import Store

What = Literal["taken_on", "not_taken_on", "further_interview"]
WHATS: tuple[What, ...] = get_args(What)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an exam stands. `shown` are the entries that may be seen now; `contested`: a second reader is awaited.

    `override`: the decision goes against a result that the machine had settled; None while there is no decision,
    or where the machine had settled nothing.
    """

    shown: tuple[Decision, ...] = ()
    latest: Decision | None = None
    contested: bool = False
    consent: bool = False
    override: bool | None = None

    @property
    def what(self) -> What | None:
        return None if self.latest is None else self.latest.decision["decision"]


def standing(entries: Sequence[Decision]) -> Standing:
    """Where an exam stands after these entries, oldest first."""
    contests = [i for i, e in enumerate(entries) if e.decision.get("kind") == "contest"]
    decided = [i for i, e in enumerate(entries) if e.decision.get("kind", "decision") == "decision"]
    contested = bool(contests) and (not decided or decided[-1] < contests[-1])
    consents = [e.decision["given"] for e in entries if e.decision.get("kind") == "consent"]
    if contested:
        shown = tuple(e for e in entries if e.decision.get("kind") == "contest")
        return Standing(shown, None, True, bool(consents and consents[-1]), None)
    latest = entries[decided[-1]] if decided else None
    override = None if latest is None else latest.decision.get("override")
    return Standing(tuple(entries), latest, False, bool(consents and consents[-1]), override)


def target_of(form: ExamForm, campaign: Campaign | None) -> int:
    """The level that the job needs."""
    return int(campaign.settings.get("target_level", form.target_level)) if campaign else form.target_level


def decide(store: Store, code: str, who: str, what: What, reason: str) -> Decision:
    """Enters a person's decision. UsageError without a reason, before the exam is over, or when a contested
    exam is decided by its first reader."""
    exam = store.exam(code)
    if not reason.strip():
        raise UsageError("duties.no_reason")
    if exam.state != "ended":
        raise UsageError("exam.not_over", code=exam.code)
    entries = store.decisions(exam.id)
    if standing(entries).contested and who in first_readers(entries):
        raise UsageError("duties.second_reader", code=exam.code, who=who)
    kept = store.kept_results(exam.id)
    campaign = store.campaign(exam.campaign) if exam.campaign else None
    target = target_of(store.form(exam.form), campaign)
    machine = kept[0].result if kept else None
    level = level_result(machine, target)
    return store.decide(
        exam.id,
        who,
        {
            "kind": "decision",
            "decision": what,
            "reason": reason.strip(),
            "target_level": target,
            "machine": None if machine is None else _machine(machine),
            "override": _override(level, what),
        },
    )


def contest(store: Store, code: str, who: str, reason: str) -> Decision:
    """Opens the exam again for a second reader. UsageError without a decision to contest."""
    exam = store.exam(code)
    if not reason.strip():
        raise UsageError("duties.no_reason")
    now = standing(store.decisions(exam.id))
    if now.contested or now.latest is None:
        raise UsageError("duties.nothing_to_contest", code=exam.code)
    return store.decide(exam.id, who, {"kind": "contest", "reason": reason.strip()})


def consent(store: Store, code: str, who: str, given: bool) -> Decision:
    """Notes that the candidate agreed to be kept in the talent pool, or no longer does."""
    return store.decide(store.exam(code).id, who, {"kind": "consent", "given": given})


def first_readers(entries: Sequence[Decision]) -> set[str]:
    """Who decided so far."""
    return {e.who for e in entries if e.decision.get("kind", "decision") == "decision"}


def level_result(result: ExamResult | None, chats: int) -> LevelResult | None:
    """What the machine says of a level."""
    return next((x.result for x in result.levels if x.chats == chats), None) if result else None


def override_rate(standings: Sequence[Standing]) -> tuple[int, int]:
    """Decisions against a settled result, and decisions on a settled result."""
    settled = [s for s in standings if s.override is not None]
    return sum(bool(s.override) for s in settled), len(settled)


def _override(level: LevelResult | None, what: What) -> bool | None:
    if level not in ("confirmed", "not_confirmed") or what == "further_interview":
        return None
    return (what == "taken_on") != (level == "confirmed")


def _machine(result: ExamResult) -> dict[str, Any]:
    return {
        "highest": result.highest,
        "levels": {str(x.chats): x.result for x in result.levels},
        "model": result.model,
    }
