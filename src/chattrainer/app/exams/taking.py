"""An exam as its candidate takes it: may it begin, what does the notice tell, what comes now, when is it over.

One process at a time holds a code. Everything that was decided is in the store at once: whatever cuts the exam
off, taking the code again goes on behind the last decided case.
"""

from dataclasses import dataclass
from functools import cached_property

from chattrainer.app.exams.course import Part
from chattrainer.app.exams.retention import DEFAULT, profiles
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.exams.warm_up import warm_up, warm_up_library
from chattrainer.app.opening import Wanted, prepare
from chattrainer.app.room import Session, TrainingRoom
from chattrainer.content.library import Library
from chattrainer.model.case import Case
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamResult
from chattrainer.runtime.live import Listener

# Brief, check and warm-up, in minutes.
BEFORE_MINUTES = 10


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """What the notice tells besides its fixed words. Empty texts: the organiser said nothing about it.

    `minutes`: the whole exam. `kept_months`: from the decision to the erasure, and with consent in a talent pool;
    None when the campaign's profile is not known here. `worded_by_model`: customers' words come from an LLM.
    """

    company: str
    minutes: int
    purpose: str
    kept_months: tuple[int, int] | None
    worded_by_model: bool
    job: str = ""
    employer: str = ""
    contact: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A sitting that comes next: block `block` (from 1) of at most `blocks`, at `chats` at once.

    `goes_on`: the rest of a block that was cut off, or whose case the simulator spoilt.
    """

    part: Part
    block: int
    blocks: int
    chats: int
    goes_on: bool


class Taking:
    """Holds the code until `let_go`. Calls may take long: the screens make them off the event loop."""

    def __init__(self, room: TrainingRoom, code: str) -> None:
        """UsageError: unknown code, exam over or withdrawn, or taken somewhere else at this moment."""
        self._sitting = ExamSitting(room, code)
        self._room = room
        _may_be_taken(self._sitting.exam.state, self._sitting.exam.code)
        # Told before anything begins, not at the first block.
        self._sitting.model_for_words()
        self._held = room.store.hold_exam(self._sitting.exam.id)
        if not self._held:
            raise UsageError("exam.in_use", code=self._sitting.exam.code)
        try:
            # Between the first look and the hold, another window may have ended it.
            _may_be_taken(room.store.exam(self._sitting.exam.id).state, self._sitting.exam.code)
        except UsageError:
            self.let_go()
            raise

    # --- who and what ---

    @property
    def code(self) -> str:
        return self._sitting.exam.code

    @property
    def person(self) -> str | None:
        """The candidate's name; None while it is not known."""
        return self._sitting.exam.person

    @property
    def language(self) -> str:
        return self._sitting.form.language

    @property
    def acknowledged(self) -> bool:
        """Whether the notice was acknowledged, in an earlier window perhaps."""
        return bool(self._sitting.exam.notice)

    @property
    def under_way(self) -> bool:
        """Whether a block was begun before."""
        return bool(self._room.store.parts(self._sitting.exam.id))

    @cached_property
    def notice(self) -> NoticeFacts:
        exam, form = self._sitting.exam, self._sitting.form
        settings = self._room.store.campaign(exam.campaign).settings if exam.campaign else {}
        return NoticeFacts(
            company=self._room.library.company(form.language, form.company).name,
            minutes=form.expected_minutes * exam.extra_time // 100 + BEFORE_MINUTES,
            purpose=exam.purpose,
            kept_months=_kept_months(str(settings.get("retention") or DEFAULT)),
            worded_by_model=form.customers == "llm",
            job=str(settings.get("job", "")),
            employer=str(settings.get("employer", "")),
            contact=str(settings.get("contact", "")),
            legal_basis=str(settings.get("legal_basis", "")),
        )

    def name(self, person: str) -> None:
        """Whose exam it is. Does nothing when that is known already: a code keeps its owner."""
        if self._sitting.exam.person is None:
            self._sitting.exam = self._room.store.name_candidate(self._sitting.exam.id, person)

    def acknowledge(self, version: str, language: str) -> None:
        """The notice of that version was read, in that language, and acknowledged now."""
        self._sitting.exam = self._room.store.acknowledge(self._sitting.exam.id, version, language)

    # --- before ---

    @cached_property
    def introduction(self) -> Case:
        """A case of the warm-up: its company's brief is the exam's."""
        return prepare(self._warm_up(0), self._library).plan.cases[0]

    def warm_up(self, round_: int, listener: Listener) -> Session:
        """The `round_`-th warm-up (from 0); nothing of it is recorded."""
        return self._room.rehearse(self._warm_up(round_), listener, self._library)

    @cached_property
    def _library(self) -> Library:
        return warm_up_library(self._room.library, self._sitting.form)

    def _warm_up(self, round_: int) -> Wanted:
        exam = self._sitting.exam
        return warm_up(self._sitting.form, exam.seed, round_, exam.purpose)

    # --- the blocks ---

    def next(self) -> Step | None:
        """What comes now; None at the end. Judges the blocks so far: the course may depend on them."""
        part = self._sitting.next()
        if not isinstance(part, Part):
            return None
        return Step(part, part.block + 1, len(self._sitting.form.blocks), part.chats, part.nth > 0)

    def begin(self, step: Step, listener: Listener) -> Session:
        """The sitting of a step, recorded from its first moment."""
        session = self._room.begin(self._sitting.wanted(step.part), listener, person=self.person)
        self._sitting.begun(step.part, session.run)
        return session

    def sit(self, robot: str) -> ExamResult:
        """A robot takes what is left of the exam."""
        return sit(self._sitting, robot)

    def end(self) -> ExamResult:
        """The result is worked out and kept; the code is used up."""
        return self._sitting.end()

    def let_go(self) -> None:
        """Another window may take the code."""
        if self._held:
            self._held = False
            self._room.store.let_exam_go(self._sitting.exam.id)


def _kept_months(profile: str) -> tuple[int, int] | None:
    known = profiles().get(profile)
    return (known.after_decision_months, known.talent_pool_months) if known is not None else None


def _may_be_taken(state: str, code: str) -> None:
    if state not in ("created", "begun"):
        raise UsageError("exam.already_ended" if state == "ended" else "exam.withdrawn", code=code)
