"""An exam's report in the terminal: sections of lines, as wide as there is room."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from chattrainer.app.exams.file import ExamFile
from chattrainer.app.exams.scale import interval
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.exam import Level
from chattrainer.model.ids import CRITERIA
from chattrainer.reports import words
from chattrainer.reports.exam_report import Moment, view_of
from chattrainer.reports.flag_words import FlagWords

WIDEST = 110
# What stands beside a scale: the level's name, its result, its figures.
BESIDE_SCALE, LEAST_SCALE, MOST_SCALE = 60, 14, 40
NAME, SPAN = 26, 9
OUTCOME, SCORE = 20, 8


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, empty for the first one, and what stands under it. Lines fit the width asked for."""

    title: str
    lines: tuple[str, ...]


def exam_lines(file: ExamFile, texts: Texts, *, pseudonym: bool = False, width: int = WIDEST) -> list[str]:
    """The report as it is printed: under the name, each section under its heading."""
    view = view_of(file, texts, pseudonym=pseudonym)
    title = f"{texts('report.title')} · {view['names'].shown}"
    lines = [title if pseudonym else f"{title} · {file.exam.code}"]
    for section in _sections(file, texts, view, width):
        lines += ["", *([section.title] if section.title else []), *section.lines]
    return [printable(line, lines=False) for line in lines]


def exam_sections(file: ExamFile, texts: Texts, width: int) -> list[Section]:
    """The two minutes' version: result, interval, scores, decay, what to ask, signs, decision."""
    return _sections(file, texts, view_of(file, texts), width)


def _sections(file: ExamFile, texts: Texts, view: dict[str, Any], width: int) -> list[Section]:
    result = file.first.result
    scale = max(LEAST_SCALE, min(MOST_SCALE, width - BESIDE_SCALE))
    levels = [
        line
        for level in result.levels
        for line in _level(level, result.cut, texts, view["reasons"](level), scale)
    ]
    parts: list[tuple[str, Sequence[str]]] = [
        ("", _verdict(file, texts, view)),
        (texts("report.levels"), levels),
        (texts("report.scores"), _scores(file, texts, scale)),
        (texts("report.decay"), [f"  {_change(d, texts)}" for d in result.decay]),
        (texts("report.guide"), _moments(view["guide"], texts)),
        (texts("report.best"), _moments(view["best"], texts)),
        (texts("report.chats"), _chats(file, texts, width)),
        (texts("report.flags"), _signs(file, texts, view)),
        (texts("report.decision"), _decided(file, texts)),
        (texts("report.technical"), _technical(file, texts, view)),
    ]
    return [
        Section(
            title, tuple(piece for line in lines for piece in _wrapped(printable(line, lines=False), width))
        )
        for title, lines in parts
        if lines
    ]


def _wrapped(line: str, width: int) -> list[str]:
    """The line in pieces that a terminal shows whole, all as far in as the first one."""
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=True) or [""]


def _verdict(file: ExamFile, texts: Texts, view: dict[str, Any]) -> list[str]:
    result, target = file.first.result, view["target"]
    lines = [texts("report.highest", n=result.highest) if result.highest else texts("report.no_level")]
    if target is not None:
        told = texts(f"campaign.result.{target.result}")
        lines.append(texts("report.target", n=target.chats, result=told))
    return lines


def _level(level: Level, cut: float, texts: Texts, reasons: list[str], scale: int) -> list[str]:
    name = texts("report.at_once", n=level.chats)
    told = texts(f"campaign.result.{level.result}")
    span = f"({words.number(texts, level.told_low)}–{words.number(texts, level.told_high)})"
    drawn = interval(level, cut, scale)
    lines = [f"  {name:<{NAME}}{told:<15}{words.number(texts, level.mean):>3} {span:<{SPAN}} {drawn}"]
    if level.cases:
        cases = texts("report.level_cases", n=level.cases, rightly=level.ended_rightly)
        lines.append(f"  {'':<{NAME}}{cases}")
    lines += [f"  {'':<{NAME}}{reason}" for reason in reasons]
    if level.more_cases:
        lines.append(f"  {'':<{NAME}}{texts('report.more_cases', n=level.more_cases)}")
    return lines


def _scores(file: ExamFile, texts: Texts, scale: int) -> list[str]:
    result = file.first.result
    lines = []
    for criterion in CRITERIA:
        value = result.scores.get(criterion)
        name, shown = words.criterion(texts, criterion), words.number(texts, value, 1)
        lines.append(f"  {name:<{NAME}}{shown:>6}  {_bar(value, result.cut, scale)}".rstrip())
    if result.train_for_next:
        what = ", ".join(words.criterion(texts, c).lower() for c in result.train_for_next)
        lines.append(f"  {texts('report.train', what=what)}")
    return lines


def _bar(value: float | None, cut: float, columns: int) -> str:
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
        change=words.signed(texts, change.change, 1),
        low=words.signed(texts, change.low, 1),
        high=words.signed(texts, change.high, 1),
    )


def _moments(moments: Sequence[Moment], texts: Texts) -> list[str]:
    """What was said, what it was worth, and what to ask about it."""
    lines = []
    for m in moments:
        where = texts("report.chat_at", n=m.chat.number, chats=m.chat.chats, at=words.clock(m.evidence.at_ms))
        quoted = " ".join(m.quote.split())
        said = texts("report.quoted", words=quoted)
        if m.speaker == "customer":
            said = f"{texts('report.customer')}{texts('report.colon')} {said}"
        lines += [f"  {said}", f"    {m.told} ({where})"]
        lines += [f"    → {m.question}"] if m.question else []
        lines.append("")
    return lines[:-1]


def _chats(file: ExamFile, texts: Texts, width: int) -> list[str]:
    """One line a chat: load, case, outcome, the four scores."""
    heads = "".join(f"{texts(f'past.short.{c}'):>{SCORE}}" for c in CRITERIA)
    room = max(10, width - len("  nnnnnn  ") - OUTCOME - SCORE * len(CRITERIA))
    lines = [" " * (width - len(heads)) + heads]
    for chat in file.chats:
        scores = "".join(f"{words.number(texts, chat.score.scores.get(c)):>{SCORE}}" for c in CRITERIA)
        outcome = texts(f"common.outcome.{chat.score.outcome}")
        title = chat.case.scenario.title
        lines.append(
            f"  {chat.number:>3}{chat.chats:>3} {_cut(title, room)} {_cut(outcome, OUTCOME)}{scores}"
        )
    return lines


def _cut(text: str, width: int) -> str:
    """In so many cells, shortened where it is longer."""
    if cell_len(text) > width:
        return text[: width - 1] + "…"
    return text + " " * (width - cell_len(text))


def _signs(file: ExamFile, texts: Texts, view: dict[str, Any]) -> list[str]:
    lines = _flags(view["flags"], texts)
    lines += [f"  {texts('report.void', n=view['void'])}"]
    lines += [f"  {texts('report.damaged', n=b.number, run=b.run)}" for b in file.blocks if b.damage]
    return lines + [f"  {texts('report.altered', n=b.number, run=b.run)}" for b in file.blocks if b.altered]


def _flags(flags: list[FlagWords], texts: Texts) -> list[str]:
    """Signs with what they may also be; never points."""
    lines = []
    for flag in flags:
        lines += [f"  {flag.title}", *(f"    {seen}" for seen in flag.seen[:1])]
        lines += [
            f"    {texts('flags.innocent_title')}{texts('report.colon')} {innocent}"
            for innocent in flag.innocent[:1]
        ]
    return lines or [f"  {texts('report.no_flags')}"]


def _decided(file: ExamFile, texts: Texts) -> list[str]:
    latest = file.standing.latest
    if file.standing.contested:
        lines = [texts("report.contested")]
    elif latest is None:
        lines = [texts("report.no_decision")]
    else:
        what = texts(f"report.what.{latest.decision['decision']}")
        against = f" ({texts('report.override')})" if latest.decision.get("override") else ""
        when = words.moment(texts, latest.at)
        lines = [f"{what}{against} · {latest.who} · {when}", latest.decision["reason"]]
    return [f"  {line}" for line in (*lines, texts("report.person_decides"))]


def _technical(file: ExamFile, texts: Texts, view: dict[str, Any]) -> list[str]:
    """What the result rests on, by version."""
    lines = [(texts(f"report.version.{name}"), version) for name, version in view["versions"]]
    marks = texts("report.on") if file.form.spelling_marks else texts("report.off")
    lines += [(texts("report.fact.marks"), marks)]
    told = [f"  {name}{texts('report.colon')} {value}" for name, value in lines]
    if view["rubric_changed"]:
        told.append(f"  {texts('report.rubric_changed')}")
    return told
