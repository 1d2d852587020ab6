"""What the engine asks of a customer's mind. The mind decides what is said and how a chat ends; never when."""

from dataclasses import dataclass
from typing import Any, Literal, Protocol

from chattrainer.engine.ledger import Ledger
from chattrainer.model.facts import Reveal
from chattrainer.model.ids import Outcome
from chattrainer.model.reading import Reading

Effort = Literal["quick", "think", "fetch"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One move in words: its bubbles, and the facts that each gives away."""

    move: str
    bubbles: tuple[str, ...]
    of: str | None = None
    reveals: tuple[Reveal, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What she does now. `waits`: she expects an answer. `leaves`: she goes after the last bubble,

    for reasons of her own (`gone`), because the agent leads nowhere (`fed_up`), or with all said (`done`).
    """

    utterances: tuple[Utterance, ...] = ()
    ended: tuple[tuple[str, str], ...] = ()
    effort: Effort = "quick"
    waits: bool = True
    leaves: Literal["gone", "fed_up", "done"] | None = None


@dataclass(frozen=True, slots=True)
class HeardText:
    """One text of the agent as understood: a message, or (`summary`) a hand-over she doesn't see."""

    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    rule: int | None
    missing: tuple[str, ...] = ()


class CustomerMind(Protocol):
    """A pure mind: every method takes the state and returns another; the state is opaque to the engine."""

    def begin(self) -> Any:
        """The state before anything was said."""

    def open(self, state: Any) -> tuple[Decision, Any]:
        """Her opening; for a proactive chat the engine doesn't ask."""

    def hear(self, state: Any, heard: HeardText, ledger: Ledger) -> Any:
        """The state after one more message of the agent, not yet answered."""

    def news(self, state: Any) -> bool:
        """Whether what was heard since her last turn is more than silence: it answers, asks, offers or tells."""

    def respond(self, state: Any, ledger: Ledger) -> tuple[Decision, Any]:
        """Her answer to all she heard since her last turn."""

    def others(self, state: Any, ledger: Ledger) -> tuple[tuple[Decision, Any], ...]:
        """Turns that she may take instead of `respond`'s: they decide nothing that it doesn't. May be none."""

    def nudge(self, state: Any) -> tuple[Decision, Any]:
        """She checks in after a silence."""

    def impatient(self, state: Any) -> tuple[Decision, Any]:
        """Her last words when she leaves because she waited too long (may be none)."""

    def come_back(self, state: Any) -> tuple[Decision, Any]:
        """Her first words when she writes again about the same thing."""

    def verified(self, state: Any) -> bool:
        """Whether the identity facts that the case requires have been given."""

    def carries(self, text: str, reading: Reading) -> tuple[str, ...]:
        """The facts that a hand-over summary passes on."""

    def verdict(self, state: Any, ledger: Ledger) -> Verdict:
        """How the case stands now."""
