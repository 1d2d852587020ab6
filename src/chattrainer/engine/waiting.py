"""The customer waits for the agent: check-ins, leaving, and the holds that buy time."""

from collections.abc import Callable

from chattrainer.engine.holds import HoldBook
from chattrainer.engine.patience import Wait, wait_of
from chattrainer.engine.schedule import Schedule
from chattrainer.model.base import Millis
from chattrainer.model.facts import Fact, HoldEnded, HoldGranted
from chattrainer.model.reading import Hold
from chattrainer.model.scenario import Patience


class Waiting:
    """The waits of one chat, one after the other."""

    def __init__(
        self, chat: int, patience: Patience, schedule: Schedule, emit: Callable[[Fact], None]
    ) -> None:
        self._chat = chat
        self._patience = patience
        self._schedule = schedule
        self._emit = emit
        self._wait: Wait | None = None
        self._hold = HoldBook()

    def start(self, at: Millis, *, first_reply: bool) -> None:
        """She waits from now on, or from the end of a hold that was granted."""
        base = max(at, self._hold.until or 0)
        self._wait = wait_of(self._patience, base, first_reply, self._hold.broken)
        self._put()

    def nudged(self) -> bool:
        """Whether a wait is under way in which she checks in now; the next check-in is planned."""
        if self._wait is None:
            return False
        self._wait = self._wait.nudged()
        self._put()
        return True

    def hear_hold(self, at: Millis, hold: Hold | None, news: bool) -> None:
        """A message has come, with a hold in it or without. `news`: it told her something."""
        if self._hold.running:
            self._schedule.drop(self._chat, "hold_end")
            self._emit(HoldEnded(at=at, chat=self._chat, kept=True))
        self._hold, granted = self._hold.heard(at, hold, news)
        if granted and self._hold.until is not None:
            stated = hold is not None and hold.s is not None
            self._emit(HoldGranted(at=at, chat=self._chat, until=self._hold.until, stated=stated))
            self._schedule.put(self._hold.until, self._chat, "hold_end")

    def break_hold(self, at: Millis) -> None:
        """The announced time is over, and nothing came."""
        self._hold = self._hold.expired()
        self._emit(HoldEnded(at=at, chat=self._chat, kept=False))

    def suspend(self) -> None:
        """No check-in and no leaving until a wait starts again."""
        self._schedule.drop(self._chat, "nudge", "leave")

    def end(self, at: Millis) -> None:
        """The chat is over."""
        if self._hold.running:
            self._hold = self._hold.ended()
            self._emit(HoldEnded(at=at, chat=self._chat, kept=True))
        self._schedule.drop(self._chat, "nudge", "leave", "hold_end")

    def _put(self) -> None:
        wait = self._wait
        if wait is None:
            return
        if (nudge_at := wait.next_nudge_at) is not None:
            self._schedule.put(nudge_at, self._chat, "nudge")
        self._schedule.put(wait.leaves_at, self._chat, "leave")
