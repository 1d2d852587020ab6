"""The promise to a waiting customer, and how a wait is shown against it."""

from dataclasses import dataclass
from typing import Literal

Shade = Literal["green", "amber", "red"]

SIGNS: dict[Shade, str] = {"green": "○", "amber": "◐", "red": "●"}
"""A sign beside the colour, for terminals and eyes without it: the fuller, the later."""

HOLD_NEARLY_OVER_MS = 15_000


@dataclass(frozen=True, slots=True)
class Promise:
    """A wait is green until `green_ms`, amber until `amber_ms`, then red."""

    green_ms: int
    amber_ms: int

    def shade(self, waited_ms: int) -> Shade:
        if waited_ms < self.green_ms:
            return "green"
        return "amber" if waited_ms < self.amber_ms else "red"


FIRST_ANSWER_ALONE = Promise(15_000, 30_000)
FIRST_ANSWER_AMONG_SEVERAL = Promise(30_000, 60_000)
LATER_ANSWER = Promise(60_000, 120_000)


def promise(chats_at_once: int, first: bool) -> Promise:
    """What a customer may expect: 15 s for a first answer at one chat, 30 s at several; then 60 s."""
    if not first:
        return LATER_ANSWER
    return FIRST_ANSWER_ALONE if chats_at_once == 1 else FIRST_ANSWER_AMONG_SEVERAL


def hold_shade(left_ms: int) -> Shade:
    """An announced wait: green while it lasts, amber just before its end, red once it is over."""
    if left_ms <= 0:
        return "red"
    return "amber" if left_ms <= HOLD_NEARLY_OVER_MS else "green"


def minutes_seconds(ms: int) -> str:
    """`4:07`, `61:02`; a negative time has a minus sign in front."""
    total = abs(ms) // 1000
    sign = "−" if ms <= -1000 else ""
    return f"{sign}{total // 60}:{total % 60:02d}"
