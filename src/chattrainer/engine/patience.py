"""How long a customer waits: when she checks in, when she leaves."""

from dataclasses import dataclass, replace

from chattrainer.model.base import Millis
from chattrainer.model.scenario import Patience


@dataclass(frozen=True, slots=True)
class Wait:
    """One wait, from `since`: nudges at even steps between the first check-in and leaving."""

    since: Millis
    first_ms: Millis
    leaves_ms: Millis
    nudges: int
    nudges_done: int = 0

    @property
    def next_nudge_at(self) -> Millis | None:
        """The moment of the next check-in, None when she has done all of them."""
        if self.nudges_done >= self.nudges:
            return None
        step = (self.leaves_ms - self.first_ms) // self.nudges
        return self.since + self.first_ms + self.nudges_done * step

    @property
    def leaves_at(self) -> Millis:
        return self.since + self.leaves_ms

    def nudged(self) -> "Wait":
        return replace(self, nudges_done=self.nudges_done + 1)


def wait_of(patience: Patience, since: Millis, first_reply: bool, promise_broken: bool) -> Wait:
    """The wait that starts now. After a broken promise she has half her patience left."""
    first_s = patience.first_reply_s if first_reply else patience.reply_s
    share = 2 if promise_broken else 1
    first_ms = int(first_s * 1000) // share
    leaves_ms = max(first_ms + 1, int(patience.leaves_after_s * 1000) // share)
    return Wait(since, first_ms, leaves_ms, patience.nudges)
