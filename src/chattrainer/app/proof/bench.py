"""The bench: one library, one reader a language, robots that play cases and are judged, as fast as it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chattrainer.app.judging import Rubrics, judged
from chattrainer.app.readers import Readers, context_of
from chattrainer.content.casting import cast
from chattrainer.content.library import Library
from chattrainer.content.paths import ContentPaths
from chattrainer.model.case import Case, Plan
from chattrainer.model.facts import SittingOpened
from chattrainer.model.reading import ContextLine, Reading
from chattrainer.model.scorecard import ChatScore, Scorecard
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.reading.vocabulary import Vocabulary
from chattrainer.robots.catalogue import PERSON
from chattrainer.robots.robot import Policy, Robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.sitting import MemoryLog, ReadAgentText, Sitting

Structure = Mapping[str, str]
MakeRobot = Callable[[Plan], Robot]


@dataclass(frozen=True, slots=True)
class Play:
    """One chat of a robot's sitting, as it went and as it was judged."""

    robot: str
    case: Case
    chat: ChatState
    score: ChatScore

    @property
    def minutes(self) -> float:
        return self.score.duration_ms / 60_000


class Bench:
    """Not thread-safe; one a process. The same text in the same case is read once."""

    def __init__(self, library: Library, paths: ContentPaths | None = None) -> None:
        self.library = library
        self._rubrics = Rubrics(paths=paths)
        self._readers = Readers()
        self._vocabularies: dict[object, Vocabulary] = {}
        self._readings: dict[tuple[int, str, tuple[ContextLine, ...]], Reading] = {}

    def plan(
        self, ids: Sequence[str], seed: int, structure: Structure | None = None, chats_at_once: int = 1
    ) -> Plan:
        """The cases, drawn. Raises ContentError and UsageError like a sitting does."""
        return cast(self.library, ids, chats_at_once, seed, structure)

    def play(self, plan: Plan, make: MakeRobot, name: str) -> list[Play]:
        """A robot plays the whole plan: one play a chat."""
        opened = SittingOpened(
            at=0,
            seed=plan.seed,
            language=plan.language,
            chats_at_once=plan.chats_at_once,
            scenarios=tuple(case.scenario.id for case in plan.cases),
            player=name,
        )
        sitting = Sitting(engine_for(opened, plan), self._reading_for(plan), MemoryLog())
        transcript = play(sitting, opened, make(plan))
        card = judged("proof", sitting.entries, self._rubrics, plan=plan).scorecard
        return _plays(name, plan, transcript, card)

    def read(self, case: Case, text: str, context: tuple[ContextLine, ...] = ()) -> Reading:
        """What a message is understood as, in this case."""
        vocabulary = self._vocabulary(case)
        key = (id(vocabulary), text, context)
        reading = self._readings.get(key)
        if reading is None:
            reader = self._readers.reader(case.scenario.language)
            reading = self._readings[key] = reader.read(text, vocabulary, context)
        return reading

    def _reading_for(self, plan: Plan) -> ReadAgentText:
        cases = {case.chat: case for case in plan.cases}

        def read(chat: int, text: str, transcript: Transcript) -> Reading:
            return self.read(cases[chat], text, context_of(cases[chat], transcript))

        return read

    def _vocabulary(self, case: Case) -> Vocabulary:
        """One for all cases that give the same things to understand: it is made ready once."""
        made = Vocabulary.of(case)
        key = (made.language, made.today, made.asks, made.statements, made.restatables)
        return self._vocabularies.setdefault(key, made)


def alone(policy: Policy, plan: Plan) -> Robot:
    """A robot with the hands of a practised typist, for a plan of one chat."""
    return Robot({case.chat: case for case in plan.cases}, {plan.cases[0].chat: policy}, PERSON)


def _plays(name: str, plan: Plan, transcript: Transcript, card: Scorecard) -> list[Play]:
    cases = {case.chat: case for case in plan.cases}
    return [Play(name, cases[score.chat], transcript.chat(score.chat), score) for score in card.chats]
