"""The exam as values: under which conditions a sitting is taken, what a form is, what its result says.

The unit of evidence is the case. A form is one company and one job family: blocks of one, two and three chats at
once, each with scored cases, fillers that keep the load until the last scored case ends, and a reserve for cases
that the simulator or an interruption broke.
"""

from typing import Literal

from pydantic import Field, model_validator

from chattrainer.model.base import Value
from chattrainer.model.ids import Activity, Criterion, LevelResult, Outcome

FormKind = Literal["full", "target", "orientation"]
Strictness = Literal["chat", "brand", "strict"]
ProofreaderName = Literal["embedded", "languagetool"]
Customers = Literal["scripted", "llm"]
"""Who words the customers: the authors of their cases, or a language model."""

LEVELS = (1, 2, 3)


class Conditions(Value):
    """How a sitting is taken, beside its cases.

    `exam_pace`: customers pause 15 s in the middle and type at least 200 characters a minute. `extra_time_percent`
    stretches their patience and the time curves; it stands in the log for the scorer, in no report. `worded`: an LLM
    words the customers' moves. `strictness` and `proofreader` say how written language is judged: a named proofreader
    is the only one whose judgement is final; None is the one that the machine has.
    """

    exam_pace: bool = False
    worded: bool = False
    extra_time_percent: int = Field(default=100, ge=100, le=300)
    strictness: Strictness = "chat"
    proofreader: ProofreaderName | None = None


class FormCase(Value):
    """A case of a form, with its structural values: the same for everyone who sits the form."""

    scenario: str
    structure: dict[str, str] = {}


class FormBlock(Value):
    """Cases played at one load. `fillers` come when no scored case is left to come; they are not scored."""

    chats: int = Field(ge=1, le=3)
    cases: tuple[FormCase, ...] = Field(min_length=1)
    fillers: tuple[FormCase, ...] = ()
    reserve: tuple[FormCase, ...] = ()


class ExamForm(Value):
    """What all candidates of one form have in common.

    `cut` (0 to 100) is what a level has to reach, `provisional_cut` that the employer has not set it with agents of
    its own. `rubric` is the one for all cases, None: each activity's own. `proofreader` and `strictness` as in
    `Conditions`. `expected_minutes` is the time at the desk, without brief and warm-up.
    """

    id: str
    title: str = ""
    kind: FormKind
    company: str
    language: str
    activities: tuple[Activity, ...] = ()
    blocks: tuple[FormBlock, ...] = Field(min_length=1)
    target_level: int = Field(default=3, ge=1, le=3)
    rubric: str | None = None
    cut: float = Field(default=65.0, ge=0, le=100)
    provisional_cut: bool = True
    floor: float = Field(default=50.0, ge=0, le=100)
    spelling_marks: bool = False
    proofreader: ProofreaderName | None = None
    strictness: Strictness = "chat"
    customers: Customers = "scripted"
    expected_minutes: int = Field(default=0, ge=0)
    seed: int = 0

    @model_validator(mode="after")
    def _levels_rise(self) -> "ExamForm":
        loads = [block.chats for block in self.blocks]
        if loads != sorted(loads):
            raise ValueError("blocks: from one chat at once upwards")
        return self

    @property
    def scored(self) -> int:
        """How many cases count."""
        return sum(len(block.cases) for block in self.blocks)

    @property
    def without_reserve(self) -> int:
        """In how many blocks a case that was broken or spoilt could only be replaced by one of another block."""
        scored = {case.scenario for block in self.blocks for case in block.cases}
        return sum(all(case.scenario in scored for case in block.reserve) for block in self.blocks)


class CaseEvidence(Value):
    """What one scored case says: the load it was played under, its composite, its scores, its outcome.

    `difficulty`: points by which the case is harder than the mean case, from calibration; 0 where unknown.
    """

    run: str
    chat: int
    scenario: str
    chats: int = Field(ge=1, le=3)
    composite: float
    scores: dict[Criterion, float | None]
    outcome: Outcome
    difficulty: float = 0.0


class Level(Value):
    """One level's result. `low` and `high` bound the 90 % interval; `more_cases` is how many more at this level
    would settle it as things stand, None when none within reach would."""

    chats: int
    result: LevelResult
    mean: float
    sd: float
    low: float
    high: float
    cases: int
    ended_rightly: int
    floors_missed: tuple[Criterion, ...] = ()
    reasons: tuple[str, ...] = ()
    more_cases: int | None = None

    @property
    def told_low(self) -> float:
        """As people are told it: no score lies outside the scale, though the model's interval may."""
        return max(0.0, self.low)

    @property
    def told_high(self) -> float:
        return min(100.0, self.high)


class Decay(Value):
    """Change of the composite from one level to the next, with its 90 % interval; indicative."""

    from_chats: int
    to_chats: int
    change: float
    low: float
    high: float


class ExamResult(Value):
    """What an exam says, before a named person decides. `highest`: the highest confirmed level, None without one."""

    form: str
    model: str
    cut: float
    provisional_cut: bool
    levels: tuple[Level, ...]
    highest: int | None
    decay: tuple[Decay, ...] = ()
    train_for_next: tuple[Criterion, ...] = ()
    scores: dict[Criterion, float | None] = {}
    reliability: float | None = None
    standard_error: float | None = None
    void: int = 0
    flags: tuple[str, ...] = ()


class ResultModel(Value):
    """What is given to the model of a result: all in points of a composite (0 to 100), standard deviations.

    A person's level at k chats is N(mean, person_sd) plus (k - 1) changes N(change_mean, change_sd) plus a
    deviation of the level N(0, level_sd); a case deviates from it by N(0, case_sd). Sources:
    rubrics/calibration.yaml.
    """

    id: str = "1"
    mean: float
    person_sd: float = Field(gt=0)
    change_mean: float
    change_sd: float = Field(gt=0)
    level_sd: float = Field(ge=0)
    case_sd: float = Field(gt=0)
    difficulty: dict[str, float] = {}

    @property
    def case_reliability(self) -> float:
        """The share of a single case's variance that is the person's."""
        return self.person_sd**2 / (self.person_sd**2 + self.case_sd**2)
