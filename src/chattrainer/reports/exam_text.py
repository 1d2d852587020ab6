"""An exam's report in the terminal, and as rows for programs and spreadsheets."""

import textwrap
from typing import Any

from chattrainer.app.exams.file import ExamFile, PlayedChat
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.exam import Level
from chattrainer.model.ids import CRITERIA
from chattrainer.reports import words
from chattrainer.reports.exam_report import FlagWords, Moment, pseudonym_of, view_of

SCALE_COLUMNS = 40
WIDEST = 110
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


def exam_lines(file: ExamFile, texts: Texts, *, pseudonym: bool = False) -> list[str]:
    """The two minutes' version: result, interval, levels, scores, decay, void, signs, what to train."""
    view = view_of(file, texts, pseudonym=pseudonym)
    result = file.first.result
    title = f"{texts('report.title')} · {view['names'].shown}"
    lines = [title if pseudonym else f"{title} · {file.exam.code}", ""]
    lines.append(texts("report.highest", n=result.highest) if result.highest else texts("report.no_level"))
    target = view["target"]
    if target is not None:
        told = texts(f"campaign.result.{target.result}")
        lines.append(texts("report.target", n=target.chats, result=told))
    lines.append("")
    for level in result.levels:
        lines += _level(level, result.cut, texts, view["reasons"](level))
    lines += ["", texts("report.scores")]
    for criterion in CRITERIA:
        value = result.scores.get(criterion)
        lines.append(
            f"  {words.criterion(texts, criterion):<24}{words.number(texts, value, 1):>7}  {_bar(value, result.cut)}"
        )
    lines += ["", texts("report.decay"), *(f"  {_change(d, texts)}" for d in result.decay)]
    if result.train_for_next:
        what = ", ".join(words.criterion(texts, c).lower() for c in result.train_for_next)
        lines += ["", texts("report.train", what=what)]
    lines += ["", texts("report.worst"), *_moments(view["worst"][:3], texts)]
    lines += ["", texts("report.void", n=view["void"])]
    lines += _flags(view["flags"], texts)
    lines += [texts("report.damaged", n=b.number, run=b.run) for b in file.blocks if b.damage]
    lines += _decided(file, texts)
    lines += ["", texts("report.person_decides")]
    return [piece for line in lines for piece in _wrapped(printable(line, lines=False))]


def _wrapped(line: str) -> list[str]:
    """The line in pieces that a terminal shows whole, all as far in as the first one."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, WIDEST, subsequent_indent=indent) or [""]


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


def _level(level: Level, cut: float, texts: Texts, reasons: list[str]) -> list[str]:
    name = texts("report.at_once", n=level.chats)
    told = texts(f"campaign.result.{level.result}")
    span = f"{words.number(texts, level.low)}–{words.number(texts, level.high)}"
    lines = [
        f"  {name:<26}{told:<16}{words.number(texts, level.mean):>4} ({span})  {interval(level, cut)}",
        f"  {'':<26}{texts('report.level_cases', n=level.cases, rightly=level.ended_rightly)}",
    ]
    lines += [f"  {'':<26}{reason}" for reason in reasons]
    if level.more_cases:
        lines.append(f"  {'':<26}{texts('report.more_cases', n=level.more_cases)}")
    return lines


def interval(level: Level, cut: float, columns: int = SCALE_COLUMNS) -> str:
    """`·····├──●──┤···`, with `│` where the cut is: from 0 to 100."""

    def column(value: float) -> int:
        return max(0, min(columns - 1, int(value / 100 * columns)))

    signs = ["·"] * columns
    for at in range(column(level.low), column(level.high) + 1):
        signs[at] = "─"
    signs[column(level.low)], signs[column(level.high)] = "├", "┤"
    signs[column(cut)] = "│"
    signs[column(level.mean)] = "●"
    return "".join(signs)


def _bar(value: float | None, cut: float, columns: int = SCALE_COLUMNS) -> str:
    if value is None:
        return ""
    filled = round(value / 100 * columns)
    signs = ["█" if at < filled else "·" for at in range(columns)]
    signs[int(cut / 100 * columns)] = "│"
    return "".join(signs)


def _change(change: Any, texts: Texts) -> str:
    return texts(
        "report.change",
        a=change.from_chats,
        b=change.to_chats,
        change=words.number(texts, change.change, 1),
        low=words.number(texts, change.low, 1),
        high=words.number(texts, change.high, 1),
    )


def _moments(moments: list[Moment], texts: Texts) -> list[str]:
    lines = []
    for m in moments:
        lines += [f"  {m.told}", f"    {texts('report.quoted', words=m.quote)}"]
    return lines


def _flags(flags: list[FlagWords], texts: Texts) -> list[str]:
    """Signs with what they may also be; never points."""
    lines = []
    for flag in flags:
        lines += [flag.title, *(f"  {seen}" for seen in flag.seen[:1])]
        lines += [
            f"  {texts('flags.innocent_title')}{texts('report.colon')} {innocent}"
            for innocent in flag.innocent[:1]
        ]
    return lines or [texts("report.no_flags")]


def _decided(file: ExamFile, texts: Texts) -> list[str]:
    if file.standing.contested:
        return ["", texts("report.contested")]
    latest = file.standing.latest
    if latest is None:
        return ["", texts("report.no_decision")]
    what = texts(f"report.what.{latest.decision['decision']}")
    against = f" ({texts('report.override')})" if latest.decision.get("override") else ""
    when = words.moment(texts, latest.at)
    return [
        "",
        f"{texts('report.decision')}{texts('report.colon')} {what}{against} · {latest.who} · {when}",
        f"  {latest.decision['reason']}",
    ]
