"""Gestures on their way to the sitting: which of them an answer of the driver is about."""

from collections import deque
from dataclasses import dataclass

from chattrainer.tui.drafts import Draft


@dataclass(frozen=True, slots=True)
class Gesture:
    """A gesture that was submitted; `draft` is what to give back to the composer if it is refused."""

    kind: str
    chat: int | None = None
    draft: Draft | None = None


class Outbox:
    """First in, first out, as the driver takes gestures: each comes back as an entry or as a refusal."""

    def __init__(self) -> None:
        self._waiting: deque[Gesture] = deque()

    def sent(self, gesture: Gesture) -> None:
        self._waiting.append(gesture)

    def taken(self, kind: str) -> Gesture | None:
        """The gesture that became an entry; None if the entry was not ours (a robot's, a pause)."""
        if self._waiting and self._waiting[0].kind == kind:
            return self._waiting.popleft()
        return None

    def refused(self) -> Gesture | None:
        """The gesture that was refused."""
        return self._waiting.popleft() if self._waiting else None
