"""An exam's report for programs and spreadsheets."""

from typing import Any

from chattrainer.app.exams.file import ExamFile, PlayedChat
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA
from chattrainer.reports.exam_report import Moment, pseudonym_of, view_of

CSV_COLUMNS = (
    "code",
    "candidate",
    "chat",
    "chats_at_once",
    "scenario",
    "outcome",
    *CRITERIA,
    "composite",
    "run",
)


def exam_record(file: ExamFile, texts: Texts, *, pseudonym: bool = False) -> dict[str, Any]:
    """The report for programs. Never extra time."""
    view = view_of(file, texts, pseudonym=pseudonym)
    campaign = file.campaign
    return {
        "code": None if pseudonym else file.exam.code,
        "candidate": view["names"].shown if pseudonym else file.exam.person,
        "campaign": campaign.id if campaign else None,
        "form": file.form.id,
        "language": file.form.language,
        "ended": file.exam.ended,
        "remote": bool(campaign.settings.get("remote")) if campaign else None,
        "spelling_marks": file.form.spelling_marks,
        "target_level": file.target_level,
        "result": file.first.result.model_dump(mode="json"),
        "later_results": [
            kept.model_dump(mode="json", include={"model", "rubric_hash", "engine", "saved", "result"})
            for kept in file.later
        ],
        "flags": [
            {"title": f.title, "about": f.about, "seen": list(f.seen), "innocent": list(f.innocent)}
            for f in view["flags"]
        ],
        "void": view["void"],
        "chats": [chat_record(file, chat, pseudonym=pseudonym) for chat in file.chats],
        "best": [_moment(m) for m in view["best"]],
        "worst": [_moment(m) for m in view["worst"]],
        "guide": [_moment(m) for m in view["guide"]],
        "contested": file.standing.contested,
        "decisions": [
            {"at": d.at, "who": d.who, **d.decision, "reason": view["names"].of(d.decision.get("reason", ""))}
            for d in file.standing.shown
        ],
        "versions": dict(view["versions"]),
        "rubric_hash": file.first.rubric_hash,
        "rubric_changed": view["rubric_changed"],
        "simulated": view["simulated"].model_dump(mode="json") if view["simulated"] else None,
        "logs": [
            {
                "run": b.run,
                "status": b.verdict.status if b.verdict else "unreadable",
                "head": b.verdict.head if b.verdict else None,
            }
            for b in file.blocks
        ],
    }


def chat_record(file: ExamFile, chat: PlayedChat, *, pseudonym: bool = False) -> dict[str, Any]:
    """One scored chat, a row of the CSV table."""
    return {
        "code": None if pseudonym else file.exam.code,
        "candidate": pseudonym_of(file) if pseudonym else file.exam.person,
        "chat": chat.number,
        "chats_at_once": chat.chats,
        "scenario": chat.score.scenario,
        "outcome": chat.score.outcome,
        **{c: chat.score.scores.get(c) for c in CRITERIA},
        "composite": chat.score.composite if chat.score.outcome != "void" else None,
        "run": chat.run,
    }


def _moment(moment: Moment) -> dict[str, Any]:
    e = moment.evidence
    return {
        "chat": moment.chat.number,
        "run": moment.chat.run,
        "event": e.event,
        "at_ms": e.at_ms,
        "criterion": e.criterion,
        "rule": e.rule,
        "effect": e.effect,
        "quote": moment.quote,
        "told": moment.told,
        "question": moment.question or None,
    }
