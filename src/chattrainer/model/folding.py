"""The transcript as a pure fold over the log: one step an entry."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, TypeVar

from chattrainer.model.base import Millis
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ChatClosed,
    ChatOpened,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    Escalated,
    HoldEnded,
    HoldGranted,
    LookResult,
    MoveEnded,
    OutcomeDecided,
    SittingEnded,
    SittingOpened,
)
from chattrainer.model.inputs import (
    Close,
    Compose,
    Escalate,
    Focus,
    Look,
    Note,
    Paused,
    ReadingGiven,
    Say,
    Status,
)
from chattrainer.model.log import Entry
from chattrainer.model.transcript import (
    ActionTaken,
    ChatState,
    HandOver,
    HoldTaken,
    Interval,
    Message,
    Transcript,
)

T = TypeVar("T")


def _changed(value: T, **changes: Any) -> T:
    """Like `dataclasses.replace` for these flat, slotted values, at a fraction of its cost: every event folds."""
    new = object.__new__(type(value))
    for name in value.__slots__:  # type: ignore[attr-defined]
        object.__setattr__(new, name, changes[name] if name in changes else getattr(value, name))
    return new


def fold(entries: Iterable[Entry]) -> Transcript:
    """The transcript of a log."""
    return reduce(apply, entries, Transcript())


def apply(transcript: Transcript, entry: Entry) -> Transcript:
    """The transcript after one more entry. Kinds that change nothing seen are counted only."""
    event = entry.event
    step = _STEPS.get(event.kind)
    after = step(transcript, entry.number, event) if step else transcript
    return _changed(after, now=max(after.now, event.at), entries=entry.number)


def _with_chat(transcript: Transcript, number: int, **changes: Any) -> Transcript:
    return _changed(
        transcript,
        chats=tuple(_changed(c, **changes) if c.chat == number else c for c in transcript.chats),
    )


def _opened(transcript: Transcript, number: int, event: SittingOpened) -> Transcript:
    return _changed(transcript, opened=event)


def _chat_opened(transcript: Transcript, number: int, event: ChatOpened) -> Transcript:
    if event.again:
        chat = transcript.chat(event.chat)
        return _with_chat(
            transcript,
            event.chat,
            reopened_at=(*chat.reopened_at, event.at),
            ended_at=None,
            waiting_since=event.at,
        )
    chat = ChatState(event.chat, event.scenario, event.at, event.proactive, waiting_since=event.at)
    return _changed(transcript, chats=tuple(sorted((*transcript.chats, chat), key=lambda c: c.chat)))


def _typing(transcript: Transcript, number: int, event: CustomerTyping) -> Transcript:
    typed = _end_last(transcript.chat(event.chat).typed, event.at)
    changes: dict[str, Any] = {"typing": event.on, "typed": typed}
    if event.on:
        changes["typed"] = (*typed, Interval(event.chat, event.at))
    else:
        changes["typing_stopped_at"] = event.at
    return _with_chat(transcript, event.chat, **changes)


def _customer_said(transcript: Transcript, number: int, event: CustomerSaid) -> Transcript:
    chat = transcript.chat(event.chat)
    message = Message(
        number,
        event.at,
        "customer",
        event.text,
        move=event.move,
        move_of=event.of,
        reveals=event.reveals,
        last=event.last,
        expects_reply=event.expects_reply,
    )
    waiting = chat.waiting_since
    if event.last and event.expects_reply and waiting is None:
        waiting = event.at
    return _with_chat(transcript, event.chat, messages=(*chat.messages, message), waiting_since=waiting)


def _said(transcript: Transcript, number: int, event: Say) -> Transcript:
    chat = transcript.chat(event.chat)
    message = Message(number, event.at, "agent", event.text, event.spans, of=chat.agent_texts + 1)
    return _with_chat(
        transcript,
        event.chat,
        messages=(*chat.messages, message),
        waiting_since=None,
        agent_texts=message.of,
    )


def _reading(transcript: Transcript, number: int, event: ReadingGiven) -> Transcript:
    chat = transcript.chat(event.chat)
    messages = tuple(
        _changed(m, reading=event.reading) if m.sender == "agent" and m.of == event.of else m
        for m in chat.messages
    )
    changes: dict[str, Any] = {"messages": messages}
    if chat.hand_overs and all(m.of != event.of or m.sender != "agent" for m in chat.messages):
        changes["hand_overs"] = (*chat.hand_overs[:-1], _changed(chat.hand_overs[-1], reading=event.reading))
    return _with_chat(transcript, event.chat, **changes)


def _acted(transcript: Transcript, number: int, event: Any) -> Transcript:
    chat = transcript.chat(event.chat)
    taken = ActionTaken(number, event.at, event.action, dict(event.args))
    return _with_chat(transcript, event.chat, actions=(*chat.actions, taken))


def _action_started(transcript: Transcript, number: int, event: ActionStarted) -> Transcript:
    return _last_action(transcript, event.chat, event.action, until=event.until)


def _action_result(transcript: Transcript, number: int, event: ActionResult) -> Transcript:
    return _last_action(transcript, event.chat, event.action, result=event, ended_at=event.at)


def _last_action(transcript: Transcript, chat_number: int, action: str, **changes: Any) -> Transcript:
    chat = transcript.chat(chat_number)
    for index, taken in enumerate(chat.actions):
        if taken.action == action and taken.result is None:
            actions = (*chat.actions[:index], _changed(taken, **changes), *chat.actions[index + 1 :])
            return _with_chat(transcript, chat_number, actions=actions)
    return transcript


def _looked(transcript: Transcript, number: int, event: Look) -> Transcript:
    chat = transcript.chat(event.chat)
    return _with_chat(transcript, event.chat, looks=(*chat.looks, (number, event.at, event.what)))


def _look_result(transcript: Transcript, number: int, event: LookResult) -> Transcript:
    chat = transcript.chat(event.chat)
    results = {**chat.look_results, event.what: dict(event.content)}
    return _with_chat(transcript, event.chat, look_results=results)


def _hold_granted(transcript: Transcript, number: int, event: HoldGranted) -> Transcript:
    chat = transcript.chat(event.chat)
    hold = HoldTaken(number, event.at, event.until, event.stated)
    return _with_chat(transcript, event.chat, holds=(*chat.holds, hold))


def _hold_ended(transcript: Transcript, number: int, event: HoldEnded) -> Transcript:
    chat = transcript.chat(event.chat)
    if not chat.holds:
        return transcript
    holds = (*chat.holds[:-1], _changed(chat.holds[-1], kept=event.kept))
    changes: dict[str, Any] = {"holds": holds}
    return _with_chat(transcript, event.chat, **changes)


def _escalate(transcript: Transcript, number: int, event: Escalate) -> Transcript:
    chat = transcript.chat(event.chat)
    over = HandOver(number, event.at, event.channel, event.summary)
    return _with_chat(
        transcript, event.chat, hand_overs=(*chat.hand_overs, over), agent_texts=chat.agent_texts + 1
    )


def _escalated(transcript: Transcript, number: int, event: Escalated) -> Transcript:
    chat = transcript.chat(event.chat)
    last = _changed(chat.hand_overs[-1], carried=event.carried)
    return _with_chat(transcript, event.chat, hand_overs=(*chat.hand_overs[:-1], last))


def _noted(transcript: Transcript, number: int, event: Note) -> Transcript:
    chat = transcript.chat(event.chat)
    return _with_chat(transcript, event.chat, notes=(*chat.notes, event.text))


def _move_ended(transcript: Transcript, number: int, event: MoveEnded) -> Transcript:
    chat = transcript.chat(event.chat)
    return _with_chat(transcript, event.chat, moves_ended=(*chat.moves_ended, event))


def _close(transcript: Transcript, number: int, event: Close) -> Transcript:
    chat = transcript.chat(event.chat)
    return _with_chat(transcript, event.chat, closes=(*chat.closes, (number, event)))


def _chat_closed(transcript: Transcript, number: int, event: ChatClosed) -> Transcript:
    chat = transcript.chat(event.chat)
    return _with_chat(
        transcript,
        event.chat,
        closed=(*chat.closed, (number, event)),
        ended_at=event.at,
        typing=False,
    )


def _left(transcript: Transcript, number: int, event: CustomerLeft) -> Transcript:
    return _with_chat(transcript, event.chat, left=event, left_number=number)


def _outcome(transcript: Transcript, number: int, event: OutcomeDecided) -> Transcript:
    return _with_chat(transcript, event.chat, outcome=event, outcome_number=number)


def _void(transcript: Transcript, number: int, event: Any) -> Transcript:
    return _with_chat(transcript, event.chat, void=event.reason)


def _focus(transcript: Transcript, number: int, event: Focus) -> Transcript:
    closed = _end_last(transcript.focus, event.at)
    return _changed(transcript, focus=(*closed, Interval(event.chat, event.at)))


def _end_last(intervals: tuple[Interval, ...], at: Millis) -> tuple[Interval, ...]:
    if not intervals or intervals[-1].end is not None:
        return intervals
    return (*intervals[:-1], _changed(intervals[-1], end=at))


def _compose(transcript: Transcript, number: int, event: Compose) -> Transcript:
    intervals = tuple(
        _changed(i, end=event.at) if i.chat == event.chat and i.end is None else i
        for i in transcript.composing
    )
    if event.on:
        intervals = (*intervals, Interval(event.chat, event.at))
    return _changed(transcript, composing=intervals)


def _status(transcript: Transcript, number: int, event: Status) -> Transcript:
    return _changed(transcript, status=event.status)


def _paused(transcript: Transcript, number: int, event: Paused) -> Transcript:
    return _changed(transcript, paused_ms=transcript.paused_ms + event.gap_ms)


def _finish(transcript: Transcript, number: int, event: Any) -> Transcript:
    return _changed(transcript, finished_at=event.at)


def _ended(transcript: Transcript, number: int, event: SittingEnded) -> Transcript:
    return _changed(transcript, ended=event)


_STEPS: dict[str, Callable[[Transcript, int, Any], Transcript]] = {
    "sitting_opened": _opened,
    "chat_opened": _chat_opened,
    "customer_typing": _typing,
    "customer_said": _customer_said,
    "say": _said,
    "reading": _reading,
    "act": _acted,
    "action_started": _action_started,
    "action_result": _action_result,
    "look": _looked,
    "look_result": _look_result,
    "hold_granted": _hold_granted,
    "hold_ended": _hold_ended,
    "escalate": _escalate,
    "escalated": _escalated,
    "note": _noted,
    "move_ended": _move_ended,
    "close": _close,
    "chat_closed": _chat_closed,
    "customer_left": _left,
    "outcome_decided": _outcome,
    "chat_void": _void,
    "focus": _focus,
    "compose": _compose,
    "status": _status,
    "paused": _paused,
    "finish": _finish,
    "sitting_ended": _ended,
}
