"""The scorecard (docs/interfaces.md): scores from 0 to 100, their measures, and the evidence of every point."""

from typing import Literal

from chattrainer.model.audit import SimulatorFault
from chattrainer.model.base import Value
from chattrainer.model.ids import Criterion, Outcome


class RubricRef(Value):
    id: str
    hash: str


class Measure(Value):
    """`points` of `of`; the points of a chat's measures (or of pooled ones, chat None) sum to the score."""

    criterion: Criterion
    id: str
    chat: int | None
    value: float | None
    unit: str
    points: float
    of: float
    note: str | None = None


class Evidence(Value):
    """One gain or loss: where (chat, event, moment), the words, the rule, the effect in points.

    `params` fills the rule's text in any language; `better` is a better wording, in practice.
    """

    criterion: Criterion
    measure: str
    chat: int | None
    event: int | None
    at_ms: int | None
    quote: str
    rule: str
    effect: float
    better: str | None = None
    params: dict[str, str | int | float] = {}


class ChatScore(Value):
    chat: int
    scenario: str
    outcome: Outcome
    duration_ms: int
    scores: dict[Criterion, float | None]
    composite: float
    capped_by: str | None = None
    satisfaction: int | None = None


class Load(Value):
    """Holding several chats: shown, never scored."""

    misdirected: int = 0
    attention_balance: float | None = None
    chats_per_hour: float | None = None


class Scorecard(Value):
    """`engine` names the proofreader and its policy, `none` without one: writing (and with it the overall score)
    is only compared where it is the same. `simulator`: what the customers did wrong, which no score is made of.
    """

    run: str
    rubric: RubricRef
    engine: str
    scorer: str
    language: str
    chats_at_once: int
    scores: dict[Criterion, float | None]
    overall: float
    status: Literal["final", "to_be_confirmed"]
    reasons: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    chats: tuple[ChatScore, ...] = ()
    load: Load = Load()
    simulator: tuple[SimulatorFault, ...] = ()
