"""What the store answers with about exams."""

from typing import Any, Literal

from pydantic import Field

from chattrainer.model.base import Value
from chattrainer.model.exam import ExamResult
from chattrainer.model.ids import Purpose

ExamState = Literal["created", "begun", "ended", "withdrawn", "erased"]
KeptPartState = Literal["running", "ended", "interrupted"]


class Exam(Value):
    """One person's exam. `form` is the form's hash, `extra_time` a percentage, stamps are UTC.

    `notice`: version and language of what was acknowledged before, and when; empty until then.
    """

    id: str
    code: str
    campaign: str | None
    person: str | None
    form: str
    seed: int
    purpose: Purpose
    extra_time: int = Field(ge=100)
    state: ExamState
    notice: dict[str, str] = {}
    created: str
    ended: str | None


class ExamPart(Value):
    """A part of an exam: the `number`-th sitting (from 1). `part` and `played` are JSON of app.exams.course."""

    exam: str
    number: int
    part: dict[str, Any]
    run: str
    state: KeptPartState
    played: dict[str, Any] | None = None


class Campaign(Value):
    """Exams for one job. `settings` hold job, target level, places and what was locked at the opening."""

    id: str
    title: str
    form: str
    settings: dict[str, Any]
    opened: str
    closed: str | None = None


class KeptResult(Value):
    """A result with the versions that it rests on: result model, rubrics, proofreaders. `saved` is a UTC stamp."""

    exam: str
    model: str
    rubric_hash: str
    engine: str
    saved: str
    result: ExamResult


class Decision(Value):
    """What a named person decided; `decision` holds what, the reason, and the machine's result beside it."""

    exam: str
    number: int
    who: str
    at: str
    decision: dict[str, Any]


class Access(Value):
    """Somebody looked at, exported or erased something."""

    at: str
    who: str
    what: str
    exam: str | None
