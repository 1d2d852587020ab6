"""Full sittings of simulated candidates: played, read and scored; how many a minute."""

import resource
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chattrainer.app.calibration.player import Player, Progress, pool_of
from chattrainer.app.calibration.population import Setting, candidate
from chattrainer.app.calibration.run import candidate_jobs
from chattrainer.app.exams.forms import FormWish, parallel_forms
from chattrainer.content.calibration import load_calibration
from chattrainer.content.library import load_library

# What a step of the graded robots is worth, about: only who sits matters here, not what comes out.
STEPS = tuple(30 + 3.3 * step for step in range(21))
SIGMA = 9.0
SPREAD, RELIABILITY = 10.0, 0.42


@dataclass(frozen=True)
class Rate:
    """`cpu_s` is the processor time of all processes together."""

    sittings: int
    cases: int
    wall_s: float
    cpu_s: float

    def thousand_on(self, cores: int) -> float:
        """Minutes for 1,000 sittings on so many cores of which nobody else takes any."""
        return 1000 * self.cpu_s / self.sittings / cores / 60

    @property
    def thousand_here(self) -> float:
        """Minutes for 1,000 sittings at this rate."""
        return 1000 * self.wall_s / self.sittings / 60


def played(sittings: int, workers: int, company: str, language: str, progress: Progress) -> Rate:
    """Each candidate sits one full form: three blocks, fillers included. Without proofreading."""
    population = load_calibration().population
    setting = Setting(population.mean, SPREAD, RELIABILITY, population.change.mean, population.change.sd)
    forms = parallel_forms(load_library(), FormWish("full", company, language), 1)
    people = [candidate(number, setting, 0) for number in range(sittings)]
    jobs = [
        job
        for person in people
        for job in candidate_jobs(person, forms, STEPS, SIGMA, seed=0, language=language, proofread=False)
    ]
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    with TemporaryDirectory(prefix="chattrainer-benchmark-") as place, pool_of(workers, None) as pool:
        lines = Player(pool, progress, kept=str(Path(place) / "kept")).all("sittings", jobs)
    wall_s = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Rate(sittings, sum(len(found) for _, found in lines), wall_s, cpu_s)
