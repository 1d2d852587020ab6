"""What moved most in a person's scores: the words behind the curve."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from chattrainer.app.comparable import ENGINE_BOUND, alike
from chattrainer.app.progress import ENOUGH_FOR_TREND, ScoredSitting, halves
from chattrainer.model.ids import CRITERIA, Criterion

# Less than this, in points between the means of two halves, is no movement: single sittings differ by more.
STIRRED = 3.0


@dataclass(frozen=True, slots=True)
class Movement:
    """A criterion at one load and in one language: its means before and after, over so many sittings."""

    criterion: Criterion
    chats_at_once: int
    language: str
    before: float
    after: float
    sittings: int

    @property
    def change(self) -> float:
        """In points; above 0 for better."""
        return round(self.after - self.before, 1)


def movements(sittings: Iterable[ScoredSitting]) -> list[Movement]:
    """Everything that can be compared, the greatest change first. The sittings come oldest first."""

    def load(sitting: ScoredSitting) -> tuple[int, str]:
        return sitting.run.chats_at_once, sitting.run.language

    found = [
        moved for _, group in groupby(sorted(sittings, key=load), load) for moved in _of_one_load(list(group))
    ]
    return sorted(found, key=lambda m: -abs(m.change))


def most_moved(sittings: Iterable[ScoredSitting]) -> tuple[Movement | None, Movement | None]:
    """The greatest rise and the greatest fall, where they are more than chance would give."""
    found = movements(sittings)
    rise = next((m for m in found if m.change >= STIRRED), None)
    fall = next((m for m in found if m.change <= -STIRRED), None)
    return rise, fall


def _of_one_load(sittings: Sequence[ScoredSitting]) -> list[Movement]:
    found = []
    for criterion in CRITERIA:
        compared = alike(sittings) if criterion in ENGINE_BOUND else sittings
        scores = [score for s in compared if (score := s.scores[criterion]) is not None]
        if len(scores) >= ENOUGH_FOR_TREND:
            run = sittings[0].run
            before, after = halves(scores)
            found.append(Movement(criterion, run.chats_at_once, run.language, before, after, len(scores)))
    return found
