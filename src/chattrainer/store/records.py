"""What the store answers with: people, runs, erasures; and what can be asked of it."""

from dataclasses import dataclass
from typing import Literal

from chattrainer.model.base import Value
from chattrainer.model.ids import Purpose

RunStatus = Literal["open", "ended", "abandoned"]
SortKey = Literal["opened", "id", "person", "purpose", "language", "player", "status", "overall"]


class Person(Value):
    """Somebody who sits at the desk. `created` is a UTC stamp."""

    id: int
    name: str
    created: str


class Run(Value):
    """One recorded sitting. `opened`, `ended` and `erased` are UTC stamps.

    `head` is the head digest in hexadecimal, `events` how many events are in the log. `overall` is that of
    the scorecard saved last. An erased run has no person any more.
    """

    id: str
    person: str | None
    purpose: Purpose
    player: str
    language: str
    seed: int
    chats_at_once: int
    scenarios: tuple[str, ...]
    status: RunStatus
    opened: str
    ended: str | None
    shared: bool
    head: str
    events: int
    overall: float | None = None
    erased: str | None = None


@dataclass(frozen=True, slots=True)
class RunFilter:
    """Which runs are wanted; None leaves a field open.

    `for_lead`: only what a team lead may see, which is assigned work, announced evaluations and recruitment,
    and practice that was shared; never a robot's or a program's run.
    """

    person: str | None = None
    purpose: Purpose | None = None
    language: str | None = None
    status: RunStatus | None = None
    player: str | None = None
    scenario: str | None = None
    for_lead: bool = False


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure took away. `runs` are the ids of the runs whose payloads are gone.

    `thorough` is False when another process was reading, so that old copies stay in the write-ahead log
    beside the database until it is next written.
    """

    erased: str
    runs: tuple[str, ...]
    events: int
    thorough: bool
