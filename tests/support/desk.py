"""A desk for tests: gestures at their seconds, readings stated by the test, facts looked up by kind."""

from collections.abc import Sequence
from typing import Any, TypeVar

from chattrainer.customers.mind import ScriptedMind
from chattrainer.engine.sitting import Engine
from chattrainer.model.case import Plan
from chattrainer.model.facts import ChatOpened, CustomerSaid, OutcomeDecided, SittingOpened
from chattrainer.model.inputs import Act, Close, Escalate, Look, Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Hold, Reading
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.sitting import MemoryLog, Sitting
from tests.support.cases import plan as small_plan

E = TypeVar("E")


def engine(plan: Plan) -> Engine:
    return Engine(plan, {c.chat: ScriptedMind(c, plan.phrases, plan.seed, plan.cases) for c in plan.cases})


def opened(plan: Plan) -> SittingOpened:
    return SittingOpened(
        at=0,
        seed=plan.seed,
        language=plan.language,
        chats_at_once=plan.chats_at_once,
        scenarios=tuple(c.scenario.id for c in plan.cases),
    )


class Desk:
    """Plays a sitting by hand. `say(12, "…", asks=["email"])` states how the message is read."""

    def __init__(self, plan: Plan | None = None, **changes: Any) -> None:
        self.plan = plan if plan is not None else small_plan(**changes)
        self.log = MemoryLog()
        self._readings: list[Reading] = []
        self.sitting = Sitting(engine(self.plan), self._read, self.log)
        self.sitting.open(opened(self.plan))

    def _read(self, chat: int, text: str, transcript: Transcript) -> Reading:
        return self._readings.pop(0) if self._readings else Reading(reader="test")

    def say(self, at_s: float, text: str = "…", chat: int = 1, **reading: Any) -> Sequence[Entry]:
        hold_s = reading.pop("hold_s", None)
        if hold_s is not None:
            reading["hold"] = Hold(s=hold_s or None)
        self._readings.append(Reading(reader="test", **{k: _tuple(v) for k, v in reading.items()}))
        return self.sitting.feed(Say(at=int(at_s * 1000), chat=chat, text=text))

    def act(self, at_s: float, action: str, chat: int = 1, **args: Any) -> Sequence[Entry]:
        return self.sitting.feed(Act(at=int(at_s * 1000), chat=chat, action=action, args=args))

    def look(self, at_s: float, what: Any, chat: int = 1) -> Sequence[Entry]:
        return self.sitting.feed(Look(at=int(at_s * 1000), chat=chat, what=what))

    def escalate(self, at_s: float, summary: str, channel: str = "expert", chat: int = 1) -> None:
        self._readings.append(Reading(reader="test"))
        self.sitting.feed(Escalate(at=int(at_s * 1000), chat=chat, channel=channel, summary=summary))

    def close(self, at_s: float, chat: int = 1, disposition: Any = "solved") -> Sequence[Entry]:
        return self.sitting.feed(
            Close(at=int(at_s * 1000), chat=chat, disposition=disposition, reason="delivery")
        )

    def until(self, at_s: float) -> None:
        self.sitting.advance(int(at_s * 1000))

    def to_the_end(self) -> None:
        while not self.sitting.over and (due := self.sitting.next_due) is not None:
            self.sitting.advance(due)

    @property
    def now_s(self) -> float:
        return self.sitting.now / 1000

    def facts(self, kind: type[E], chat: int | None = None) -> list[E]:
        return [
            e.event
            for e in self.log.entries
            if isinstance(e.event, kind) and (chat is None or getattr(e.event, "chat", None) == chat)
        ]

    def said(self, chat: int = 1) -> list[str]:
        """What the customer said, as `move: text`."""
        return [f"{f.move}: {f.text}" for f in self.facts(CustomerSaid, chat)]

    def moves(self, chat: int = 1) -> list[str]:
        return [f.move for f in self.facts(CustomerSaid, chat)]

    def outcome(self, chat: int = 1) -> str | None:
        decided = self.facts(OutcomeDecided, chat)
        return decided[-1].outcome if decided else None

    def opened_at(self) -> dict[int, int]:
        return {f.chat: f.at for f in self.facts(ChatOpened) if not f.again}

    def answered(self, after_s: float, chat: int = 1) -> float:
        """Lets time run until she has spoken after `after_s`; the moment, in seconds, of her last bubble."""
        while (due := self.sitting.next_due) is not None:
            spoken = [f for f in self.facts(CustomerSaid, chat) if f.at > after_s * 1000 and f.last]
            if spoken:
                return spoken[-1].at / 1000
            self.sitting.advance(due)
        raise AssertionError(f"she says nothing after {after_s} s")


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
