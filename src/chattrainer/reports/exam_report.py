"""What an exam's report shows, from its file: pictures, moments, transcripts, guide. The template words it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chattrainer import __version__
from chattrainer.app.exams.file import (
    ExamFile,
    PlayedChat,
    costs,
    gains,
    spread_out,
)
from chattrainer.app.exams.locking import changed_since
from chattrainer.app.exams.simulated import simulated_for
from chattrainer.content.calibration import load_calibration
from chattrainer.locale.texts import Texts
from chattrainer.model.exam import ExamResult
from chattrainer.model.scorecard import Evidence
from chattrainer.reports import pictures, words
from chattrainer.reports.flag_words import flags_of
from chattrainer.reports.rendering import html
from chattrainer.reports.transcripts import Line, line_numbers, lines_of

BEST = 3
WORST = 4
GUIDE = 3
CANDIDATE_MOMENTS = 2
SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """Something said, what it was worth, and where it stands."""

    chat: PlayedChat
    evidence: Evidence
    told: str
    quote: str
    question: str = ""

    @property
    def speaker(self) -> str:
        """Whose words are quoted: `agent`, `customer`; empty where no single message is."""
        said = (m.sender for m in self.chat.state.messages if m.number == self.evidence.event)
        return next(said, "")

    @property
    def anchor(self) -> str:
        """The line that it is about; the chat, where it is about none."""
        has_line = self.evidence.event in line_numbers(self.chat)
        return f"c{self.chat.number}e{self.evidence.event}" if has_line else f"chat{self.chat.number}"


@dataclass(frozen=True, slots=True)
class Names:
    """How the candidate is called in a report; with a pseudonym, also in what was written."""

    shown: str
    hidden: re.Pattern[str] | None = None

    def of(self, text: str) -> str:
        return text if self.hidden is None else self.hidden.sub(self.shown, text)


def names_of(file: ExamFile, texts: Texts, pseudonym: bool) -> Names:
    """The candidate's name, or what stands for it."""
    person = file.exam.person
    if not pseudonym:
        return Names(person or texts("report.nobody"))
    mark = pseudonym_of(file)
    parts = [p for p in re.split(r"[\s'’-]+", person or "") if len(p) >= SHORTEST_NAME]
    whole = [re.escape(n) for n in ([person] if person else []) + sorted(parts, key=len, reverse=True)]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(whole)})(?!\w)", re.IGNORECASE) if whole else None
    return Names(texts("report.pseudonym", mark=mark), pattern)


def pseudonym_of(file: ExamFile) -> str:
    """The same for one exam each time, and of no use to find the person without the database."""
    import hmac

    key = str(file.campaign.settings.get("key", "")) if file.campaign else ""
    return hmac.new((key or file.exam.id).encode(), file.exam.id.encode(), "sha256").hexdigest()[:6].upper()


def exam_html(file: ExamFile, texts: Texts, *, pseudonym: bool = False) -> str:
    """The report for a recruiter."""
    return html("exam.html.j2", texts, **view_of(file, texts, pseudonym=pseudonym))


def candidate_html(file: ExamFile, texts: Texts) -> str:
    """The short report for the candidate: what came out, what went well, what to train."""
    view = view_of(file, texts)
    chats = file.chats
    extra = file.exam.extra_time
    names = view["names"]
    view["best"] = _moments(spread_out(gains(chats), CANDIDATE_MOMENTS), texts, names, extra)
    view["worst"] = _moments(spread_out(costs(chats), GUIDE), texts, names, extra)
    view["advice"] = advice_of(file)
    view["bars"] = pictures.bars(file.first.result, file.form, texts)
    return html("candidate.html.j2", texts, **view)


def view_of(file: ExamFile, texts: Texts, *, pseudonym: bool = False) -> dict[str, Any]:
    """All that the templates need."""
    result = file.first.result
    names = names_of(file, texts, pseudonym)
    extra = file.exam.extra_time
    worst = spread_out(costs(file.chats), WORST)
    return {
        "file": file,
        "exam": file.exam,
        "form": file.form,
        "result": result,
        "names": names,
        "pseudonym": pseudonym,
        "target": next((x for x in result.levels if x.chats == file.target_level), None),
        "mini": lambda level: pictures.mini(level, result.cut),
        "decay": pictures.decay(result, texts),
        "bars": pictures.bars(result, file.form, texts, pictures.HALF),
        "timelines": [(block, pictures.timeline(block, texts)) for block in file.blocks if block.chats],
        "best": _moments(spread_out(gains(file.chats), BEST), texts, names, extra),
        "worst": _moments(worst, texts, names, extra),
        "guide": _moments(worst[:GUIDE], texts, names, extra, asked=True),
        "transcripts": [(chat, _lines(chat, texts, names, extra)) for chat in file.chats],
        "reasons": lambda level: [_reason(texts, reason) for reason in level.reasons],
        "void": sum(len((b.kept.played or {}).get("void", ())) for b in file.blocks),
        "flags": flags_of(file, texts, names.of),
        "rubric_changed": rubric_changed(file),
        "simulated": simulated_for(file.form, load_calibration()),
        "versions": versions_of(file),
        "program": __version__,
    }


def rubric_changed(file: ExamFile) -> bool:
    """Whether a rubric of the exam's cases is not the one locked when the campaign was opened."""
    played = {chat.case.scenario.activity for chat in file.chats}
    return file.campaign is not None and changed_since(file.campaign, file.form, played)


def versions_of(file: ExamFile) -> list[tuple[str, str]]:
    """What the exam was simulated, read and scored with, in a fixed order; each version once."""
    told: dict[str, None] = {}
    for block in file.blocks:
        for name, version in sorted((block.opened.versions if block.opened else {}).items()):
            told[f"{name} {version}"] = None
        if block.card is not None:
            told[f"scorer {block.card.scorer}"] = None
    return [("programs", ", ".join(told)), ("proofreader", file.first.engine), ("model", file.first.model)]


def advice_of(file: ExamFile) -> list[tuple[str, str, str]]:
    """The cases' own advice for the criteria to train: criterion, the case's title, advice; each once."""
    found: dict[tuple[str, str, str], None] = {}
    for name in file.first.result.train_for_next or _lowest(file.first.result):
        for chat in file.chats:
            given = chat.case.scenario.coaching.advice
            if name in given:
                found[(name, chat.case.scenario.title, given[name])] = None
                break
    return list(found)


def _lowest(result: ExamResult) -> list[str]:
    known = [(s, c) for c, s in result.scores.items() if s is not None]
    return [min(known)[1]] if known else []


def _moments(
    found: Sequence[tuple[PlayedChat, Evidence]],
    texts: Texts,
    names: Names,
    extra: int,
    *,
    asked: bool = False,
) -> list[Moment]:
    return [
        Moment(
            chat,
            e,
            words.rule(texts, e, extra),
            names.of(e.quote),
            _question(texts, e) if asked else "",
        )
        for chat, e in found
    ]


def _question(texts: Texts, evidence: Evidence) -> str:
    """An open question about a moment: of its measure, else of its criterion."""
    own = f"report.ask.{evidence.criterion}_{evidence.measure}"
    return texts(own) if texts.has(own) else texts(f"report.ask.{evidence.criterion}")


def _reason(texts: Texts, reason: str) -> str:
    for key in (f"report.reason.{reason}", f"rules.reason.{reason}"):
        if texts.has(key):
            return texts(key)
    if reason.startswith("floor_"):
        return texts("report.reason.floor", criterion=words.criterion(texts, reason.removeprefix("floor_")))
    return reason


def _lines(chat: PlayedChat, texts: Texts, names: Names, extra: int) -> list[Line]:
    return lines_of(chat, texts, names.of, lambda e: words.rule(texts, e, extra))
