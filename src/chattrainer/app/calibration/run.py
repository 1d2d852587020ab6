"""A whole calibration: pilot, candidates on two parallel forms each, figures; any number of workers does."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from math import sqrt
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import Any

from chattrainer.app.calibration.figures import Sat, Surface, by_case, by_level, figures, surface
from chattrainer.app.calibration.pilot import Scale, pilot_jobs, scale_of
from chattrainer.app.calibration.play import Job, able, run_job
from chattrainer.app.calibration.population import Candidate, Setting, candidate, normal
from chattrainer.app.exams.forms import FormWish, parallel_forms
from chattrainer.content.calibration import Calibration, load_calibration
from chattrainer.content.library import Library
from chattrainer.model.exam import LEVELS, CaseEvidence, ExamForm, FormCase, ResultModel
from chattrainer.model.ids import CRITERIA
from chattrainer.scoring.result import result_of

FORMS = 2
PILOT_ROUNDS = 2
# Names and numbers of so many codes: more would only make the processes read the same sentences again.
CODES = 8
Progress = Callable[[str, int, int], None]
"""(stage, done, of)"""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a calibration is asked for."""

    company: str
    language: str
    candidates: int
    seed: int = 0
    spread: float = 10.0
    case_reliability: float = 0.42
    proofread: bool = True
    scenarios: str | None = None
    work: Path | None = None
    workers: int = 0
    executor: Executor | None = field(default=None, compare=False)


def calibrate(plan: Plan, library: Library, progress: Progress, cut: float = 65.0) -> dict[str, Any]:
    """The figures of one setting. Results played before with the same question are taken from `plan.work`."""
    calibration = load_calibration()
    setting = _setting(plan, calibration)
    with _pool(plan) as pool:
        play = _Player(plan, pool, progress)
        scale = scale_of(play.all("pilot", _pilot(plan, library)))
        forms = parallel_forms(
            library,
            FormWish("full", plan.company, plan.language, seed=plan.seed, difficulty=scale.difficulty),
            FORMS,
        )
        people = [candidate(number, setting, plan.seed) for number in range(plan.candidates)]
        sigma = sqrt(max(0.0, setting.case_sd**2 - scale.case_sd**2))
        jobs = [job for person in people for job in _jobs(plan, person, forms, scale, sigma)]
        played = dict(play.all("candidates", jobs))
    return _told(plan, calibration, setting, scale, forms, people, played, cut, sigma)


def _setting(plan: Plan, calibration: Calibration) -> Setting:
    population = calibration.population
    return Setting(
        population.mean, plan.spread, plan.case_reliability, population.change.mean, population.change.sd
    )


def _pilot(plan: Plan, library: Library) -> list[Job]:
    lines = [x for x in library.listing() if x.company == plan.company and x.language == plan.language]
    cases = [FormCase(scenario=line.id) for line in sorted(lines, key=lambda x: x.id)]
    return pilot_jobs(cases, plan.language, PILOT_ROUNDS, plan.proofread)


def _jobs(
    plan: Plan, person: Candidate, forms: Sequence[ExamForm], scale: Scale, sigma: float
) -> Iterator[Job]:
    """The sittings of one candidate: each block of each form."""
    for nth, form in enumerate(forms):
        for block in form.blocks:
            deviations = [
                sigma * normal(plan.seed, "case", person.number, nth, case.scenario) for case in block.cases
            ]
            yield Job(
                key=f"{person.number}:{nth}:{block.chats}",
                cases=block.cases,
                fillers=block.fillers,
                chats=block.chats,
                seed=1 + (person.number + nth) % CODES,
                language=plan.language,
                abilities=tuple(able(person.in_case(block.chats, d), scale.points) for d in deviations),
                proofread=plan.proofread,
            )


def _told(
    plan: Plan,
    calibration: Calibration,
    setting: Setting,
    scale: Scale,
    forms: Sequence[ExamForm],
    people: Sequence[Candidate],
    played: dict[str, list[CaseEvidence]],
    cut: float,
    sigma: float,
) -> dict[str, Any]:
    known = {
        person.number: [
            [
                line.model_copy(update={"difficulty": scale.difficulty.get(line.scenario, 0.0)})
                for block in form.blocks
                for line in played[f"{person.number}:{nth}:{block.chats}"]
            ]
            for nth, form in enumerate(forms)
        ]
        for person in people
    }
    truths = _truths(people, known)
    model = _model(calibration.model, setting, scale, truths, known)
    sat = [
        Sat(
            person.number,
            truths[person.number],
            tuple(known[person.number]),
            tuple(
                result_of(lines, form.model_copy(update={"cut": cut, "floor": 0.0}), model)
                for lines, form in zip(known[person.number], forms, strict=True)
            ),
        )
        for person in people
    ]
    return {
        "candidates": plan.candidates,
        "company": plan.company,
        "language": plan.language,
        "seed": plan.seed,
        "spread": plan.spread,
        "case_reliability": plan.case_reliability,
        "cut": cut,
        **figures(sat, cut),
        "by_level": by_level(sat, cut),
        "cases": by_case(sat, scale.difficulty),
        "cut_effect": [_at_cut(sat, forms, model, each) for each in (55.0, 60.0, 65.0, 70.0, 75.0)],
        "model": model.model_dump(mode="json", exclude={"difficulty"}),
        "scale": list(scale.points),
        "case_sd_of_robots": round(scale.case_sd, 2),
        "case_deviation": round(sigma, 2),
        "load_change_of_robots": {str(k): round(v, 2) for k, v in scale.change.items()},
        "forms": [form.id for form in forms],
    }


def _truths(
    people: Sequence[Candidate], known: dict[int, list[list[CaseEvidence]]]
) -> dict[int, dict[int, float]]:
    """The expected composite of each candidate at each load, from the surface over all cases played."""
    rows = [
        ([person.abilities[line.chats][c] for c in CRITERIA], line.chats, line.composite + line.difficulty)
        for person in people
        for lines in known[person.number]
        for line in lines
    ]
    fitted: Surface = surface(rows)
    return {
        person.number: {k: fitted.at([person.abilities[k][c] for c in CRITERIA], k) for k in LEVELS}
        for person in people
    }


def _model(
    base: ResultModel,
    setting: Setting,
    scale: Scale,
    truths: dict[int, dict[int, float]],
    known: dict[int, list[list[CaseEvidence]]],
) -> ResultModel:
    """The given variances of this population; the case's is the larger of the robots' and the published one."""
    level = {k: [t[k] for t in truths.values()] for k in LEVELS}
    changes = [(t[3] - t[1]) / 2 for t in truths.values()]
    rest = [
        line.composite + line.difficulty - truths[number][line.chats]
        for number, forms in known.items()
        for lines in forms
        for line in lines
    ]
    return base.model_copy(
        update={
            "mean": round(_mean(level[1]), 2),
            "person_sd": round(max(1.0, _sd(level[1])), 2),
            "change_mean": round(_mean(changes), 2),
            "change_sd": round(max(0.5, _sd(changes)), 2),
            "case_sd": round(max(_root_mean_square(rest), setting.case_sd), 2),
            "difficulty": scale.difficulty,
        }
    )


def _at_cut(sat: Sequence[Sat], forms: Sequence[ExamForm], model: ResultModel, cut: float) -> dict[str, Any]:
    """Shares of the results, were the cut elsewhere."""
    again = [
        replace(
            s,
            results=tuple(
                result_of(lines, form.model_copy(update={"cut": cut, "floor": 0.0}), model)
                for lines, form in zip(s.evidence, forms, strict=True)
            ),
        )
        for s in sat
    ]
    told = figures(again, cut)
    names = ("decided_wrong_share", "to_be_confirmed_share", "contradictions_share")
    return {"cut": cut, **{name: told[name] for name in names}}


class _Player:
    """Plays jobs on a pool; what was played before is read from the work file, and new results are added to it."""

    def __init__(self, plan: Plan, pool: Executor, progress: Progress) -> None:
        self._plan = plan
        self._pool = pool
        self._progress = progress
        self._known = _read(plan.work)

    def all(self, stage: str, jobs: Sequence[Job]) -> list[tuple[str, list[CaseEvidence]]]:
        """Results in the order of the jobs, whoever was quicker."""
        results: dict[str, list[CaseEvidence]] = {}
        waiting = []
        for job in jobs:
            digest = _digest(job)
            if digest in self._known:
                results[job.key] = self._known[digest]
            else:
                waiting.append(job)
        done = len(results)
        self._progress(stage, done, len(jobs))
        futures = {self._pool.submit(run_job, job, self._plan.scenarios): job for job in waiting}
        with self._plan.work.open("a", encoding="utf-8") if self._plan.work else nullcontext() as file:
            for future in as_completed(futures):
                key, lines = future.result()
                results[key] = lines
                if file is not None:
                    file.write(_line(_digest(futures[future]), lines))
                    file.flush()
                done += 1
                self._progress(stage, done, len(jobs))
        return [(job.key, results[job.key]) for job in jobs]


def _pool(plan: Plan) -> Any:
    if plan.executor is not None:
        return nullcontext(plan.executor)
    # Spawned, not forked: numpy's and SQLite's state is not to be shared.
    return ProcessPoolExecutor(plan.workers or cpu_count() or 1, mp_context=get_context("spawn"))


def _digest(job: Job) -> str:
    text = repr((job, "calibration-1"))
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _line(digest: str, lines: Iterable[CaseEvidence]) -> str:
    return json.dumps([digest, [line.model_dump(mode="json") for line in lines]]) + "\n"


def _read(work: Path | None) -> dict[str, list[CaseEvidence]]:
    """Results of an earlier, perhaps broken-off calibration. A line cut short is left out."""
    found: dict[str, list[CaseEvidence]] = {}
    if work is None or not work.exists():
        return found
    for text in work.read_text(encoding="utf-8").splitlines():
        try:
            digest, lines = json.loads(text)
            found[digest] = [CaseEvidence.model_validate(line) for line in lines]
        except ValueError:
            continue
    return found


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _sd(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sqrt(sum((v - mean) ** 2 for v in values) / max(1, len(values) - 1))


def _root_mean_square(values: Sequence[float]) -> float:
    return sqrt(_mean([v * v for v in values]))
