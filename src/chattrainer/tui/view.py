"""What the desk shows: a pure fold of the log, in values that widgets draw. Knows no widget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from chattrainer.model.folding import apply
from chattrainer.model.log import Entry
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.tui.timing import Promise, Shade, hold_shade, promise

Doing = Literal["new", "to_write", "waiting", "hold", "acting", "with_customer", "closed", "left", "void"]
"""Where a chat stands, as the agent needs to know it."""

ENDED: frozenset[Doing] = frozenset({"closed", "left", "void"})
NEEDS_THE_AGENT: frozenset[Doing] = frozenset({"new", "to_write", "waiting"})


@dataclass(frozen=True, slots=True)
class Wait:
    """A running wait. `since` counts up; `until` (an announced wait) counts down."""

    since: int | None = None
    until: int | None = None
    promise: Promise = field(default_factory=lambda: promise(1, first=True))

    def shown_ms(self, now_ms: int) -> int:
        if self.until is not None:
            return self.until - now_ms
        return max(0, now_ms - (self.since or 0))

    def shade(self, now_ms: int) -> Shade:
        shown = self.shown_ms(now_ms)
        return hold_shade(shown) if self.until is not None else self.promise.shade(shown)


@dataclass(frozen=True, slots=True)
class ChatView:
    """One chat in the list: its place at the desk (1 to 4), what is going on, what was not seen yet."""

    chat: int
    place: int
    doing: Doing
    unread: int = 0
    typing: bool = False
    wait: Wait | None = None

    @property
    def ended(self) -> bool:
        return self.doing in ENDED


@dataclass(frozen=True, slots=True)
class DeskView:
    """The whole desk. `places` holds the chat number at each place; `seen` customer messages looked at."""

    transcript: Transcript = field(default_factory=Transcript)
    places: tuple[int, ...] = ()
    focused: int | None = None
    seen: Mapping[int, int] = field(default_factory=dict)

    @property
    def chats_at_once(self) -> int:
        return self.transcript.opened.chats_at_once if self.transcript.opened else 1

    def chat(self, number: int) -> ChatState:
        return self.transcript.chat(number)

    def place_of(self, number: int) -> int:
        return self.places.index(number) + 1

    @property
    def chats(self) -> tuple[ChatView, ...]:
        """The chats at the desk, in order of place."""
        return tuple(chat_view(self, number) for number in self.places)

    @property
    def past(self) -> tuple[ChatState, ...]:
        """Chats that ended and whose place another one took."""
        return tuple(chat for chat in self.transcript.chats if chat.chat not in self.places)


def fold(view: DeskView, entries: Iterable[Entry]) -> DeskView:
    """The desk after more of the log."""
    for entry in entries:
        view = _after(view, entry)
    return view


def focus_on(view: DeskView, number: int | None) -> DeskView:
    """The desk with the agent's eyes on a chat: all it holds is seen."""
    if number is None:
        return replace(view, focused=None)
    return replace(view, focused=number, seen={**view.seen, number: _heard(view.chat(number))})


def chat_view(view: DeskView, number: int) -> ChatView:
    chat = view.chat(number)
    doing = doing_of(chat)
    return ChatView(
        chat=number,
        place=view.place_of(number),
        doing=doing,
        unread=_heard(chat) - view.seen.get(number, 0),
        typing=chat.typing and chat.is_open,
        wait=wait_of(chat, doing, view.chats_at_once),
    )


def doing_of(chat: ChatState) -> Doing:
    """Where the chat stands."""
    if chat.void is not None:
        return "void"
    if not chat.is_open:
        return "left" if chat.closed and chat.closed[-1][1].by == "customer" else "closed"
    if chat.proactive and not chat.agent_texts and not chat.customer_messages:
        return "to_write"
    if chat.waiting_since is not None:
        return "waiting" if chat.agent_texts else "new"
    if chat.holds and chat.holds[-1].kept is None:
        return "hold"
    return "acting" if any(taken.result is None for taken in chat.actions) else "with_customer"


def wait_of(chat: ChatState, doing: Doing, chats_at_once: int) -> Wait | None:
    """The wait to show: the customer's, or what is left of the one that was announced to her."""
    if doing == "hold":
        return Wait(until=chat.holds[-1].until)
    if doing in {"new", "waiting"} and chat.waiting_since is not None:
        return Wait(since=chat.waiting_since, promise=promise(chats_at_once, first=doing == "new"))
    return None


def next_waiting(view: DeskView, now_ms: int) -> int | None:
    """The chat to turn to: the one whose promise is nearest to broken, else unread, else the next open one."""
    others = [c for c in view.chats if not c.ended and c.chat != view.focused]
    if not others:
        return None
    waiting = [c for c in others if c.doing in NEEDS_THE_AGENT or c.doing == "hold"]
    if waiting:
        return max(waiting, key=lambda c: (_urgency(c, now_ms), -c.place)).chat
    unread = [c for c in others if c.unread]
    return (unread or _in_turn(view, others))[0].chat


def _urgency(chat: ChatView, now_ms: int) -> float:
    if chat.wait is None:
        return 0.0
    shown = chat.wait.shown_ms(now_ms)
    if chat.wait.until is not None:
        # A running announced wait is the least urgent of all; once over, it counts like a broken promise.
        return 2.0 if shown <= 0 else -1.0
    return shown / chat.wait.promise.green_ms


def _in_turn(view: DeskView, others: list[ChatView]) -> list[ChatView]:
    here = view.place_of(view.focused) if view.focused in view.places else 0
    return sorted(others, key=lambda c: (c.place <= here, c.place))


def _after(view: DeskView, entry: Entry) -> DeskView:
    view = replace(view, transcript=apply(view.transcript, entry))
    event = entry.event
    if event.kind == "chat_opened":
        view = replace(view, places=_seated(view, event.chat))
    if event.kind == "customer_said" and event.chat == view.focused:
        view = focus_on(view, event.chat)
    return view


def _seated(view: DeskView, number: int) -> tuple[int, ...]:
    """A chat takes the first place whose chat has ended; its own again, if she comes back to it."""
    if number in view.places:
        return view.places
    for index, other in enumerate(view.places):
        if not view.chat(other).is_open:
            return (*view.places[:index], number, *view.places[index + 1 :])
    return (*view.places, number)


def _heard(chat: ChatState) -> int:
    return len(chat.customer_messages)


# --- lines of a conversation ---------------------------------------------------------------------

LineKind = Literal["customer", "agent", "system"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a conversation. A system line is worded from `key` and `params`, never from `text`."""

    number: int
    at: int
    kind: LineKind
    text: str = ""
    key: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


def line_of(entry: Entry) -> Line | None:
    """What an entry adds to its conversation; None if it adds nothing to read."""
    event: Any = entry.event
    kind = event.kind
    if kind == "customer_said":
        return Line(entry.number, event.at, "customer", event.text)
    if kind == "say":
        return Line(entry.number, event.at, "agent", event.text)
    words = _SYSTEM.get(kind)
    key, params = words(event) if words else ("", {})
    return Line(entry.number, event.at, "system", key=key, params=params) if key else None


def _opened(event: Any) -> tuple[str, dict[str, Any]]:
    return ("came_back" if event.again else "opened_proactive" if event.proactive else "opened"), {}


def _action_result(event: Any) -> tuple[str, dict[str, Any]]:
    key = "action_done" if event.ok else "action_refused"
    return key, {"action": event.action, "message": event.message}


def _closed(event: Any) -> tuple[str, dict[str, Any]]:
    if event.by != "agent":
        return ("customer_left" if event.by == "customer" else "ended"), {}
    return "closed", {"disposition": event.disposition, "reason": event.reason}


_SYSTEM: dict[str, Any] = {
    "chat_opened": _opened,
    "action_started": lambda event: ("action_started", {"action": event.action}),
    "action_result": _action_result,
    "escalated": lambda event: ("escalated", {"channel": event.channel}),
    "chat_closed": _closed,
    "chat_void": lambda event: ("void", {}),
}
