"""A whole calibration: pilot, candidates on two parallel forms each, truths, figures; any number of workers does."""

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import Any

from chattrainer.adapters.encoder import build_reader
from chattrainer.app.calibration.pilot import Scale, pilot_jobs, scale_of
from chattrainer.app.calibration.play import Job, able
from chattrainer.app.calibration.player import Player, Progress, pool_of, shared_answers
from chattrainer.app.calibration.population import Candidate, Setting, candidate, normal
from chattrainer.app.calibration.stock import Stock
from chattrainer.app.calibration.telling import Played, told
from chattrainer.app.calibration.truth import Shown, surface_of, truths_of
from chattrainer.app.exams.forms import FormWish, parallel_forms
from chattrainer.content.calibration import Calibration, load_calibration
from chattrainer.content.library import Library
from chattrainer.content.rubrics import rubric_for, rubric_hash
from chattrainer.content.used_files import used_files
from chattrainer.model.exam import LEVELS, CaseEvidence, ExamForm, FormCase

FORMS = 2
PILOT_ROUNDS = 2
# Names, numbers and moods of so many codes: more would only make the processes read the same sentences again.
CODES = 4
# So many candidates (a fiftieth, at least) play fresh cases themselves: what the truths are checked by.
CHECKED_SHARE = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """What a calibration is asked for. `played`: so many of the candidates play, the others' cases are taken from
    theirs (stock.py); 0: all do."""

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
    cut: float = 65.0
    played: int = 0


def calibrate(plan: Plan, library: Library, progress: Progress) -> dict[str, Any]:
    """The figures of one setting. Results played before with the same question are taken from `plan.work`."""
    return calibrated(plan, library, progress)[0]


def calibrated(
    plan: Plan, library: Library, progress: Progress, stock: Stock | None = None
) -> tuple[dict[str, Any], Stock]:
    """The figures, and the cases played. With a `stock` of another setting nobody plays: all is taken from it."""
    calibration = load_calibration()
    setting = _setting(plan, calibration)
    made_by = _made_by(plan, library)
    with (
        pool_of(plan.workers, plan.executor) as pool,
        shared_answers(plan.work, plan.executor) as kept,
    ):
        player = Player(
            pool, progress, work=plan.work, kept=kept, scenarios=plan.scenarios, made_by="\n".join(made_by)
        )
        pilot = _pilot(plan, library)
        piloted = player.all("pilot", pilot)
        scale = scale_of(piloted)
        sigma = sqrt(max(0.0, setting.case_sd**2 - scale.case_sd**2))
        forms = parallel_forms(
            library,
            FormWish("full", plan.company, plan.language, seed=plan.seed, difficulty=scale.difficulty),
            FORMS,
        )
        people = [candidate(number, setting, plan.seed) for number in range(plan.candidates)]
        jobs = {person.number: _sittings(plan, person, forms, scale, sigma) for person in people}
        playing = people[: plan.played or len(people)] if stock is None else []
        played = dict(player.all("candidates", [job for p in playing for job in jobs[p.number]]))
        if stock is None:
            checks = [job for p in _checked(playing) for job in _checks(plan, p, pilot, scale, sigma)]
            checked = player.all("check", checks)
            sat = [job for p in playing for job in jobs[p.number]]
            shown, lines = _shown([*pilot, *sat], [*piloted, *played.items()], scale)
            surface = surface_of(shown, sorted({case.scenario for job in pilot for case in job.cases}))
            stock = Stock(surface, shown, lines, _shown(checks, checked, scale)[0], len(playing))
    for number in range(len(playing), len(people)):
        played.update({job.key: stock.taken(job, scale.points, plan.seed) for job in jobs[number]})
    cases = calibration.population.truth_cases
    truths = truths_of(people, stock.surface, scale.points, sigma, cases, plan.seed)
    whole = Played(plan, calibration, setting, scale, sigma, forms, people, played, len(playing))
    return told(whole, truths, stock, made_by[0]), stock


def _sittings(
    plan: Plan, person: Candidate, forms: Sequence[ExamForm], scale: Scale, sigma: float
) -> list[Job]:
    return list(
        candidate_jobs(
            person,
            forms,
            scale.points,
            sigma,
            seed=plan.seed,
            language=plan.language,
            proofread=plan.proofread,
        )
    )


def _made_by(plan: Plan, library: Library) -> list[str]:
    """What results depend on beside their job: the reader, the cases, the rubrics."""
    lines = [x for x in library.listing() if x.company == plan.company and x.language == plan.language]
    files = used_files(library, sorted(line.id for line in lines))
    rubrics = sorted({rubric_hash(rubric_for(line.activity)) for line in lines})
    texts = "".join(file.sha256 for file in files) + "".join(rubrics)
    return [build_reader(plan.language).version, hashlib.blake2b(texts.encode(), digest_size=12).hexdigest()]


def _setting(plan: Plan, calibration: Calibration) -> Setting:
    population = calibration.population
    return Setting(
        population.mean, plan.spread, plan.case_reliability, population.change.mean, population.change.sd
    )


def _pilot(plan: Plan, library: Library) -> list[Job]:
    lines = [x for x in library.listing() if x.company == plan.company and x.language == plan.language]
    cases = [FormCase(scenario=line.id) for line in sorted(lines, key=lambda x: x.id)]
    return pilot_jobs(cases, plan.language, PILOT_ROUNDS, plan.proofread)


def candidate_jobs(
    person: Candidate,
    forms: Sequence[ExamForm],
    steps: Sequence[float],
    sigma: float,
    *,
    seed: int,
    language: str,
    proofread: bool,
) -> Iterator[Job]:
    """The sittings of one candidate: each block of each form. `steps`: points of each step of ability."""
    for nth, form in enumerate(forms):
        for block in form.blocks:
            deviations = [
                sigma * normal(seed, "case", person.number, nth, case.scenario) for case in block.cases
            ]
            yield Job(
                key=f"{person.number}:{nth}:{block.chats}",
                cases=block.cases,
                fillers=block.fillers,
                chats=block.chats,
                seed=1 + (person.number + nth) % CODES,
                language=language,
                abilities=tuple(able(person.in_case(block.chats, d), steps) for d in deviations),
                proofread=proofread,
            )


def _checked(people: Sequence[Candidate]) -> Sequence[Candidate]:
    """The first few: they were drawn as the others were."""
    return people[: -(-len(people) // CHECKED_SHARE)]


def _checks(plan: Plan, person: Candidate, pilot: Sequence[Job], scale: Scale, sigma: float) -> Iterator[Job]:
    """Every case of the library as a fresh one of this candidate, at each load."""
    cases = pilot[0].cases
    for chats in LEVELS:
        deviations = [sigma * normal(plan.seed, "check", person.number, chats, c.scenario) for c in cases]
        yield Job(
            key=f"check:{person.number}:{chats}",
            cases=cases,
            fillers=(),
            chats=chats,
            seed=1 + person.number % CODES,
            language=plan.language,
            abilities=tuple(able(person.in_case(chats, d), scale.points) for d in deviations),
            proofread=plan.proofread,
        )


def _shown(
    jobs: Sequence[Job], results: Sequence[tuple[str, list[CaseEvidence]]], scale: Scale
) -> tuple[list[Shown], list[CaseEvidence]]:
    """Each case played, with the abilities that were shown in it; and what came of it."""
    by_key = {job.key: job for job in jobs}
    both = [(by_key[key], line) for key, lines in results for line in lines]
    shown = [
        Shown(
            line.scenario,
            line.chats,
            tuple(scale.points[step] for step in job.abilities[line.chat - 1]),
            line.composite,
        )
        for job, line in both
    ]
    return shown, [line for _, line in both]
