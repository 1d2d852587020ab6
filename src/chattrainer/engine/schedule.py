"""What is due when. Each chat has at most one moment for each purpose; ties go by chat, then by purpose."""

from chattrainer.model.base import Millis

# The order of things that fall on the same millisecond in one chat.
PURPOSES = ("arrive", "come_back", "action", "hold_end", "decide", "type", "bubble", "nudge", "leave")
_RANK = {purpose: rank for rank, purpose in enumerate(PURPOSES)}

Due = tuple[Millis, int, int, str]
"""(moment, chat, rank of the purpose, slot)."""


class Schedule:
    """A small table of moments; the sitting's few dozen make a linear search the fastest."""

    def __init__(self) -> None:
        self._due: dict[tuple[int, str], Due] = {}

    def put(self, at: Millis, chat: int, purpose: str, nth: int = 0) -> None:
        """Sets the moment of a purpose in a chat, replacing an earlier one with the same `nth`."""
        slot = f"{purpose}:{nth}"
        self._due[chat, slot] = (at, chat, _RANK[purpose], slot)

    def drop(self, chat: int, *purposes: str) -> None:
        for key in [k for k in self._due if k[0] == chat and k[1].partition(":")[0] in purposes]:
            del self._due[key]

    def has(self, chat: int, purpose: str) -> bool:
        return any(k[0] == chat and k[1].partition(":")[0] == purpose for k in self._due)

    def at(self, chat: int, purpose: str, nth: int = 0) -> Millis | None:
        due = self._due.get((chat, f"{purpose}:{nth}"))
        return due[0] if due else None

    @property
    def next_at(self) -> Millis | None:
        return min(self._due.values())[0] if self._due else None

    def pop(self) -> tuple[Millis, int, str, int]:
        """The next due: (moment, chat, purpose, nth). Raises ValueError when nothing is due."""
        at, chat, _, slot = min(self._due.values())
        del self._due[chat, slot]
        purpose, _, nth = slot.partition(":")
        return at, chat, purpose, int(nth)
