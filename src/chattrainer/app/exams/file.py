"""One exam with all that is known of it: what a report is made of. Nothing is worded here."""

from collections.abc import Sequence
from dataclasses import dataclass

from chattrainer.app.auditing import audited
from chattrainer.app.exams.course import Part
from chattrainer.app.exams.decisions import Standing, standing, target_of
from chattrainer.app.exams.integrity import integrity_flags
from chattrainer.app.exams.locking import rubrics_of
from chattrainer.app.exams.sitting import part_of
from chattrainer.app.judging import Rubrics
from chattrainer.app.room import TrainingRoom
from chattrainer.model.case import Case, Plan
from chattrainer.model.errors import ChattrainerError
from chattrainer.model.exam import ExamForm
from chattrainer.model.facts import SittingOpened
from chattrainer.model.flags import Flag
from chattrainer.model.scorecard import ChatScore, Evidence, Scorecard
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.replay import opening_of
from chattrainer.scoring.flags import flags_in, merged
from chattrainer.scoring.waits import Wait, waits_of
from chattrainer.store.chain import Verdict
from chattrainer.store.exam_records import Campaign, Exam, ExamPart, KeptResult


@dataclass(frozen=True, slots=True)
class PlayedChat:
    """One scored chat. `number` counts through the whole exam, from 1; `block` is the part that it was in."""

    number: int
    block: int
    chats: int
    run: str
    score: ChatScore
    case: Case
    state: ChatState
    waits: tuple[Wait, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PlayedBlock:
    """One part: a sitting with its log. `damage`: why it cannot be shown; then it has no chats."""

    number: int
    part: Part
    kept: ExamPart
    verdict: Verdict | None
    opened: SittingOpened | None = None
    card: Scorecard | None = None
    chats: tuple[PlayedChat, ...] = ()
    length_ms: int = 0
    flags: tuple[Flag, ...] = ()
    damage: ChattrainerError | None = None

    @property
    def run(self) -> str:
        return self.kept.run

    @property
    def altered(self) -> bool:
        """Whether its log can be read, and is not as it was written."""
        return self.damage is None and self.verdict is not None and self.verdict.status == "altered"


@dataclass(frozen=True, slots=True)
class ExamFile:
    """The whole exam. `first` is the result that was kept first: a later one stands beside it, never instead."""

    exam: Exam
    form: ExamForm
    campaign: Campaign | None
    results: tuple[KeptResult, ...]
    blocks: tuple[PlayedBlock, ...]
    standing: Standing
    target_level: int
    flags: tuple[Flag, ...] = ()

    @property
    def first(self) -> KeptResult:
        return self.results[0]

    @property
    def later(self) -> tuple[KeptResult, ...]:
        return self.results[1:]

    @property
    def chats(self) -> tuple[PlayedChat, ...]:
        return tuple(chat for block in self.blocks for chat in block.chats)


def exam_file(room: TrainingRoom, code: str) -> ExamFile:
    """Everything about the exam of that code or id. A damaged log is told, and does not stop the rest."""
    store = room.store
    exam = store.exam(code)
    form = store.form(exam.form)
    campaign = store.campaign(exam.campaign) if exam.campaign is not None else None
    blocks: list[PlayedBlock] = []
    for kept in store.parts(exam.id):
        earlier = sum(len(block.chats) for block in blocks)
        blocks.append(_block(room, kept, len(blocks) + 1, earlier, rubrics_of(form, campaign)))
    results = tuple(store.kept_results(exam.id))
    return ExamFile(
        exam,
        form,
        campaign,
        results,
        tuple(blocks),
        standing(store.decisions(exam.id)),
        target_of(form, campaign),
        _flags(room, exam, results, blocks),
    )


def _flags(
    room: TrainingRoom, exam: Exam, results: Sequence[KeptResult], blocks: Sequence[PlayedBlock]
) -> tuple[Flag, ...]:
    """The integrity flags as things stand; of a damaged exam, what its readable parts show."""
    if results and all(block.damage is None for block in blocks):
        try:
            return tuple(integrity_flags(room.store, exam))
        except ChattrainerError:
            # The log of another candidate, who wrote the same, is damaged: this report stands without it.
            pass
    return tuple(merged(flag for block in blocks for flag in block.flags))


def _block(
    room: TrainingRoom, kept: ExamPart, number: int, earlier: int, rubrics: Rubrics | None
) -> PlayedBlock:
    part = part_of(kept.part)
    verdict = None
    try:
        verdict = room.store.verify(kept.run)
        entries = tuple(room.store.entries(kept.run))
        opened = opening_of(entries)
        plan = plan_of(opened)
        transcript = audited(entries, plan).transcript
        cards = room.store.scorecards(kept.run)
        card = cards[-1] if cards else room.judge(kept.run, rubrics=rubrics).scorecard
    except ChattrainerError as error:
        return PlayedBlock(number, part, kept, verdict, damage=error)
    chats = _chats(card, transcript, plan, part, number, kept.run, earlier)
    flags = tuple(flags_in(kept.run, entries))
    return PlayedBlock(number, part, kept, verdict, opened, card, chats, transcript.now, flags)


def _chats(
    card: Scorecard, transcript: Transcript, plan: Plan, part: Part, block: int, run: str, earlier: int
) -> tuple[PlayedChat, ...]:
    cases = {case.chat: case for case in plan.cases}
    scored = [s for s in card.chats if s.chat <= len(part.cases)]
    return tuple(
        PlayedChat(
            earlier + index,
            block,
            part.chats,
            run,
            score,
            cases[score.chat],
            state,
            waits_of(state, cases[score.chat], transcript),
            tuple(e for e in card.evidence if e.chat == score.chat),
        )
        for index, score in enumerate(scored, 1)
        for state in (transcript.chat(score.chat),)
    )


def costs(chats: Sequence[PlayedChat]) -> list[tuple[PlayedChat, Evidence]]:
    """What cost points, with words to quote, the dearest first."""
    found = [(chat, e) for chat in chats for e in chat.evidence if e.effect < 0 and e.quote.strip()]
    return sorted(found, key=lambda x: (x[1].effect, x[0].number, x[1].event or 0))


def gains(chats: Sequence[PlayedChat]) -> list[tuple[PlayedChat, Evidence]]:
    """What earned points, with words to quote, the most first."""
    found = [(chat, e) for chat in chats for e in chat.evidence if e.effect > 0 and e.quote.strip()]
    return sorted(found, key=lambda x: (-x[1].effect, x[0].number, x[1].event or 0))


def spread_out(
    moments: Sequence[tuple[PlayedChat, Evidence]], most: int
) -> list[tuple[PlayedChat, Evidence]]:
    """The first moments that differ: first in criterion and chat, then in rule, then any."""
    taken: list[tuple[PlayedChat, Evidence]] = []

    def other_place(moment: tuple[PlayedChat, Evidence]) -> bool:
        return all(moment[1].criterion != t[1].criterion and moment[0] is not t[0] for t in taken)

    def other_criterion(moment: tuple[PlayedChat, Evidence]) -> bool:
        return all(moment[1].criterion != t[1].criterion for t in taken)

    def other_rule(moment: tuple[PlayedChat, Evidence]) -> bool:
        return all(moment[1].rule != t[1].rule for t in taken)

    for differs in (other_place, other_criterion, other_rule):
        for moment in moments:
            if len(taken) < most and differs(moment):
                taken.append(moment)
    return taken
