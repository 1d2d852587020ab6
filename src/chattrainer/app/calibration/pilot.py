"""The pilot: what each step of ability is worth, how hard each case is, how far cases scatter by themselves.

Robots whose criteria all have the same ability play every case at every load. From their composites come the scale
(points for each step), the difficulty of each case, and the scatter that a case has without any deviation of the
person's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from chattrainer.app.calibration.play import STEPS, Job
from chattrainer.model.exam import LEVELS, CaseEvidence, FormCase

PILOT_STEPS = (2, 5, 8, 11, 14, 17, 20)
# Steps whose mean lies near the cut tell how cases scatter where decisions are made.
MIDDLE = (5, 8, 11, 14, 17)


@dataclass(frozen=True, slots=True)
class Scale:
    """`points` of each step at one chat, rising; `change` of the composite that a load brings by itself;
    `difficulty` of each case in points; `case_sd`: the scatter of cases around their step and difficulty."""

    points: tuple[float, ...]
    change: dict[int, float]
    difficulty: dict[str, float]
    case_sd: float


def pilot_jobs(cases: Sequence[FormCase], language: str, rounds: int, proofread: bool) -> list[Job]:
    """All cases in one sitting, for each load, step and round."""
    return [
        Job(
            key=f"pilot:{chats}:{step}:{nth}",
            cases=tuple(cases),
            fillers=(),
            chats=chats,
            seed=nth,
            language=language,
            abilities=((step, step, step, step),) * len(cases),
            proofread=proofread,
        )
        for chats in LEVELS
        for step in PILOT_STEPS
        for nth in range(rounds)
    ]


def scale_of(results: Iterable[tuple[str, list[CaseEvidence]]]) -> Scale:
    """The scale from the pilot's sittings."""
    seen: dict[tuple[int, int], list[CaseEvidence]] = {}
    for key, lines in results:
        _, chats, step, _ = key.split(":")
        seen.setdefault((int(chats), int(step)), []).extend(lines)
    means = {at: _mean([line.composite for line in lines]) for at, lines in seen.items()}
    points = _rising([means[1, step] for step in PILOT_STEPS])
    deviations: dict[str, list[float]] = {}
    for at, lines in sorted(seen.items()):
        if at[1] in MIDDLE:
            for line in lines:
                deviations.setdefault(line.scenario, []).append(line.composite - means[at])
    difficulty = {name: round(-_mean(values), 2) for name, values in sorted(deviations.items())}
    rest = [value + difficulty[name] for name, values in sorted(deviations.items()) for value in values]
    change = {k: _mean([means[k, s] - means[1, s] for s in MIDDLE]) for k in LEVELS}
    return Scale(_all_steps(points), change, difficulty, sqrt(_mean([r * r for r in rest])))


def _rising(values: Sequence[float]) -> list[float]:
    """Pooled neighbours where a higher step did worse by chance, so that the scale can be inverted."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1].extend(last)
    return [_mean(pool) for pool in pools for _ in pool]


def _all_steps(points: Sequence[float]) -> tuple[float, ...]:
    """Points of every step, straight lines between those that were played."""
    found = []
    for step in range(STEPS):
        above = next((i for i, s in enumerate(PILOT_STEPS) if s >= step), len(PILOT_STEPS) - 1)
        below = max(0, above - 1)
        if above == below or PILOT_STEPS[above] == step:
            slope = (points[1] - points[0]) / (PILOT_STEPS[1] - PILOT_STEPS[0])
            found.append(points[above] + (step - PILOT_STEPS[above]) * slope)
            continue
        share = (step - PILOT_STEPS[below]) / (PILOT_STEPS[above] - PILOT_STEPS[below])
        found.append(points[below] + share * (points[above] - points[below]))
    return tuple(round(value, 3) for value in found)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
