"""Many proofs on all cores: a process a core, each with its own reader."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed

from chattrainer.app.proof.bench import Bench
from chattrainer.app.proof.findings import CaseProof, Finding, SittingProof
from chattrainer.app.proof.prove import prove
from chattrainer.app.proof.sittings import SittingOf, prove_sitting
from chattrainer.app.proof.subjects import Subject, problems_of
from chattrainer.content.library import load_library
from chattrainer.content.paths import ContentPaths
from chattrainer.locale.texts import FALLBACK, Texts
from chattrainer.model.errors import ContentError

Job = Subject | SittingOf
Proof = CaseProof | SittingProof
# Below so many jobs a second process would spend its time on loading.
FEWEST_FOR_TWO = 3

# The benches of this process, by the folders they read.
_benches: dict[ContentPaths, Bench] = {}


def prove_all(
    jobs: Sequence[Job], *, quick: bool = False, workers: int | None = None, language: str = FALLBACK
) -> Iterator[tuple[int, Proof]]:
    """Each job's number and proof, in the order in which they are done.

    `workers`: all cores but for few jobs. `language` is that in which a wrong file's mistakes are told.
    """
    count = min(workers or usable_cores(), len(jobs)) if len(jobs) >= FEWEST_FOR_TWO else 1
    if count <= 1:
        for number, job in enumerate(jobs):
            yield number, prove_one(job, quick=quick, language=language)
        return
    # Started afresh rather than copied: a copy of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        numbers: dict[Future[Proof], int] = {
            pool.submit(prove_one, job, quick=quick, language=language): number
            for number, job in enumerate(jobs)
        }
        try:
            for future in as_completed(numbers):
                yield numbers[future], future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def prove_one(job: Job, *, quick: bool = False, language: str = FALLBACK) -> Proof:
    """One proof. A file that is wrong fails it, with what is wrong, told in `language`."""
    if isinstance(job, SittingOf):
        return prove_sitting(_bench(job.paths), job)
    try:
        problems = problems_of(job)
        problems.raise_if_errors()
        return prove(_bench(job.paths), job.id, quick=quick)
    except ContentError as error:
        found = error.params["problems"]
        wrong = Finding(
            proof="file",
            severity="error",
            key="file_wrong",
            params={"n": len(found.errors), "problem": found.errors[0].line(Texts(language))},
        )
        return CaseProof(id=job.id, path=str(job.file), findings=(wrong,))


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _bench(paths: ContentPaths) -> Bench:
    if paths not in _benches:
        _benches[paths] = Bench(load_library(paths), paths)
    return _benches[paths]
