"""Past sittings judged again, on all cores: each process has a proofreader of its own; one alone writes."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from chattrainer.app.judging import Judged, Rubrics
from chattrainer.app.proofing import Proofreading
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import ChattrainerError
from chattrainer.model.findings import Findings
from chattrainer.model.scorecard import Scorecard

# A process loads its proofreader first (2 to 5 s, and up to 800 MB): it should have something to do with it.
RUNS_A_PROCESS = 8


@dataclass(frozen=True, slots=True)
class Recheck:
    """What is asked for: the same for every sitting. `anew`: kept findings are not used."""

    db: Path | None = None
    languagetool: str | None = None
    rubric: str | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class Rechecked:
    """One sitting: its scorecard and findings, or why it could not be judged."""

    run: str
    scorecard: Scorecard | None = None
    findings: Findings | None = None
    error: ChattrainerError | None = None


def recheckable(room: TrainingRoom) -> list[str]:
    """The sittings that have ended and hold something, the oldest first."""
    runs = room.store.runs(sort="opened", descending=False)
    return [run.id for run in runs if run.status != "open" and run.erased is None and run.events]


def recheck(runs: Sequence[str], wanted: Recheck, jobs: int) -> Iterator[Rechecked]:
    """Judges each sitting, in the order in which they are done. Nothing is written: that is for the caller.

    `jobs`: the most processes at a time; few sittings are judged in this one.
    """
    processes = min(jobs, -(-len(runs) // RUNS_A_PROCESS))
    if processes <= 1:
        room = _room(wanted)
        try:
            yield from (_judge(room, run, wanted) for run in runs)
        finally:
            room.close()
        return
    # Started afresh rather than copied: a copy of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=(wanted,)) as pool:
        try:
            for future in as_completed([pool.submit(_judge_here, run) for run in runs]):
                yield future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def save(room: TrainingRoom, done: Rechecked) -> None:
    """Keeps what was found, beside what was kept before."""
    if done.scorecard is not None and done.findings is not None:
        room.keep(done.scorecard, done.findings)


def _room(wanted: Recheck) -> TrainingRoom:
    room = TrainingRoom(wanted.db)
    # A server that is gone is not waited for sitting by sitting.
    room.proofreading = Proofreading(languagetool=wanted.languagetool, patience_s=())
    if wanted.rubric is not None:
        room.rubrics = Rubrics(named=wanted.rubric)
    return room


# What a process of the pool works with, set once when it begins.
_here: list[tuple[TrainingRoom, Recheck]] = []


def _begin(wanted: Recheck) -> None:
    _here.append((_room(wanted), wanted))


def _judge_here(run: str) -> Rechecked:
    room, wanted = _here[0]
    return _judge(room, run, wanted)


def _judge(room: TrainingRoom, run: str, wanted: Recheck) -> Rechecked:
    try:
        result: Judged = room.judge(run, keep=False, anew=wanted.anew)
    except ChattrainerError as error:
        return Rechecked(run, error=error)
    return Rechecked(run, result.scorecard, result.findings)
