"""The integrity flags in words: what was seen, where, and what it may also be. Never points."""

from collections.abc import Callable
from dataclasses import dataclass

from chattrainer.app.exams.file import ExamFile
from chattrainer.locale.texts import Texts
from chattrainer.model.flags import FlagEvidence
from chattrainer.reports import words

FLAG_EVIDENCE = 5


@dataclass(frozen=True, slots=True)
class FlagWords:
    """A sign for a person to look at: what was seen, where, and what it may also be."""

    title: str
    about: str
    seen: tuple[str, ...]
    innocent: tuple[str, ...]


def flags_of(file: ExamFile, texts: Texts, named: Callable[[str], str]) -> list[FlagWords]:
    """The integrity flags; never points. One that the result names and the logs no longer show is told by name.

    `named` puts the candidate's pseudonym in."""
    told = [
        FlagWords(
            texts(flag.title),
            texts(f"flags.{flag.id}.about"),
            tuple(_seen(file, e, texts, named) for e in flag.evidence[:FLAG_EVIDENCE]),
            tuple(texts(key) for key in flag.innocent),
        )
        for flag in file.flags
    ]
    known = {flag.id for flag in file.flags}
    lost = [name for name in file.first.result.flags if name not in known]
    return told + [FlagWords(words.named(texts, "report.flag", name), "", (), ()) for name in lost]


def _seen(file: ExamFile, evidence: FlagEvidence, texts: Texts, named: Callable[[str], str]) -> str:
    """Where it was, how much, and the words it is about."""
    block = next((b.number for b in file.blocks if b.run == evidence.run), 0)
    chat = next(
        (c.number for c in file.chats if (c.run, c.score.chat) == (evidence.run, evidence.chat)), None
    )
    parts = [texts("report.flag_at", block=block, at=words.clock(evidence.at_ms))]
    if chat is not None:
        parts.append(texts("report.chat_number", n=chat))
    if evidence.figure is not None and evidence.unit:
        figure = evidence.figure / 1000 if evidence.unit == "ms" else evidence.figure
        parts.append(texts(f"report.flag_figure.{evidence.unit}", figure=words.number(texts, figure)))
    if evidence.quote:
        parts.append(named(evidence.quote))
    return " · ".join(parts)
