"""Candidates who need not play: what their cases would come to, taken from cases that were played.

A case of such a candidate is one that somebody of like ability played at the same load, moved by what the surface
says of the difference. So a thousand candidates, and other settings, rest on the sittings of a hundred. How many
candidates really played stands beside every figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chattrainer.app.calibration.play import Job
from chattrainer.app.calibration.truth import Numbers, Shown, Surface
from chattrainer.engine.draws import below
from chattrainer.model.exam import CaseEvidence

# Of those who played the case, so many of the nearest ability are drawn from.
NEAREST = 8


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One case at one load: abilities shown, how far the composite lay off the surface, what came of it."""

    abilities: Numbers
    off: Numbers
    lines: tuple[CaseEvidence, ...]


class Stock:
    """Cases played, by case and load. `checks` are plays that the surface never saw."""

    def __init__(
        self,
        surface: Surface,
        shown: Sequence[Shown],
        lines: Sequence[CaseEvidence],
        checks: Sequence[Shown],
        played: int,
    ) -> None:
        self.surface = surface
        self.shown = tuple(shown)
        self.checks = tuple(checks)
        self.played = played
        self._places = {name: place for place, name in enumerate(surface.scenarios)}
        by_case: dict[tuple[str, int], list[int]] = {}
        for index, one in enumerate(shown):
            by_case.setdefault((one.scenario, one.chats), []).append(index)
        self._shelves = {at: self._shelf(at, where, lines) for at, where in by_case.items()}

    def taken(self, job: Job, steps: Sequence[float], seed: int) -> list[CaseEvidence]:
        """What the scored cases of a sitting would come to."""
        return [
            self._case(job, index, np.array([steps[step] for step in job.abilities[index]]), seed)
            for index in range(len(job.cases))
        ]

    def _case(self, job: Job, index: int, abilities: Numbers, seed: int) -> CaseEvidence:
        scenario = job.cases[index].scenario
        shelf = self._shelves[scenario, job.chats]
        near = np.argsort(np.square(shelf.abilities - abilities).sum(axis=1), kind="stable")[:NEAREST]
        one = int(near[below(len(near), seed, "stock", job.key, scenario)])
        said = self._said(scenario, job.chats, abilities[None, :])[0]
        composite = round(float(np.clip(said + shelf.off[one], 0, 100)), 2)
        return shelf.lines[one].model_copy(update={"run": job.key, "chat": index + 1, "composite": composite})

    def _shelf(self, at: tuple[str, int], where: Sequence[int], lines: Sequence[CaseEvidence]) -> _Shelf:
        abilities = np.array([self.shown[i].abilities for i in where])
        composites = np.array([self.shown[i].composite for i in where])
        return _Shelf(abilities, composites - self._said(*at, abilities), tuple(lines[i] for i in where))

    def _said(self, scenario: str, chats: int, abilities: Numbers) -> Numbers:
        return self.surface.at(np.full(len(abilities), self._places[scenario]), chats, abilities)
