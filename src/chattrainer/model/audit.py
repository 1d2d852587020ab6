"""What the simulator did wrong in a sitting: findings about the customers, never about the agent."""

from typing import Literal

from pydantic import Field

from chattrainer.model.base import ChatNumber, Millis, Value

FaultKind = Literal[
    "undisclosed",
    "unasked",
    "withheld",
    "not_said",
    "contradicts",
    "invented",
    "role_swap",
    "language",
    "assent",
    "refusal",
    "repeated",
    "silent",
]


class SimulatorFault(Value):
    """One thing that a customer should not have done. `event`: the log's entry that shows it.

    `helped`: it made the case easier for the agent, or (`hindered`) harder. A critical one makes the chat void.
    `about`: the fact concerned, or the words that should not be there.
    """

    chat: ChatNumber
    event: int = Field(ge=1)
    at: Millis
    kind: FaultKind
    severity: Literal["critical", "minor"]
    effect: Literal["helped", "hindered"]
    quote: str = ""
    about: str | None = None


class FactsOf(Value):
    """How a chat's facts came out: asked for by the agent, or given by the customer unasked."""

    chat: ChatNumber
    obtained: tuple[str, ...] = ()
    donated: tuple[str, ...] = ()


class Audit(Value):
    """The simulator's audit of one sitting, by one version of the checks."""

    version: str
    faults: tuple[SimulatorFault, ...] = ()
    facts: tuple[FactsOf, ...] = ()

    @property
    def void(self) -> tuple[ChatNumber, ...]:
        """The chats that a critical fault spoilt, in order."""
        return tuple(sorted({fault.chat for fault in self.faults if fault.severity == "critical"}))
