"""One sitting of a simulated candidate, played, read and scored in a process of its own.

Each process keeps what it has loaded, and everything by text: plans, readings, language findings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chattrainer.app.judging import NOT_JUDGED, judged
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.readers import context_of
from chattrainer.app.room import TrainingRoom
from chattrainer.content.paths import content_paths
from chattrainer.model.case import Case
from chattrainer.model.exam import CaseEvidence, Conditions, FormCase
from chattrainer.model.ids import CRITERIA, Criterion
from chattrainer.model.reading import ContextLine, Reading
from chattrainer.model.transcript import Transcript
from chattrainer.reading.vocabulary import Vocabulary
from chattrainer.robots.catalogue import robot
from chattrainer.robots.graded import MOST, Abilities, graded
from chattrainer.robots.robot import Robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.sitting import MemoryLog, ReadAgentText, Sitting

READINGS_KEPT = 60_000


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
    prepared: dict[tuple[object, ...], Prepared]
    readings: dict[tuple[object, ...], Reading]
    vocabularies: dict[tuple[int, int], Vocabulary]


def run_job(job: Job, scenarios: str | None = None) -> tuple[str, list[CaseEvidence]]:
    """The job's key and the evidence of its scored cases."""
    worker = _worker(scenarios, job.proofread)
    ready = _prepared(worker, job)
    log = MemoryLog()
    sitting = Sitting(engine_for(ready.opened, ready.plan), _reader(worker, job, ready), log)
    play(sitting, ready.opened, _robot(job, ready))
    findings = worker.room.proofreading.findings(log.entries, ready.plan) if job.proofread else NOT_JUDGED
    card = judged(job.key, log.entries, worker.room.rubrics, findings, ready.plan).scorecard
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


@lru_cache(maxsize=2)
def _worker(scenarios: str | None, proofread: bool) -> Worker:
    paths = content_paths(scenarios=scenarios) if scenarios else None
    return Worker(TrainingRoom(":memory:", paths, judge_writing=proofread), {}, {}, {})


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
    language = ready.plan.language

    def read(chat: int, text: str, transcript: Transcript) -> Reading:
        context: tuple[ContextLine, ...] = context_of(cases[chat], transcript)
        key = (id(ready), chat, text, tuple(line.text for line in context))
        found = worker.readings.get(key)
        if found is None:
            vocabulary = worker.vocabularies.get((id(ready), chat))
            if vocabulary is None:
                vocabulary = worker.vocabularies[id(ready), chat] = Vocabulary.of(cases[chat])
            found = worker.room.readers.reader(language).read(text, vocabulary, context)
            if len(worker.readings) < READINGS_KEPT:
                worker.readings[key] = found
        return found

    return read


def _robot(job: Job, ready: Prepared) -> Robot:
    if job.player != "graded":
        return robot(job.player, ready.plan)
    abilities = {chat: Abilities(*steps) for chat, steps in enumerate(job.abilities, 1)}
    return graded(ready.plan, abilities)


STEPS = MOST + 1
