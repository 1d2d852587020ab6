"""A rubric: every weight, curve, threshold and cap of a score. Nothing of it is a constant in code."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from chattrainer.model.base import Value
from chattrainer.model.ids import CRITERIA, Activity, Criterion, Outcome

Stage = Literal[
    "welcome",
    "identification",
    "discovery",
    "reformulation",
    "answer",
    "confirmation",
    "conclusion",
]


class Curve(Value):
    """Piecewise linear between named points: *full* marks at, *zero* at. Full may lie above or below zero."""

    full: float
    zero: float

    def share(self, value: float) -> float:
        """The share of full marks, 0 to 1."""
        if self.full == self.zero:
            return 1.0 if value <= self.full else 0.0
        return min(1.0, max(0.0, (self.zero - value) / (self.zero - self.full)))


def _number(key: Any) -> Any:
    # The keys of a rubric's file are texts.
    return int(key) if isinstance(key, str) and key.isdigit() else key


ChatsAtOnce = Annotated[int, BeforeValidator(_number), Field(ge=1, le=4)]


class MeasureRule(Value):
    """One measure: its weight within its criterion, its curves by chats at once, its own parameters."""

    weight: float = Field(ge=0)
    curve: Curve | None = None
    curve_by_chats: dict[ChatsAtOnce, Curve] = {}
    curves: dict[str, Curve] = Field(default={}, description="further curves, for a measure that has several")
    at_least: int = Field(default=0, ge=0, description="evidence needed; with less, shown only")
    pooled: bool = False
    params: dict[str, float] = {}

    def curve_for(self, chats_at_once: int) -> Curve | None:
        known = [k for k in self.curve_by_chats if k <= chats_at_once]
        return self.curve_by_chats[max(known)] if known else self.curve


class Cap(Value):
    """What an outcome allows at most: for the resolution, and for the chat's composite."""

    resolution: float = Field(ge=0, le=100)
    composite: float = Field(default=100, ge=0, le=100)


class Floor(Value):
    """A criterion below `under` in a chat holds the chat's composite at `composite` at most."""

    under: float = Field(ge=0, le=100)
    composite: float = Field(ge=0, le=100)


class Rubric(Value):
    """`weights` sum to 100; `measures` are by criterion, then id."""

    id: str
    title: dict[str, str] = {}
    activities: tuple[Activity, ...] = ()
    weights: dict[Criterion, float]
    measures: dict[Criterion, dict[str, MeasureRule]]
    caps: dict[Outcome, Cap]
    floors: dict[Criterion, Floor] = {}
    stages: tuple[Stage, ...] = ()
    params: dict[str, float] = {}
    error_weights: dict[str, float] = {}

    @model_validator(mode="after")
    def _whole(self) -> "Rubric":
        if set(self.weights) != set(CRITERIA):
            raise ValueError("weights: one for each of " + ", ".join(CRITERIA))
        if min(self.weights.values()) < 0:
            raise ValueError("weights: none may be below 0")
        if abs(sum(self.weights.values()) - 100) > 1e-6:
            raise ValueError(f"weights add up to {sum(self.weights.values()):g}, not 100")
        for criterion in CRITERIA:
            if sum(rule.weight for rule in self.measures.get(criterion, {}).values()) <= 0:
                raise ValueError(f"measures.{criterion}: no measure with a weight")
        return self


class RubricSet(Value):
    """The rubrics of a sitting whose chats may be of several activities: one each, and one for all others."""

    default: Rubric
    by_activity: dict[Activity, Rubric] = {}

    def of(self, activity: Activity) -> Rubric:
        """The rubric by which a chat of that activity is scored."""
        return self.by_activity.get(activity, self.default)
