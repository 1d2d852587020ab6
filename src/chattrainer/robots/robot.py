"""A robot at the desk: one pair of hands, one chat at a time, through the same inputs as a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.errors import IllegalInput
from chattrainer.model.inputs import Act, Close, Compose, Escalate, Focus, Input, Look, Note, Say, Span
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.robots.hands import Hands


@dataclass(frozen=True, slots=True)
class Gesture:
    """One thing to do in a chat. `say` is typed first; `wait_ms` lets time pass before it."""

    say: str | None = None
    source: str = "typed"
    source_id: str | None = None
    act: str | None = None
    args: Mapping[str, Any] = field(default_factory=dict)
    look: str | None = None
    escalate: str | None = None
    summary: str = ""
    note: str | None = None
    close: str | None = None
    wait_ms: Millis = 0


class Policy(Protocol):
    """What a kind of robot does in one chat. One instance a chat; it may remember what it did."""

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        """When it next wants to do something here if nothing changes; None: not before something does."""

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        """What it does now. An empty list: it looked, and leaves it."""


class Robot:
    """Plays the chats by one policy each; whoever has waited longest comes first."""

    def __init__(self, cases: Mapping[int, Case], policies: Mapping[int, Policy], hands: Hands) -> None:
        self._cases = cases
        self._policies = policies
        self._hands = hands
        self._queue: list[Input] = []
        self._free_at: Millis = 0
        self._focus: int | None = None

    def next(self, transcript: Transcript) -> Input | None:
        while not self._queue:
            wanted = self._next_chat(transcript)
            if wanted is None:
                return None
            at, chat = wanted
            if at > transcript.now:
                return Focus(at=at, chat=chat.chat)
            self._plan(max(at, self._free_at, transcript.now), chat, transcript)
        return self._at_least(self._queue[0], transcript.now)

    def done(self, given: Input) -> None:
        if self._queue and self._queue[0].kind == given.kind:
            self._queue.pop(0)
            if given.at > self._free_at:
                self._free_at = given.at
        if isinstance(given, Focus):
            self._focus = given.chat

    def refused(self, given: Input, error: IllegalInput) -> None:
        """The chat closed meanwhile, or an action cannot be taken: what was planned there is dropped."""
        if self._queue and self._queue[0].kind == given.kind:
            self._queue.clear()

    def _at_least(self, given: Input, now: Millis) -> Input:
        return given if given.at >= now else given.model_copy(update={"at": now})

    def _next_chat(self, transcript: Transcript) -> tuple[Millis, ChatState] | None:
        wanted = [
            (max(at, self._free_at), waiting_rank(chat), chat.chat, chat)
            for chat in transcript.open_chats
            if (at := self._policies[chat.chat].wants_at(chat, transcript.now)) is not None
        ]
        if not wanted:
            return None
        at, _, _, chat = min(wanted, key=lambda w: (max(w[0], transcript.now), w[1], w[2]))
        return at, chat

    def _plan(self, at: Millis, chat: ChatState, transcript: Transcript) -> None:
        clock = at
        if self._focus != chat.chat:
            self._queue.append(Focus(at=clock, chat=chat.chat))
        clock += self._hands.notice_ms + self._hands.delay_ms
        clock += sum(self._hands.reading_ms(m.text) for m in _unanswered(chat)) + self._hands.think_ms
        gestures = self._policies[chat.chat].turn(chat, transcript)
        for gesture in gestures:
            clock = self._put(clock + gesture.wait_ms, chat.chat, gesture)
        if not gestures:
            self._queue.clear()
            self._free_at = max(self._free_at, at + self._hands.notice_ms)
        else:
            self._free_at = clock

    def _put(self, at: Millis, chat: int, gesture: Gesture) -> Millis:
        """Queues a gesture that begins at `at`; gives the moment when it is done."""
        if gesture.look is not None:
            self._queue.append(Look.model_validate({"at": at, "chat": chat, "what": gesture.look}))
            return at + self._hands.gesture_ms
        if gesture.act is not None:
            at += self._hands.gesture_ms
            self._queue.append(Act(at=at, chat=chat, action=gesture.act, args=dict(gesture.args)))
            return at
        if gesture.escalate is not None:
            at += self._hands.typing_ms(gesture.summary)
            self._queue.append(Escalate(at=at, chat=chat, channel=gesture.escalate, summary=gesture.summary))
            return at
        if gesture.note is not None:
            at += self._hands.typing_ms(gesture.note)
            self._queue.append(Note(at=at, chat=chat, text=gesture.note))
            return at
        if gesture.close is not None:
            at += self._hands.gesture_ms
            reason = self._cases[chat].scenario.reason
            self._queue.append(
                Close.model_validate(
                    {
                        "at": at,
                        "chat": chat,
                        "disposition": gesture.close,
                        "reason": reason,
                        "summary": gesture.summary,
                    }
                )
            )
            return at
        return self._type(at, chat, gesture) if gesture.say else at

    def _type(self, at: Millis, chat: int, gesture: Gesture) -> Millis:
        text = gesture.say or ""
        typed = gesture.source == "typed"
        ms = self._hands.typing_ms(text) if typed else self._hands.canned_ms
        spans = () if typed else (_whole(text, gesture),)
        self._queue += [
            Compose(at=at, chat=chat, on=True),
            Say(at=at + ms, chat=chat, text=text, spans=spans),
            Compose(at=at + ms, chat=chat, on=False),
        ]
        return at + ms


def waiting_rank(chat: ChatState) -> Millis:
    """Smaller for whoever has waited longer."""
    return chat.waiting_since if chat.waiting_since is not None else 10**12


def _unanswered(chat: ChatState) -> list[Any]:
    found = []
    for message in reversed(chat.messages):
        if message.sender == "agent":
            break
        found.append(message)
    return found


def _whole(text: str, gesture: Gesture) -> Span:
    return Span.model_validate(
        {"start": 0, "end": len(text), "source": gesture.source, "id": gesture.source_id}
    )
