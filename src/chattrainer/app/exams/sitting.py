"""One candidate's exam: what comes next, what was played, the result. Drivers (desk, robots) go through it."""

from collections.abc import Sequence
from typing import Any

from chattrainer.app.auditing import audited
from chattrainer.app.exams.course import Ended, Part, PartState, Played, next_part
from chattrainer.app.exams.evidence import case_evidence
from chattrainer.app.exams.integrity import integrity_flags, note_texts
from chattrainer.app.exams.locking import rubrics_of, todays
from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom
from chattrainer.content.calibration import Calibration, load_calibration
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import CaseEvidence, Conditions, ExamForm, ExamResult, FormCase
from chattrainer.model.scorecard import Scorecard
from chattrainer.model.transcript import Transcript
from chattrainer.scoring.result import result_of
from chattrainer.store.exam_records import Exam, ExamPart

# Reasons of a scorecard that hold a result until a named person has looked.
HOLDING = ("misdirected_personal", "writing_not_judged", "few_typed_words", "other_proofreader")
# Parts judged by different engines are not one result.
MIXED = "mixed_proofreaders"


class ExamSitting:
    """An exam, from its first part to its result. Everything it knows is in the store."""

    def __init__(
        self,
        room: TrainingRoom,
        code: str,
        calibration: Calibration | None = None,
        *,
        by_todays_rubrics: bool = False,
    ) -> None:
        """Raises UsageError for an unknown code. Scored by what the campaign locked, unless today's is asked for."""
        self.room = room
        self.exam: Exam = room.store.exam(code)
        self.form: ExamForm = room.store.form(self.exam.form)
        self.model = (calibration or load_calibration()).model
        campaign = room.store.campaign(self.exam.campaign) if self.exam.campaign is not None else None
        self._rubrics = todays(self.form) if by_todays_rubrics else rubrics_of(self.form, campaign)
        self._cards: dict[str, Scorecard] = {}
        self._judged_again = False

    # --- what comes ---

    def next(self) -> Part | Ended:
        """The part to play now. A part cut off earlier counts as interrupted."""
        return next_part(self.form, self.exam.seed, self.played(), self.evidence(), self.model)

    def wanted(self, part: Part, player: str = "person") -> Wanted:
        """The sitting that plays a part. UsageError when a model is to word it, and none is set."""
        cases = (*part.cases, *part.fillers)
        return Wanted(
            scenarios=tuple(case.scenario for case in cases),
            chats=part.chats,
            language=self.form.language,
            seed=part.seed,
            purpose=self.exam.purpose,
            player=player,
            structures=tuple(dict(case.structure) for case in cases),
            fillers=len(part.fillers),
            conditions=Conditions(
                exam_pace=True,
                extra_time_percent=self.exam.extra_time,
                strictness=self.form.strictness,
                proofreader=self.form.proofreader,
            ),
            form=self.form.id,
            spelling_marks=self.form.spelling_marks,
            llm=self.model_for_words(),
        )

    def model_for_words(self) -> str | None:
        """The language model that words the customers; None where their script does. UsageError without one."""
        if self.form.customers == "scripted":
            return None
        model = self.room.words.model
        if not model:
            raise UsageError("exam.no_model", code=self.exam.code)
        return model

    def begun(self, part: Part, run: str) -> ExamPart:
        """A part's sitting was opened."""
        if self.exam.state == "created":
            self.exam = self.room.store.set_exam_state(self.exam.id, "begun")
        return self.room.store.begin_part(self.exam.id, kept_part(part), run)

    # --- what was ---

    def played(self) -> list[Played]:
        """All parts so far, closed: one whose sitting was cut off becomes an interrupted one."""
        return [self._closed(part) for part in self.room.store.parts(self.exam.id)]

    def _closed(self, kept: ExamPart) -> Played:
        part = part_of(kept.part)
        if kept.played is not None:
            return _played(part, kept)
        transcript = audited(tuple(self.room.store.entries(kept.run))).transcript
        state: PartState = "ended" if transcript.ended is not None else "interrupted"
        played = how_it_went(part, kept.run, state, transcript)
        if state == "interrupted" and self.room.store.run(kept.run).status == "open":
            # It is never taken up again where it stopped: the customers of that moment are gone.
            self.room.store.abandon(kept.run)
        self.room.store.end_part(
            self.exam.id,
            kept.number,
            state,
            {name: sorted(getattr(played, name)) for name in ("decided", "broken", "void")},
        )
        return played

    def cards(self) -> list[Scorecard]:
        """A scorecard for each part."""
        for part in self.room.store.parts(self.exam.id):
            if part.run not in self._cards and part.state != "running":
                self._cards[part.run] = self._judged(part.run)
        if len({card.engine for card in self._cards.values()}) > 1 and not self._judged_again:
            # An engine failed for one part, or is there again: all parts are judged once more, by one.
            self._judged_again = True
            self._cards = {run: self._judged(run) for run in self._cards}
        return [self._cards[p.run] for p in self.room.store.parts(self.exam.id) if p.run in self._cards]

    def _judged(self, run: str) -> Scorecard:
        return self.room.judge(run, rubrics=self._rubrics).scorecard

    def evidence(self) -> list[CaseEvidence]:
        """What the decided cases say so far."""
        decided = {p.run: p.decided for p in self.played()}
        return [
            line
            for card in self.cards()
            for line in case_evidence(card, self.model.difficulty)
            if line.chat - 1 in decided.get(card.run, ())
        ]

    # --- the end ---

    def end(self) -> ExamResult:
        """Works out the result, keeps it, and ends the exam. Raises UsageError when parts are still to come."""
        if not isinstance(self.next(), Ended):
            raise UsageError("exam.not_over", code=self.exam.code)
        note_texts(self.room.store, self.exam)
        result = self.result()
        cards = self.cards()
        self.room.store.save_result(
            self.exam.id, result, _joined([c.rubric.hash for c in cards]), _engines(cards)
        )
        self.exam = self.room.store.set_exam_state(self.exam.id, "ended")
        return result

    def result(self) -> ExamResult:
        """The result as things stand."""
        played, cards = self.played(), self.cards()
        reasons = {reason for card in cards for reason in card.reasons}
        mixed = [MIXED] if len({card.engine for card in cards}) > 1 else []
        return result_of(
            self.evidence(),
            self.form,
            self.model,
            void=sum(len(p.void) for p in played),
            held=[*(reason for reason in HOLDING if self._holds(reason, reasons, cards)), *mixed],
            flags=[flag.id for flag in integrity_flags(self.room.store, self.exam)],
        )

    def _holds(self, reason: str, reasons: set[str], cards: Sequence[Scorecard]) -> bool:
        if reason == "few_typed_words":
            # 150 words in the whole exam are enough: one short block says nothing.
            return bool(cards) and all(reason in card.reasons for card in cards)
        return reason in reasons


def how_it_went(part: Part, run: str, state: PartState, transcript: Transcript) -> Played:
    """Which scored cases of a part ended and count, were cut off, or were spoilt by the simulator."""
    decided, broken, void = set(), set(), set()
    for chat in transcript.chats:
        index = chat.chat - 1
        if index >= len(part.cases):
            continue
        if chat.void is not None:
            void.add(index)
        elif chat.outcome is not None:
            decided.add(index)
        else:
            broken.add(index)
    return Played(part, run, state, frozenset(decided), frozenset(broken), frozenset(void))


def part_of(kept: dict[str, Any]) -> Part:
    """A part from what the store keeps of it."""
    return Part(
        block=kept["block"],
        nth=kept["nth"],
        chats=kept["chats"],
        seed=kept["seed"],
        cases=tuple(FormCase.model_validate(case) for case in kept["cases"]),
        fillers=tuple(FormCase.model_validate(case) for case in kept["fillers"]),
        replaces=tuple(kept["replaces"]),
    )


def kept_part(part: Part) -> dict[str, Any]:
    """What the store keeps of a part."""
    return {
        "block": part.block,
        "nth": part.nth,
        "chats": part.chats,
        "seed": part.seed,
        "cases": [case.model_dump(mode="json") for case in part.cases],
        "fillers": [case.model_dump(mode="json") for case in part.fillers],
        "replaces": list(part.replaces),
    }


def _played(part: Part, kept: ExamPart) -> Played:
    told = kept.played or {}
    state: PartState = "ended" if kept.state == "ended" else "interrupted"
    return Played(
        part,
        kept.run,
        state,
        frozenset(told.get("decided", ())),
        frozenset(told.get("broken", ())),
        frozenset(told.get("void", ())),
    )


def _engines(cards: Sequence[Scorecard]) -> str:
    return _joined([card.engine for card in cards])


def _joined(names: Sequence[str]) -> str:
    return "+".join(dict.fromkeys(names))
