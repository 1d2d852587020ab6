"""The pictures of an exam's report: what is drawn, with its words. How it is drawn, svg.py knows."""

from markupsafe import Markup

from chattrainer.app.exams.file import PlayedBlock
from chattrainer.locale.texts import Texts
from chattrainer.model.exam import ExamForm, ExamResult, Level
from chattrainer.model.ids import CRITERIA
from chattrainer.reports import svg, words
from chattrainer.scoring.waits import Wait

# Two pictures side by side on the first page.
HALF = 420


def mini(level: Level, cut: float) -> Markup:
    """The interval of a level, against the cut."""
    return svg.mini(level.mean, level.told_low, level.told_high, cut)


def decay(result: ExamResult, texts: Texts) -> Markup:
    """The levels from left to right, with their intervals."""
    points = [
        svg.Interval(str(x.chats), words.number(texts, x.mean), x.mean, x.told_low, x.told_high, x.cases > 0)
        for x in result.levels
    ]
    cut = texts("report.cut_at", cut=words.number(texts, result.cut))
    labels = (cut, texts("report.decay_axis"))
    return svg.decay(points, result.cut, labels, texts("report.decay"), HALF)


def bars(result: ExamResult, form: ExamForm, texts: Texts, width: int = svg.WIDTH) -> Markup:
    rows = [
        svg.Bar(words.criterion(texts, c), s, words.number(texts, s, 1))
        for c in CRITERIA
        for s in (result.scores.get(c),)
    ]
    labels = (
        texts("report.cut_at", cut=words.number(texts, result.cut)),
        texts("report.floor_at", floor=words.number(texts, form.floor)),
    )
    return svg.bars(rows, result.cut, form.floor, labels, texts("report.scores"), width)


def timeline(block: PlayedBlock, texts: Texts) -> Markup:
    rows = [
        svg.Row(
            str(chat.number),
            chat.state.opened_at,
            chat.state.ended_at if chat.state.ended_at is not None else block.length_ms,
            tuple(_stretch(wait, texts) for wait in chat.waits if wait.total_ms > 0),
            texts(f"common.outcome.{chat.score.outcome}"),
        )
        for chat in block.chats
    ]
    return svg.timeline(rows, block.length_ms, texts("report.timeline"))


def _stretch(wait: Wait, texts: Texts) -> svg.Stretch:
    """The parts of a wait, one after the other: their lengths are true, their order is not."""
    pieces = (
        ("own", max(0, wait.own_ms)),
        ("queueing", wait.queueing_ms),
        ("system", wait.system_ms),
        ("hers", wait.hers_ms),
    )
    seconds = {name: round(ms / 1000) for name, ms in pieces}
    return svg.Stretch(
        wait.since,
        tuple(p for p in pieces if p[1]),
        texts("report.wait", at=words.clock(wait.since), **seconds),
    )
