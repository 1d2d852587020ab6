"""Announced waits: what each buys, and when one is broken. Figures: docs/scoring.md, "Holds"."""

from dataclasses import dataclass, replace

from chattrainer.model.base import Millis
from chattrainer.model.reading import Hold

UNSTATED_MS = 60_000
MOST_MS = 180_000


@dataclass(frozen=True, slots=True)
class HoldBook:
    """The holds of one chat. `in_row` counts those without news between; `broken`: the last was not kept."""

    until: Millis | None = None
    running: bool = False
    in_row: int = 0
    broken: bool = False

    def heard(self, at: Millis, hold: Hold | None, news: bool) -> tuple["HoldBook", bool]:
        """The book after a message, and whether it bought time.

        A first hold buys what it states (60 s unstated, 180 s at most), a second in a row only with news,
        a third nothing.
        """
        rested = replace(self, running=False, until=None, broken=False)
        if hold is None:
            return (replace(rested, in_row=0) if news else rested), False
        in_row = self.in_row + 1
        if in_row >= 3 or (in_row == 2 and not news):
            return replace(rested, in_row=in_row), False
        granted = UNSTATED_MS if hold.s is None else min(MOST_MS, hold.s * 1000)
        if granted <= 0:
            return replace(rested, in_row=in_row), False
        return replace(rested, until=at + granted, running=True, in_row=in_row), True

    def expired(self) -> "HoldBook":
        """The time is over and nothing came."""
        return replace(self, running=False, until=None, broken=True)

    def ended(self) -> "HoldBook":
        return replace(self, running=False, until=None)
