"""What a customer brings up on her own: objections, digressions, questions, and what else she comes to."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from chattrainer.model.base import Value
from chattrainer.model.ids import Act
from chattrainer.model.wordings import Texts


class Objection(Value):
    """Raised once, when `after` (an action, offer or tell id) has been done or said; until `settled_by`."""

    after: str
    says: Texts = Field(min_length=1)
    settled_by: tuple[str, ...] = ()
    if_not_settled: Literal["refuses", "accepts"] = "accepts"


class Digression(Value):
    after_turns: int = Field(ge=1, le=30)
    says: Texts = Field(min_length=1)
    ends_when: tuple[Act, ...] = ("steering", "request_data", "offer")


class IdleCheck(Value):
    says: Texts = Field(min_length=1)


class SecondRequest(Value):
    """A second thing she asks: `after` the first is solved, or after some turns. Done by an action or a tell."""

    after: str = "solved"
    says: Texts = Field(min_length=1)
    done_by: str


class Question(Value):
    """A question she asks of her own after some turns; answered by a tell, an offer or an action."""

    after_turns: int = Field(ge=1, le=30)
    says: Texts = Field(min_length=1)
    answered_by: tuple[str, ...] = ()


class ObjectionMove(Value):
    objection: Objection


class DigressionMove(Value):
    digression: Digression


class IdleCheckMove(Value):
    idle_check: IdleCheck


class SecondRequestMove(Value):
    second_request: SecondRequest


class QuestionMove(Value):
    question: Question


def _move_name(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next(iter(keys), "")


Move = Annotated[
    Annotated[ObjectionMove, Tag("objection")]
    | Annotated[DigressionMove, Tag("digression")]
    | Annotated[IdleCheckMove, Tag("idle_check")]
    | Annotated[SecondRequestMove, Tag("second_request")]
    | Annotated[QuestionMove, Tag("question")],
    Discriminator(_move_name),
]
