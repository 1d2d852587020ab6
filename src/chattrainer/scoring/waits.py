"""The customer's waits: from the end of her burst to the message that answers, split by what took the time."""

from dataclasses import dataclass, field, replace

from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.transcript import ChatState, HoldTaken, Interval, Message, Transcript
from chattrainer.scoring.acts import IN_BETWEEN, demands, is_useful, says_something
from chattrainer.scoring.stretches import Stretch, length, union, within, without

# What asks her to wait, or only thanks her, leaves her waiting.
_LEAVES_OPEN = frozenset({"hold", "hold_return", "thanks", "greeting", "self_introduction"})


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait. `raised_by` is the last bubble of the burst that began it; `answer` what ended it, if anything.

    `abandoned`: the agent closed the chat on it. `excused_ms` is not the agent's: announced waits, actions
    that ran, her own typing (`hers_ms`); `overrun_ms` lies beyond a promise that was not kept.
    """

    raised_by: Message
    since: Millis
    until: Millis
    answer: Message | None = None
    abandoned: bool = False
    demanding: bool = False
    holds: tuple[HoldTaken, ...] = ()
    system_ms: int = 0
    queueing_ms: int = 0
    hers_ms: int = 0
    excused_ms: int = 0
    overrun_ms: int = 0

    @property
    def total_ms(self) -> int:
        return self.until - self.since

    @property
    def own_ms(self) -> int:
        return self.total_ms - self.system_ms - self.queueing_ms - self.hers_ms

    @property
    def scored_ms(self) -> int:
        """What counts: neither the system's time, her typing nor an announced wait; an overrun counts double."""
        return max(0, self.total_ms - self.excused_ms) + self.overrun_ms

    @property
    def announced(self) -> bool:
        """Whether it was announced by a hold that was kept."""
        return bool(self.holds) and self.holds[-1].kept is not False


@dataclass(slots=True)
class _Book:
    """Waits while the chat is gone through. `last_at`: from when she waits if she checks in out of silence."""

    done: list[Wait] = field(default_factory=list)
    open: Wait | None = None
    unfinished: Message | None = None
    last_at: Millis = 0

    def hear(self, message: Message) -> None:
        if not message.last:
            self.unfinished = message
            return
        self.unfinished = None
        if self.open is not None:
            self.open = replace(self.open, demanding=self.open.demanding or demands(message))
        elif message.expects_reply:
            checks_in = message.move in IN_BETWEEN
            since = self.last_at if checks_in else message.at
            self.open = Wait(message, since, since, demanding=checks_in or demands(message) or not self.done)

    def say(self, message: Message) -> None:
        self.last_at = message.at
        if self.open is None and self.unfinished is not None and says_something(message.reading):
            # She was still writing: the reply came before the end of her burst.
            self.done.append(Wait(self.unfinished, message.at, message.at, message))
            self.unfinished = None
            return
        self.unfinished = None
        if self.open is not None and _settles(message, self.open):
            self.done.append(replace(self.open, until=message.at, answer=message))
            self.open = None


def _settles(message: Message, wait: Wait) -> bool:
    if is_useful(message.reading) or message.reading is None or wait.demanding:
        return is_useful(message.reading)
    return bool(set(message.reading.acts) - _LEAVES_OPEN or message.reading.restates)


def waits_of(chat: ChatState, case: Case, transcript: Transcript) -> tuple[Wait, ...]:
    """Every wait of a chat, in order. What was not answered has the age it had when she left or all ended.

    Where the agent closed on a question, the wait counts as her whole patience.
    """
    book = _Book(last_at=chat.opened_at)
    for message in chat.messages:
        if message.sender == "customer":
            book.hear(message)
        else:
            book.say(message)
    if book.open is not None and (last := _unanswered(book.open, chat, case, transcript)):
        book.done.append(last)
    elsewhere = busy_elsewhere(chat, transcript)
    return tuple(_split(wait, chat, elsewhere) for wait in book.done)


def _unanswered(wait: Wait, chat: ChatState, case: Case, transcript: Transcript) -> Wait | None:
    end = ended_at(chat, transcript)
    if not (chat.closed and chat.closed[-1][1].by == "agent"):
        return replace(wait, until=max(wait.since, end))
    if not wait.demanding:
        return None
    patience_ms = int(case.scenario.customer.patience.leaves_after_s * 1000)
    return replace(wait, until=max(end, wait.since + patience_ms), abandoned=True)


def ended_at(chat: ChatState, transcript: Transcript) -> Millis:
    """When the customer left, the chat closed, or the sitting ended: whichever came first."""
    ends = [chat.left.at if chat.left else None, chat.ended_at, transcript.now]
    return min(end for end in ends if end is not None)


def _split(wait: Wait, chat: ChatState, elsewhere: tuple[Stretch, ...]) -> Wait:
    start, end = wait.since, wait.until
    system = within(running_actions(chat, end), start, end)
    holds = tuple(h for h in chat.holds if start <= h.at <= end)
    covered = within([(h.at, h.until) for h in holds], start, end)
    hers = within([(i.start, end if i.end is None else i.end) for i in chat.typed], start, end)
    queueing = without(within(elsewhere, start, end), [*system, *hers])
    overrun = sum(max(0, end - h.until) for h in holds[-1:] if h.kept is False)
    return replace(
        wait,
        holds=holds,
        system_ms=length(system),
        queueing_ms=length(queueing),
        hers_ms=length(without(hers, system)),
        excused_ms=length(union([*covered, *system, *hers])),
        overrun_ms=overrun,
    )


def running_actions(chat: ChatState, end: Millis) -> tuple[Stretch, ...]:
    """When an action of the chat was running."""
    return union(
        (a.at, a.ended_at if a.ended_at is not None else min(a.until or a.at, end)) for a in chat.actions
    )


def busy_elsewhere(chat: ChatState, transcript: Transcript) -> tuple[Stretch, ...]:
    """When the agent read, wrote or acted in another chat; where the focus is known, it decides."""
    now = transcript.now

    def stretches(intervals: tuple[Interval, ...], here: bool) -> list[Stretch]:
        wanted = [i for i in intervals if i.chat is not None and (i.chat == chat.chat) == here]
        return [(i.start, now if i.end is None else i.end) for i in wanted]

    acting = [s for other in transcript.chats if other.chat != chat.chat for s in running_actions(other, now)]
    away = [*stretches(transcript.focus, False), *stretches(transcript.composing, False), *acting]
    return without(away, stretches(transcript.focus, True))
