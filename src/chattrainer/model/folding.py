"""The transcript as a pure fold over the log: one step an entry."""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from chattrainer.model import folding_chats as chats
from chattrainer.model.changing import changed, end_last
from chattrainer.model.facts import SittingEnded, SittingOpened
from chattrainer.model.inputs import Compose, Focus, Paused, Status
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Interval, Transcript


def fold(entries: Iterable[Entry]) -> Transcript:
    """The transcript of a log."""
    return reduce(apply, entries, Transcript())


def apply(transcript: Transcript, entry: Entry) -> Transcript:
    """The transcript after one more entry. Kinds that change nothing seen are counted only."""
    event = entry.event
    step = _STEPS.get(event.kind)
    after = step(transcript, entry.number, event) if step else transcript
    return changed(after, now=max(after.now, event.at), entries=entry.number)


def _opened(transcript: Transcript, number: int, event: SittingOpened) -> Transcript:
    return changed(transcript, opened=event)


def _focus(transcript: Transcript, number: int, event: Focus) -> Transcript:
    closed = end_last(transcript.focus, event.at)
    return changed(transcript, focus=(*closed, Interval(event.chat, event.at)))


def _compose(transcript: Transcript, number: int, event: Compose) -> Transcript:
    intervals = tuple(
        changed(i, end=event.at) if i.chat == event.chat and i.end is None else i
        for i in transcript.composing
    )
    if event.on:
        intervals = (*intervals, Interval(event.chat, event.at))
    return changed(transcript, composing=intervals)


def _status(transcript: Transcript, number: int, event: Status) -> Transcript:
    return changed(transcript, status=event.status)


def _paused(transcript: Transcript, number: int, event: Paused) -> Transcript:
    return changed(transcript, paused_ms=transcript.paused_ms + event.gap_ms)


def _finish(transcript: Transcript, number: int, event: Any) -> Transcript:
    return changed(transcript, finished_at=event.at)


def _ended(transcript: Transcript, number: int, event: SittingEnded) -> Transcript:
    return changed(transcript, ended=event)


_STEPS: dict[str, Callable[[Transcript, int, Any], Transcript]] = {
    "sitting_opened": _opened,
    "chat_opened": chats.chat_opened,
    "customer_typing": chats.typing,
    "customer_said": chats.customer_said,
    "say": chats.said,
    "reading": chats.reading,
    "act": chats.acted,
    "action_started": chats.action_started,
    "action_result": chats.action_result,
    "look": chats.looked,
    "look_result": chats.look_result,
    "hold_granted": chats.hold_granted,
    "hold_ended": chats.hold_ended,
    "escalate": chats.escalate,
    "escalated": chats.escalated,
    "note": chats.noted,
    "move_ended": chats.move_ended,
    "close": chats.close,
    "chat_closed": chats.chat_closed,
    "customer_left": chats.left,
    "outcome_decided": chats.outcome,
    "chat_void": chats.void,
    "focus": _focus,
    "compose": _compose,
    "status": _status,
    "paused": _paused,
    "finish": _finish,
    "sitting_ended": _ended,
}
