"""One sitting of a simulated candidate, played, read and scored in a process of its own.

Each process keeps what it has loaded; readings and language findings are shared by all (kept.py).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from chattrainer.app.calibration.kept import Kept, KeptProofreaders, KeptReader
from chattrainer.app.judging import NOT_JUDGED, judged
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.proofing import Proofreading
from chattrainer.app.readers import context_of
from chattrainer.app.room import TrainingRoom
from chattrainer.content.paths import content_paths
from chattrainer.model.case import Case
from chattrainer.model.exam import CaseEvidence, Conditions, FormCase
from chattrainer.model.ids import CRITERIA, Criterion
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.reading.vocabulary import Vocabulary
from chattrainer.robots.catalogue import robot
from chattrainer.robots.graded import MOST, Abilities, graded
from chattrainer.robots.robot import Robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.sitting import MemoryLog, ReadAgentText, Sitting


@dataclass(frozen=True, slots=True)
class Job:
    """A sitting to play. `abilities` by chat, or a robot's `player` name. `key` names it in a work file."""

    key: str
    cases: tuple[FormCase, ...]
    fillers: tuple[FormCase, ...]
    chats: int
    seed: int
    language: str
    abilities: tuple[tuple[int, int, int, int], ...] = ()
    player: str = "graded"
    proofread: bool = False


@dataclass(frozen=True, slots=True)
class Worker:
    """What a process keeps between jobs."""

    room: TrainingRoom
    kept: Kept
    proofreading: Proofreading
    prepared: dict[tuple[object, ...], Prepared]
    readers: dict[tuple[int, int], KeptReader]


def run_job(
    job: Job, scenarios: str | None = None, kept: str | None = None
) -> tuple[str, list[CaseEvidence]]:
    """The job's key and the evidence of its scored cases. `kept`: the file that all processes share."""
    worker = _worker(scenarios, kept)
    ready = _prepared(worker, job)
    log = MemoryLog()
    sitting = Sitting(engine_for(ready.opened, ready.plan), _reader(worker, job, ready), log)
    play(sitting, ready.opened, _robot(job, ready))
    findings = worker.proofreading.findings(log.entries, ready.plan) if job.proofread else NOT_JUDGED
    card = judged(job.key, log.entries, worker.room.rubrics, findings, ready.plan).scorecard
    worker.kept.save()
    return job.key, [
        CaseEvidence(
            run=job.key,
            chat=chat.chat,
            scenario=chat.scenario,
            chats=job.chats,
            composite=chat.composite,
            scores=chat.scores,
            outcome=chat.outcome,
        )
        for chat in card.chats
        if chat.outcome != "void"
    ]


def able(points: Mapping[Criterion, float], levels: Sequence[float]) -> tuple[int, int, int, int]:
    """Abilities in steps, from points of a composite: `levels` holds what each step is worth."""
    return tuple(  # type: ignore[return-value]
        _step(points[c], levels) for c in CRITERIA
    )


def _step(points: float, levels: Sequence[float]) -> int:
    return min(range(len(levels)), key=lambda step: (abs(levels[step] - points), step))


@lru_cache(maxsize=1)
def _worker(scenarios: str | None, kept: str | None) -> Worker:
    paths = content_paths(scenarios=scenarios) if scenarios else None
    answers = Kept(Path(kept) if kept else None)
    return Worker(
        TrainingRoom(":memory:", paths, judge_writing=False),
        answers,
        Proofreading(proofreaders=KeptProofreaders(answers)),
        {},
        {},
    )


def _prepared(worker: Worker, job: Job) -> Prepared:
    cases = (*job.cases, *job.fillers)
    key = (job.seed, job.chats, job.language, *(case.model_dump_json() for case in cases), len(job.fillers))
    if key not in worker.prepared:
        wanted = Wanted(
            scenarios=tuple(case.scenario for case in cases),
            chats=job.chats,
            language=job.language,
            seed=job.seed,
            player=job.player,
            structures=tuple(dict(case.structure) for case in cases),
            fillers=len(job.fillers),
            conditions=Conditions(exam_pace=True),
        )
        worker.prepared[key] = prepare(wanted, worker.room.library)
    return worker.prepared[key]


def _reader(worker: Worker, job: Job, ready: Prepared) -> ReadAgentText:
    cases: dict[int, Case] = {case.chat: case for case in ready.plan.cases}

    def read(chat: int, text: str, transcript: Transcript) -> Reading:
        reader = worker.readers.get((id(ready), chat))
        if reader is None:
            own = worker.room.readers.reader(ready.plan.language)
            reader = KeptReader(own, Vocabulary.of(cases[chat]), worker.kept)
            worker.readers[id(ready), chat] = reader
        return reader.read(text, context_of(cases[chat], transcript))

    return read


def _robot(job: Job, ready: Prepared) -> Robot:
    if job.player != "graded":
        return robot(job.player, ready.plan)
    abilities = {chat: Abilities(*steps) for chat, steps in enumerate(job.abilities, 1)}
    return graded(ready.plan, abilities)


STEPS = MOST + 1
