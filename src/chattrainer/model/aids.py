"""What a case holds beside itself: for the robots that prove it, and for coaching."""

from typing import Literal

from chattrainer.model.base import Scalar, Value
from chattrainer.model.wordings import Text, Texts


class RobotWordings(Value):
    """The robots' own wordings; `check` keeps them apart from `asked_like` and `like`.

    `plan` lists the steps of a skilled agent in order: `ask:<fact>`, `tell:<id>`, `offer:<id>`,
    `do:<action>`, `refuse:<tell>`, `escalate:<channel>`, each optionally ` if <structure>=<value>`.
    `args` gives the skilled agent's arguments for each action.
    """

    ask: dict[str, Texts] = {}
    tell: dict[str, Texts] = {}
    offer: dict[str, Texts] = {}
    wrong: Texts = ()
    plan: tuple[str, ...] = ()
    args: dict[str, dict[str, Scalar]] = {}
    empathy: Texts = ()
    restate: Texts = ()
    summary: str | None = None


class ModelLine(Value):
    """One step of the model conversation: a message, an action, or the close."""

    agent: str | None = None
    customer: str | None = None
    act: str | None = None
    args: dict[str, Scalar] = {}


class Coaching(Value):
    model: tuple[ModelLine, ...] = ()
    advice: dict[Literal["latency", "writing", "directiveness", "resolution"], Text] = {}
