"""Plays jobs on processes or on a cluster; the figures are the same whoever plays what.

Results go into a work file as they come, so that a calibration broken off goes on from there.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from multiprocessing import get_context
from os import SEEK_END, cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

from chattrainer.app.calibration.kept import Kept
from chattrainer.app.calibration.play import Job, run_job
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import CaseEvidence

# Raised when a change of the simulation itself changes what a job gives.
PLAY_VERSION = "calibration-4"
LINE_BEGINS = '["'
Progress = Callable[[str, int, int], None]
"""(stage, done, of)"""


@contextmanager
def pool_of(workers: int, executor: Executor | None) -> Iterator[Executor]:
    """The executor that was given, else processes: one a core, or so many."""
    if executor is not None:
        yield executor
        return
    # Spawned, not forked: numpy's and SQLite's state is not to be shared.
    pool = ProcessPoolExecutor(workers or cpu_count() or 1, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        # Broken off, nothing that waits is begun: the work file knows what was done.
        pool.shutdown(cancel_futures=True)


@contextmanager
def shared_answers(work: Path | None, executor: Executor | None) -> Iterator[str | None]:
    """The file through which processes share what was read: beside the work file, else for this run only.

    None on an executor from elsewhere: its machines share no disk, and each keeps its own in memory.
    """
    if executor is not None:
        yield None
    elif work is not None:
        yield str(_usable(work.with_name(work.name + ".kept")))
    else:
        with TemporaryDirectory(prefix="chattrainer-calibrate-") as place:
            yield str(Path(place) / "kept")


def _usable(path: Path) -> Path:
    """Opened once before any process does. UsageError for what is no such file, or cannot be one."""
    try:
        Kept(path).close()
    except sqlite3.Error as error:
        raise UsageError("exam.no_kept_file", file=str(path), why=str(error)) from error
    return path


class Player:
    """`made_by` names what results depend on beside their job: reader, cases, rubrics. Others' are played again."""

    def __init__(
        self,
        pool: Executor,
        progress: Progress,
        *,
        work: Path | None = None,
        kept: str | None = None,
        scenarios: str | None = None,
        made_by: str = "",
    ) -> None:
        self._pool = pool
        self._progress = progress
        self._work = work
        self._kept = kept
        self._scenarios = scenarios
        self._made_by = made_by
        self._known = _read(work)

    def all(self, stage: str, jobs: Sequence[Job]) -> list[tuple[str, list[CaseEvidence]]]:
        """Results in the order of the jobs, whoever was quicker."""
        results: dict[str, list[CaseEvidence]] = {}
        waiting = []
        for job in jobs:
            digest = self._digest(job)
            if digest in self._known:
                results[job.key] = self._known[digest]
            else:
                waiting.append(job)
        done = len(results)
        self._progress(stage, done, len(jobs))
        if self._work is not None:
            _begin_line(self._work)
        with self._work.open("a", encoding="utf-8") if self._work else nullcontext() as file:
            # The same sitting by others of its candidates next: what it takes to read it is in memory then.
            waiting.sort(key=lambda job: (job.seed, job.chats, repr(job.cases)))
            futures = {self._pool.submit(run_job, job, self._scenarios, self._kept): job for job in waiting}
            for future in as_completed(futures):
                key, lines = future.result()
                results[key] = lines
                if file is not None:
                    file.write(_line(self._digest(futures[future]), lines))
                    file.flush()
                done += 1
                self._progress(stage, done, len(jobs))
        return [(job.key, results[job.key]) for job in jobs]

    def _digest(self, job: Job) -> str:
        text = repr((job, PLAY_VERSION, self._made_by))
        return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


def _line(digest: str, lines: Iterable[CaseEvidence]) -> str:
    return json.dumps([digest, [line.model_dump(mode="json") for line in lines]]) + "\n"


def _read(work: Path | None) -> dict[str, list[CaseEvidence]]:
    """Results of an earlier, perhaps broken-off calibration. A line cut short is left out.

    UsageError for a file that is something else: nothing is to be added to it.
    """
    found: dict[str, list[CaseEvidence]] = {}
    if work is None or not work.exists():
        return found
    text = work.read_text(encoding="utf-8", errors="replace")
    if text and not text.startswith(LINE_BEGINS[: len(text)]):
        raise UsageError("exam.no_work_file", file=str(work))
    for line in text.splitlines():
        try:
            digest, lines = json.loads(line)
            found[str(digest)] = [CaseEvidence.model_validate(each) for each in lines]
        except (ValueError, TypeError):
            continue
    return found


def _begin_line(work: Path) -> None:
    """What is added does not go on with a line that was cut short."""
    with work.open("ab+") as file:
        if file.tell() > 0:
            file.seek(-1, SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
