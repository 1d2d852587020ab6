"""Trying an endpoint out: is it there, does it play its part, how long does it take?"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from chattrainer.adapters.llm.client import Ask, LlmClient
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.adapters.llm.fault import EndpointFault
from chattrainer.app.llm.wording import LlmWording
from chattrainer.app.opening import Wanted, prepare
from chattrainer.content.library import Library, load_library
from chattrainer.customers.llm.answer import schema
from chattrainer.model.case import Plan
from chattrainer.model.effects import ScriptedMove, WordMove
from chattrainer.model.facts import ChatOpened
from chattrainer.model.folding import apply
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry, Event
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.clocks import monotonic_s, stopwatch
from chattrainer.runtime.sitting import SCRIPT

LINES = 3
# Of the answer that only shows that somebody answers.
SHORT_TOKENS = 60
# A customer thinks for some 8 to 45 s before she types: what takes longer is seen.
FIT_S, BEARABLE_S = 6.0, 15.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what the script would say, what the model said (nothing usable: empty), and what was wrong."""

    script: str
    said: str
    seconds: float
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What was seen. `verdict`: fit, slow, clumsy (the script had to help) or unfit."""

    lines: tuple[Line, ...]
    tokens: int

    @property
    def seconds(self) -> float:
        """The slowest line."""
        return max((line.seconds for line in self.lines), default=0.0)

    @property
    def verdict(self) -> str:
        worded = sum(bool(line.said) for line in self.lines)
        if worded == 0 or self.seconds > BEARABLE_S:
            return "unfit"
        if worded < len(self.lines):
            return "clumsy"
        return "slow" if self.seconds > FIT_S else "fit"


def checked(endpoint: Endpoint) -> tuple[str, ...]:
    """The models on offer, empty where the endpoint doesn't say. Raises EndpointFault when it cannot be reached."""
    with closing(LlmClient(endpoint, monotonic_s)) as client:
        return client.models()


def asked_once(endpoint: Endpoint) -> float:
    """Asks one short question: the seconds until its answer. Raises EndpointFault when none comes."""
    took_ms = stopwatch()
    with closing(LlmClient(endpoint, monotonic_s)) as client:
        try:
            client.ask(Ask([{"role": "user", "content": "Answer: ok"}], schema(), SHORT_TOKENS))
        except EndpointFault as fault:
            # It talks at length, or thinks before it talks: it is there.
            if (fault.kind, fault.detail) != ("cut", "length"):
                raise
    return took_ms() / 1000


def played(
    endpoint: Endpoint, language: str, told: Callable[[Line], None], library: Library | None = None
) -> Trial:
    """Plays three lines of a case of the language; `told` hears each. Raises EndpointFault if none comes at all."""
    shelf = library if library is not None else load_library()
    plan = prepare(Wanted(chats=1, language=language, seed=1), shelf).plan
    lines: list[Line] = []
    with closing(LlmWording(endpoint, plan)) as wording:
        wording.warm()
        for wanted in _wanted(plan):
            line = _line(wanted, wording.word(wanted, _opened(plan)))
            if line.faults and line.faults[-1].startswith("endpoint.") and not lines:
                raise _fault_of(line)
            lines.append(line)
            told(line)
        return Trial(tuple(lines), wording.actor.spent.tokens)


def _fault_of(line: Line) -> EndpointFault:
    kind = line.faults[-1].removeprefix("endpoint.")
    return EndpointFault(kind, line.script)  # type: ignore[arg-type]


def _line(wanted: WordMove, given: WordingGiven) -> Line:
    script = " / ".join(wanted.moves[0].bubbles)
    faults = tuple(a.fault for a in given.attempts if a.fault is not None)
    if given.source == SCRIPT and faults and faults[-1].startswith("endpoint."):
        script = given.attempts[-1].text
    said = " / ".join(text for move in given.bubbles for text in move)
    return Line(script, said, given.took_ms / 1000, faults)


def _wanted(plan: Plan) -> Iterator[WordMove]:
    """Three turns: two things that she knows, and small talk in the language's own phrases."""
    case = plan.cases[0]
    facts = [
        (name, fact.says[0])
        for name, fact in case.scenario.facts.items()
        if isinstance(fact.says, tuple) and fact.says
    ]
    moves = [ScriptedMove("answer", name, (name,), (says,)) for name, says in facts[: LINES - 1]]
    moves.append(ScriptedMove("ack", None, (), (plan.phrases.says["ack"][0],)))
    for nth, move in enumerate(moves, start=1):
        yield WordMove(0, case.chat, nth, 0, (move,))


def _opened(plan: Plan) -> Transcript:
    case = plan.cases[0]
    event: Event = ChatOpened(at=0, chat=case.chat, scenario=case.scenario.id)
    return apply(Transcript(), Entry.model_construct(number=1, event=event))
