"""What a candidate's composite truly is: the mean over fresh cases, which nobody sat.

A surface, fitted to every case played, says what to expect in a case at a load from the four abilities shown in it.
A candidate's truth at a load is its mean over `truth_cases` fresh draws: a case of the library, and a deviation of
the candidate in it. What was scored in the candidate's own exam is one of tens of thousands of points under the
surface, and no more than that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chattrainer.app.calibration.population import Candidate, normal
from chattrainer.engine.draws import below
from chattrainer.model.exam import LEVELS
from chattrainer.model.ids import CRITERIA

Numbers = NDArray[np.float64]
# How strongly what a case has of its own, and what criteria do apart from their mean, is drawn to nothing, in cases
# played: next to nothing for a thousand candidates, a safeguard for ten.
SHRINKAGE = 6.0
FREE = 1e-6
CENTRE, UNIT = 65.0, 10.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One case played: the abilities shown in it, in points, and the composite that came of it."""

    scenario: str
    chats: int
    abilities: tuple[float, ...]
    composite: float


@dataclass(frozen=True, slots=True)
class Surface:
    """The expected composite by case, load and abilities."""

    scenarios: tuple[str, ...]
    fit: Numbers

    def at(self, cases: NDArray[np.int64], chats: int, abilities: Numbers) -> Numbers:
        """One value for each row of `abilities`; `cases` are places in `scenarios`."""
        return np.clip(
            _design(cases, np.full(len(cases), chats), abilities, len(self.scenarios)) @ self.fit, 0, 100
        )


def surface_of(shown: Sequence[Shown], scenarios: Sequence[str]) -> Surface:
    """Least squares, shrunk: a smooth surface for each load; for each case an offset at each load, and slopes."""
    places = {name: i for i, name in enumerate(scenarios)}
    cases = np.array([places[s.scenario] for s in shown])
    chats = np.array([s.chats for s in shown])
    design = _design(cases, chats, np.array([s.abilities for s in shown]), len(scenarios))
    shared = [FREE] * _FREE_TERMS + [SHRINKAGE] * (_shared_terms() - _FREE_TERMS)
    own = [SHRINKAGE] * (design.shape[1] - len(LEVELS) * len(shared))
    penalty = np.array([*(shared * len(LEVELS)), *own])
    values = np.array([s.composite for s in shown])
    return Surface(tuple(scenarios), np.linalg.solve(design.T @ design + np.diag(penalty), design.T @ values))


def truths_of(
    people: Sequence[Candidate], surface: Surface, steps: Sequence[float], sigma: float, draws: int, seed: int
) -> dict[int, dict[int, float]]:
    """The truth of each candidate at each load. `steps`: points of each step of ability, as robots can play."""
    return {
        person.number: {
            k: float(np.mean(expected(surface, *fresh(person, k, surface, steps, sigma, draws, seed))))
            for k in LEVELS
        }
        for person in people
    }


def fresh(
    person: Candidate,
    chats: int,
    surface: Surface,
    steps: Sequence[float],
    sigma: float,
    draws: int,
    seed: int,
) -> tuple[NDArray[np.int64], int, Numbers]:
    """So many fresh cases of one candidate at a load: places of the cases, the load, abilities shown in each."""
    at = (seed, "truth", person.number, chats)
    cases = np.array([below(len(surface.scenarios), *at, "case", i) for i in range(draws)])
    deviations = np.array([sigma * normal(*at, "deviation", i) for i in range(draws)])
    own = np.array([person.abilities[chats][c] for c in CRITERIA])
    return cases, chats, as_played(own[None, :] + deviations[:, None], steps)


def expected(surface: Surface, cases: NDArray[np.int64], chats: int, abilities: Numbers) -> Numbers:
    return surface.at(cases, chats, abilities)


def as_played(points: Numbers, steps: Sequence[float]) -> Numbers:
    """The points of the nearest step: what a robot shows of an ability. Of equally near ones the lower."""
    levels = np.array(steps)
    return np.asarray(levels[np.abs(points[..., None] - levels).argmin(axis=-1)])


def residual_sd(shown: Sequence[Shown], surface: Surface) -> float:
    """How far composites lie around the surface."""
    places: Mapping[str, int] = {name: i for i, name in enumerate(surface.scenarios)}
    rest = []
    for k in LEVELS:
        here = [s for s in shown if s.chats == k]
        if here:
            cases = np.array([places[s.scenario] for s in here])
            said = surface.at(cases, k, np.array([s.abilities for s in here]))
            rest.append(np.array([s.composite for s in here]) - said)
    return float(np.sqrt(np.mean(np.square(np.concatenate(rest))))) if rest else 0.0


def _design(cases: NDArray[np.int64], chats: NDArray[np.int64], abilities: Numbers, count: int) -> Numbers:
    """Columns: the shared terms once for each load; an offset for each case and load; four slopes for each case."""
    x = (abilities - CENTRE) / UNIT
    shared = _shared(x)
    rows = np.arange(len(cases))
    offsets = np.zeros((len(cases), count * len(LEVELS)))
    offsets[rows, cases * len(LEVELS) + chats - 1] = 1.0
    slopes = np.zeros((len(cases), count, x.shape[1]))
    slopes[rows, cases] = x
    by_load = [shared * (chats == k)[:, None] for k in LEVELS]
    return np.hstack([*by_load, offsets, slopes.reshape(len(cases), -1)])


# Constant, mean, its square and cube.
_FREE_TERMS = 4


def _shared(x: Numbers) -> Numbers:
    """The mean ability to its third power; each criterion off it, squared, and times the others and the mean."""
    n = x.shape[1]
    mean = x.mean(axis=1)
    off = x - mean[:, None]
    products = [off[:, i] * off[:, j] for i in range(n) for j in range(i + 1, n)]
    return np.column_stack(
        [np.ones(len(x)), mean, mean**2, mean**3, off, off**2, off * mean[:, None], *products]
    )


def _shared_terms() -> int:
    n = len(CRITERIA)
    return _FREE_TERMS + 3 * n + n * (n - 1) // 2
