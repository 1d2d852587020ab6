"""Integrity flags: signs in a log that a person should look at. They are never points, and prove nothing."""

from typing import Literal, get_args

from pydantic import Field

from chattrainer.model.base import Value

FlagId = Literal[
    "interrupted", "pasted", "fast_typing", "focus_lost", "answered_unread", "same_text", "clock"
]
FLAG_IDS: tuple[FlagId, ...] = get_args(FlagId)


class FlagEvidence(Value):
    """One occurrence: event `event` of sitting `run`, in a chat where there is one.

    `quote`: the words it is about. `figure` and `unit` say how much: characters a minute (`cpm`), characters
    (`characters`), milliseconds (`ms`). `other`: whose text is the same (same_text).
    """

    run: str
    event: int = Field(ge=1)
    chat: int | None = None
    at_ms: int = Field(default=0, ge=0)
    quote: str = ""
    figure: float | None = None
    unit: Literal["cpm", "characters", "ms", ""] = ""
    other: str | None = None


class Flag(Value):
    """A sign with its evidence. `innocent`: locale keys of explanations that have nothing to do with cheating."""

    id: FlagId
    evidence: tuple[FlagEvidence, ...] = Field(min_length=1)
    innocent: tuple[str, ...] = Field(min_length=1)

    @property
    def title(self) -> str:
        """The locale key of its name."""
        return f"flags.{self.id}.title"
