"""The transcript: the state of a sitting, as values. What is seen and scored comes from here; `folding` makes it."""

from dataclasses import dataclass, field
from typing import Any, Literal

from chattrainer.model.base import Millis
from chattrainer.model.facts import (
    ActionResult,
    ChatClosed,
    CustomerLeft,
    MoveEnded,
    OutcomeDecided,
    Reveal,
    SittingEnded,
    SittingOpened,
)
from chattrainer.model.ids import AgentStatus
from chattrainer.model.inputs import Close, Span
from chattrainer.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Message:
    """One bubble. `number` is its event. For the agent `of` counts her texts in the chat, from 1."""

    number: int
    at: Millis
    sender: Literal["agent", "customer"]
    text: str
    spans: tuple[Span, ...] = ()
    reading: Reading | None = None
    of: int = 0
    move: str = ""
    move_of: str | None = None
    reveals: tuple[Reveal, ...] = ()
    last: bool = True
    expects_reply: bool = False


@dataclass(frozen=True, slots=True)
class ActionTaken:
    """An action on the case; `result` and `ended_at` are None while it runs."""

    number: int
    at: Millis
    action: str
    args: dict[str, Any]
    until: Millis | None = None
    ended_at: Millis | None = None
    result: ActionResult | None = None


@dataclass(frozen=True, slots=True)
class HandOver:
    number: int
    at: Millis
    channel: str
    summary: str
    carried: tuple[str, ...] = ()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class HoldTaken:
    """A wait that bought time, from `at` until `until`; `kept` is None while it runs."""

    number: int
    at: Millis
    until: Millis
    stated: bool
    kept: bool | None = None


@dataclass(frozen=True, slots=True)
class ChatState:
    """One chat. `waiting_since` is the end of the customer's unanswered burst, None if she waits for nothing.

    `typed` are the stretches in which her typing indicator was on.
    """

    chat: int
    scenario: str
    opened_at: Millis
    proactive: bool = False
    messages: tuple[Message, ...] = ()
    typing: bool = False
    typing_stopped_at: Millis | None = None
    typed: tuple["Interval", ...] = ()
    waiting_since: Millis | None = None
    actions: tuple[ActionTaken, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    holds: tuple[HoldTaken, ...] = ()
    looks: tuple[tuple[int, Millis, str], ...] = ()
    look_results: dict[str, dict[str, Any]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    moves_ended: tuple[MoveEnded, ...] = ()
    closes: tuple[tuple[int, Close], ...] = ()
    closed: tuple[tuple[int, ChatClosed], ...] = ()
    left: CustomerLeft | None = None
    left_number: int | None = None
    reopened_at: tuple[Millis, ...] = ()
    ended_at: Millis | None = None
    outcome: OutcomeDecided | None = None
    outcome_number: int | None = None
    void: str | None = None
    agent_texts: int = 0

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def agent_messages(self) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if m.sender == "agent")

    @property
    def customer_messages(self) -> tuple[Message, ...]:
        return tuple(m for m in self.messages if m.sender == "customer")

    @property
    def reveals(self) -> tuple[Reveal, ...]:
        return tuple(r for m in self.messages for r in m.reveals)


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of time in which the agent did something in a chat; `end` is None while it lasts."""

    chat: int | None
    start: Millis
    end: Millis | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The whole sitting. `chats` are in order of number; `now` is the moment of the last event."""

    opened: SittingOpened | None = None
    chats: tuple[ChatState, ...] = ()
    focus: tuple[Interval, ...] = ()
    composing: tuple[Interval, ...] = ()
    status: AgentStatus = "available"
    paused_ms: int = 0
    ended: SittingEnded | None = None
    finished_at: Millis | None = None
    now: Millis = 0
    entries: int = 0

    def chat(self, number: int) -> ChatState:
        """The chat with that number. Raises KeyError when it has not opened."""
        for chat in self.chats:
            if chat.chat == number:
                return chat
        raise KeyError(number)

    @property
    def open_chats(self) -> tuple[ChatState, ...]:
        return tuple(chat for chat in self.chats if chat.is_open)
