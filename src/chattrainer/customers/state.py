"""What a customer has in mind. Immutable: each thing heard or said gives another state."""

from dataclasses import dataclass

from chattrainer.model.facts import Reveal
from chattrainer.model.ids import Act
from chattrainer.model.reading import ReadingItem


@dataclass(frozen=True, slots=True)
class Turn:
    """What the agent said since her last turn, not yet answered. `stray`: part of it was for somebody else."""

    messages: int = 0
    acts: frozenset[Act] = frozenset()
    asks: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    restates: tuple[str, ...] = ()
    unsure: tuple[ReadingItem, ...] = ()
    hold: bool = False
    done: tuple[str, ...] = ()
    stray: bool = False


@dataclass(frozen=True, slots=True)
class MindState:
    """`raised`, `settled`: indices of the scenario's behaviours. Counters are in turns of the agent.

    `unanswered`: facts that were asked for with too many others, in the order of asking.
    `guessed`: the fact that she believes was asked for, and asked back about in her last turn.
    """

    known: tuple[Reveal, ...] = ()
    told: frozenset[str] = frozenset()
    told_wrong: frozenset[str] = frozenset()
    offered: frozenset[str] = frozenset()
    forbidden: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    read_out: bool = False
    turn: Turn = Turn()
    turns: int = 0
    empty_in_row: int = 0
    stalled: int = 0
    progress: int = 0
    raised: frozenset[int] = frozenset()
    settled: frozenset[int] = frozenset()
    active: int | None = None
    insisted: int = 0
    beside: frozenset[str] = frozenset()
    unanswered: tuple[str, ...] = ()
    asked_back: int = 0
    guessed: str | None = None
    strayed: int = 0
    repeated: int = 0
    thanked: bool = False
    complained: int = 0
    said_bye: bool = False
    holds_answered: int = 0
    spoken: int = 0
    remarks: int = 0
    remarked_at: int = 0

    @property
    def known_ids(self) -> frozenset[str]:
        return frozenset(reveal.fact for reveal in self.known)
