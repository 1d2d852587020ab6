"""A reply in the making: the moves chosen so far, in order, and the state they lead to."""

from dataclasses import dataclass, field, replace
from typing import Literal

from chattrainer.customers.state import MindState, Turn
from chattrainer.customers.verdict import Standing, verdict
from chattrainer.customers.voice import ScriptedVoice
from chattrainer.engine.ledger import Ledger
from chattrainer.engine.mind import Decision, Effort, Utterance
from chattrainer.model.case import Case
from chattrainer.model.facts import Reveal
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.model.scenario import Bubbles

_EFFORTS: tuple[Effort, ...] = ("quick", "think", "fetch")


@dataclass(slots=True)
class Reply:
    """Collects one turn's moves. A reply is made, used once and thrown away; states stay immutable.

    `wish`: how this turn differs from the one that the script takes (customers/wishes.py); empty for that one.
    """

    case: Case
    voice: ScriptedVoice
    ledger: Ledger
    state: MindState
    turn: Turn
    utterances: list[Utterance] = field(default_factory=list)
    ended: list[tuple[str, str]] = field(default_factory=list)
    effort: Effort = "quick"
    waits: bool = True
    leaves: Literal["gone", "fed_up", "done"] | None = None
    settled_now: bool = False
    wish: str = ""

    @property
    def silent(self) -> bool:
        return not self.utterances

    @property
    def satisfied(self) -> bool:
        """Whether a right end is reached as things stand."""
        return verdict(Standing(self.case, self.state, self.ledger)).outcome in RIGHT_ENDS

    def holds(self, token: str) -> bool:
        return Standing(self.case, self.state, self.ledger).token(token)

    def say(
        self,
        move: str,
        variants: tuple[Bubbles, ...],
        *,
        of: str | None = None,
        reveals: tuple[Reveal, ...] = (),
        effort: Effort = "think",
        nth: int | None = None,
    ) -> None:
        """Adds a move worded by the scenario. `nth` as in `phrase`."""
        bubbles = self.voice.of(variants, f"{move}:{of or ''}", self.state.spoken if nth is None else nth)
        self._add(Utterance(move, bubbles, of, reveals), effort)
        self.change(known=(*self.state.known, *reveals))

    def phrase(
        self,
        key: str,
        *,
        move: str | None = None,
        effort: Effort = "quick",
        nth: int | None = None,
        **values: str,
    ) -> None:
        """Adds a move worded by the language's phrases; nothing when there is no such phrase.

        `nth`: how often she said this before, so that all wordings come before one comes again.
        """
        bubbles = self.voice.phrase(key, self.state.spoken if nth is None else nth, **values)
        if bubbles:
            self._add(Utterance(move or key, bubbles), effort)

    def phrase_of(self, key: str, otherwise: str) -> str:
        """The first of two keys that the language has phrases for."""
        return key if self.voice.knows(key) else otherwise

    def put_first(self, since: int) -> None:
        """Puts what was added since there were so many utterances before those."""
        self.utterances[:] = [*self.utterances[since:], *self.utterances[:since]]

    def change(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def end_move(self, move: str, index: int) -> None:
        """A behaviour is over: settled, brought back, done."""
        self.ended.append((move, str(index)))
        self.change(settled=self.state.settled | {index}, active=None, insisted=0)
        self.settled_now = True

    def decision(self) -> Decision:
        return Decision(tuple(self.utterances), tuple(self.ended), self.effort, self.waits, self.leaves)

    def _add(self, utterance: Utterance, effort: Effort) -> None:
        self.utterances.append(utterance)
        self.change(spoken=self.state.spoken + 1)
        self.effort = max(self.effort, effort, key=_EFFORTS.index)
