"""Inputs: what comes into a sitting from outside. The agent's gestures, readings, wordings, the clock's gaps."""

from typing import Annotated, Literal

from pydantic import Field, FiniteFloat, StrictBool, StrictInt, StrictStr

from chattrainer.model.base import ChatNumber, Millis, Value
from chattrainer.model.ids import AgentStatus, Disposition, LookTarget, SpanSource
from chattrainer.model.reading import Reading

MAX_TEXT = 20_000
Name = Annotated[str, Field(max_length=200)]
"""An id as it was given: it may name nothing, and is quoted when it is refused."""


class Span(Value):
    """Where a stretch of a message came from; `id` names the canned reply or the article.

    `edited` says that the agent changed a canned text or an article after inserting it.
    """

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    source: SpanSource
    id: str | None = None
    edited: bool = False


class InputBase(Value):
    at: Millis


class Say(InputBase):
    """The agent sends one message. What no span covers was typed."""

    kind: Literal["say"] = "say"
    chat: ChatNumber
    text: str = Field(max_length=MAX_TEXT)
    spans: tuple[Span, ...] = ()


class Act(InputBase):
    """The agent starts an action on the case."""

    kind: Literal["act"] = "act"
    chat: ChatNumber
    action: Name
    args: dict[
        Name, StrictBool | StrictInt | FiniteFloat | Annotated[StrictStr, Field(max_length=MAX_TEXT)]
    ] = {}


class Look(InputBase):
    kind: Literal["look"] = "look"
    chat: ChatNumber
    what: LookTarget


class Search(InputBase):
    kind: Literal["search"] = "search"
    chat: ChatNumber | None = None
    text: str = Field(max_length=MAX_TEXT)


class OpenArticle(InputBase):
    kind: Literal["article"] = "article"
    chat: ChatNumber | None = None
    id: Name


class Focus(InputBase):
    """The agent turns to a chat, or to none (None: away from the desk's window)."""

    kind: Literal["focus"] = "focus"
    chat: ChatNumber | None


class Compose(InputBase):
    """The agent began (`on`) or stopped composing in a chat."""

    kind: Literal["compose"] = "compose"
    chat: ChatNumber
    on: bool


class Escalate(InputBase):
    kind: Literal["escalate"] = "escalate"
    chat: ChatNumber
    channel: Name
    summary: str = Field(max_length=MAX_TEXT)


class Note(InputBase):
    kind: Literal["note"] = "note"
    chat: ChatNumber
    text: str = Field(max_length=MAX_TEXT)


class Close(InputBase):
    kind: Literal["close"] = "close"
    chat: ChatNumber
    disposition: Disposition
    reason: Name
    summary: str = Field(default="", max_length=MAX_TEXT)


class Status(InputBase):
    kind: Literal["status"] = "status"
    status: AgentStatus


class ReadingGiven(InputBase):
    """A reading of the agent's `of`-th text (from 1: messages and hand-over summaries) in a chat.

    Stamped with the `at` of the message that caused it.
    """

    kind: Literal["reading"] = "reading"
    chat: ChatNumber
    of: int = Field(ge=1)
    reading: Reading


class Attempt(Value):
    """One reply of whoever words the moves: its text, cut short, and what was wrong with it (None: nothing)."""

    text: str = Field(max_length=MAX_TEXT)
    fault: str | None = None


class Spending(Value):
    """What words took of an endpoint. `cost` in units of `currency`; 0 where no price is known."""

    tokens: int = Field(default=0, ge=0)
    cost: float = Field(default=0.0, ge=0)
    currency: str = Field(default="", max_length=8)

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(
            tokens=self.tokens + other.tokens,
            cost=round(self.cost + other.cost, 6),
            currency=self.currency or other.currency,
        )


class WordingGiven(InputBase):
    """Words that were asked for, the `of`-th time in a chat: the bubbles of each move, none to keep the script's.

    `source` names who worded it (`llm:<model>`, or `script` when nothing usable came); all attempts are kept.
    `turn` is the one chosen among those that she may take, 0 the mind's own; one that is not on offer stands for
    the mind's own, in the script's words.
    """

    kind: Literal["wording"] = "wording"
    chat: ChatNumber
    of: int = Field(ge=1)
    turn: int = Field(default=0, ge=0)
    bubbles: tuple[tuple[str, ...], ...] = ()
    source: str
    attempts: tuple[Attempt, ...] = ()
    took_ms: int = Field(default=0, ge=0)
    spent: Spending | None = None


class Paused(InputBase):
    """The clock stood still for `gap_ms` of wall time: a closed lid, a stopped process."""

    kind: Literal["paused"] = "paused"
    gap_ms: int = Field(ge=0)
    wall: str | None = None


class Resumed(InputBase):
    """A sitting that was cut off goes on at the simulated moment where it stopped."""

    kind: Literal["resumed"] = "resumed"
    wall: str | None = None


class Finish(InputBase):
    """The agent stops for good: from here on the agent is silent."""

    kind: Literal["finish"] = "finish"


AnyAgentInput = (
    Say | Act | Look | Search | OpenArticle | Focus | Compose | Escalate | Note | Close | Status | Finish
)
AnyInput = AnyAgentInput | ReadingGiven | WordingGiven | Paused | Resumed
AgentInput = Annotated[AnyAgentInput, Field(discriminator="kind")]
Input = Annotated[AnyInput, Field(discriminator="kind")]
