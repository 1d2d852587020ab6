"""The simulated candidates: each criterion has its own ability and its own change with load.

Abilities are in points of a composite. A candidate's ability in one case deviates from it by a draw of that case:
that is what makes one case a weak witness. All draws are addressed: candidate 17 is the same in any population size.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist

from chattrainer.engine.draws import draw
from chattrainer.model.exam import LEVELS
from chattrainer.model.ids import CRITERIA, Criterion

_NORMAL = NormalDist()
_UNIT = 1 << 64
# How far a person's criteria, and their changes with load, lie around the person's own level and change.
CRITERION_SD = 6.0
CRITERION_CHANGE_SD = 2.0


@dataclass(frozen=True, slots=True)
class Setting:
    """One population: mean and spread at one chat, the change for each added chat, the reliability of a case."""

    mean: float
    spread: float
    case_reliability: float
    change_mean: float
    change_sd: float

    @property
    def case_sd(self) -> float:
        """The deviation of a case that gives the reliability beside the spread."""
        r = self.case_reliability
        return float(self.spread * ((1 - r) / r) ** 0.5)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Abilities in points, by chats at once and criterion."""

    number: int
    abilities: Mapping[int, Mapping[Criterion, float]]

    def in_case(self, chats: int, deviation: float) -> dict[Criterion, float]:
        return {c: value + deviation for c, value in self.abilities[chats].items()}


def candidate(number: int, setting: Setting, seed: int) -> Candidate:
    """The `number`-th candidate of a population."""
    level = setting.mean + setting.spread * normal(seed, "level", number)
    change = setting.change_mean + setting.change_sd * normal(seed, "change", number)
    own = {c: CRITERION_SD * normal(seed, "criterion", number, c) for c in CRITERIA}
    falls = {c: CRITERION_CHANGE_SD * normal(seed, "falls", number, c) for c in CRITERIA}
    return Candidate(
        number,
        {k: {c: level + own[c] + (k - 1) * (change + falls[c]) for c in CRITERIA} for k in LEVELS},
    )


def normal(seed: int, *address: str | int) -> float:
    """A standard normal draw."""
    return _NORMAL.inv_cdf((draw(seed, "calibrate", *address) + 0.5) / _UNIT)
