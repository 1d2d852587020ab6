"""The wordsmith: has a model word the customers' turns, holds each reply against the guard, and never fails.

Whatever the endpoint does, words come: the model's, or none, and then the script's stand. What was tried and what
was wrong with it is in the `WordingGiven` that the log keeps.
"""

import threading
from collections.abc import Callable
from typing import Protocol

from chattrainer.adapters.llm.client import Ask
from chattrainer.adapters.llm.completion import Completion
from chattrainer.adapters.llm.endpoint import Prices
from chattrainer.adapters.llm.fault import EndpointFault
from chattrainer.customers.llm.answer import Bubbles, Faulty, parse_choice, schema
from chattrainer.customers.llm.choice import choice_of
from chattrainer.customers.llm.guard import faults
from chattrainer.customers.llm.prompt import Form, PromptMessage, correction, prompt
from chattrainer.customers.llm.situation import Situation, wordings_of
from chattrainer.customers.llm.turn import patience_left, situation_of
from chattrainer.locale.safe import printable
from chattrainer.model.case import Case, Plan
from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import Attempt, Spending, WordingGiven
from chattrainer.model.transcript import Transcript
from chattrainer.reading.protocols import Embedder
from chattrainer.runtime.clocks import stopwatch
from chattrainer.runtime.sitting import SCRIPT
from chattrainer.scoring.audit.beforehand import spoilt_by
from chattrainer.scoring.audit.beforehand import warm as warm_audit

# A first answer and two corrections.
MOST_ATTEMPTS = 3
KEPT_TEXT = 2_000
# Of an answer: for each move, and for the form around them.
TOKENS_A_MOVE, TOKENS_AROUND = 160, 240
NO_WORDS: Bubbles = ()
# How the audit's findings are worded for a model, where the guard has another name for them.
AS_FAULT = {"not_said": "lost_value", "contradicts": "lost_value", "invented": "invented_value"}
ENDPOINT = "endpoint."
"""Begins the fault of an attempt that the endpoint failed, not the reply."""


class Actor(Protocol):
    """Whoever is asked for words."""

    @property
    def model(self) -> str: ...

    @property
    def structured(self) -> bool: ...

    def ask(self, given: Ask) -> Completion:
        """Raises EndpointFault."""


class Question:
    """A turn to be worded: the moves, numbered, among which a model may choose."""

    def __init__(self, case: Case, wanted: WordMove, transcript: Transcript) -> None:
        self.case = case
        self.choice = choice_of(wanted)
        self.spent = Spending()
        self._wanted = wanted
        self._transcript = transcript
        self._situations: dict[int, Situation] = {}

    def prompt(self, form: Form) -> tuple[PromptMessage, ...]:
        talk = self.situation(0).talk
        return prompt(
            self.case, talk, self.choice.moves, form, self.choice.turns, patience_left(self.case, talk)
        )

    def situation(self, turn: int) -> Situation:
        """What a reply that takes this turn is held against."""
        if turn not in self._situations:
            self._situations[turn] = situation_of(self.case, self._wanted, self._transcript, turn)
        return self._situations[turn]

    def own_words(self, turn: int, bubbles: Bubbles) -> Bubbles:
        """The words that are not the script's: where they are the same, the script's stand."""
        return tuple(
            () if own == move.bubbles else own
            for move, own in zip(self._wanted.turns[turn], bubbles, strict=True)
        )

    def spoilt_by(self, turn: int, bubbles: Bubbles) -> tuple[str, ...]:
        """What the audit would hold against her, were she to say this."""
        chat = self._transcript.chat(self._wanted.chat)
        found = spoilt_by(self.case, chat, self._wanted.turns[turn], self.own_words(turn, bubbles))
        return tuple(sorted({AS_FAULT.get(kind, kind) for kind in found}))


class Wordsmith:
    """Words the turns of one sitting. Safe to be asked from several threads."""

    def __init__(
        self,
        plan: Plan,
        actor: Actor,
        *,
        embedder: Callable[[], Embedder] | None = None,
        limit_s: float = 25.0,
        prices: Prices | None = None,
    ) -> None:
        """`embedder`: recognises what she has not said yet in other words. `limit_s`: no new attempt after that."""
        self._prices = prices or Prices()
        self._cases = {case.chat: case for case in plan.cases}
        self._actor = actor
        self._embedder = embedder
        self._limit_ms = limit_s * 1000
        self._judging = threading.Lock()

    def warm(self) -> None:
        """Loads what the first look at a reply would have to wait for."""
        embedder = self._embedder() if self._embedder is not None else None
        for case in self._cases.values():
            warm_audit(case)
            if embedder is not None:
                for wording in wordings_of(case):
                    embedder.embed(wording)

    def word(self, wanted: WordMove, transcript: Transcript) -> WordingGiven:
        """The words for a turn, stamped with the moment of the question."""
        took_ms = stopwatch()
        attempts: list[Attempt] = []
        turn, bubbles = 0, NO_WORDS
        question = Question(self._cases[wanted.chat], wanted, transcript)
        try:
            turn, bubbles = self._tried(question, attempts, took_ms)
        except EndpointFault as fault:
            attempts.append(Attempt(text=_kept(fault.detail), fault=f"{ENDPOINT}{fault.kind}"))
        except Exception as error:
            # A defect must not leave her without words: it stands in the log, and the script goes on.
            attempts.append(Attempt(text=_kept(type(error).__name__), fault=f"{ENDPOINT}internal"))
        return WordingGiven(
            at=wanted.at,
            chat=wanted.chat,
            of=wanted.of,
            turn=turn,
            bubbles=bubbles,
            source=f"llm:{printable(self._actor.model, lines=False)[:120]}" if bubbles else SCRIPT,
            attempts=tuple(attempts),
            took_ms=round(took_ms()),
            spent=question.spent if question.spent.tokens else None,
        )

    def _tried(
        self, question: Question, attempts: list[Attempt], took_ms: Callable[[], float]
    ) -> tuple[int, Bubbles]:
        """The first reply without fault, and the turn that it chose; nothing when there is none."""
        asked = question.prompt("json" if self._actor.structured else "plain")
        for _ in range(MOST_ATTEMPTS):
            if attempts and took_ms() > self._limit_ms:
                break
            answer = self._actor.ask(_ask(asked, len(question.choice.moves)))
            said = answer.text
            question.spent += self._spending(answer)
            turn, bubbles, found = self._judged(said, question)
            attempts.append(Attempt(text=_kept(said), fault=",".join(found) or None))
            if not found:
                return turn, bubbles
            asked = correction(asked, _kept(said), found, question.case.scenario.language)
        return 0, NO_WORDS

    def _spending(self, answer: Completion) -> Spending:
        tokens = answer.prompt_tokens + answer.completion_tokens
        if not self._prices.known:
            return Spending(tokens=tokens)
        cost = self._prices.cost(answer.prompt_tokens, answer.completion_tokens, answer.cached_tokens)
        return Spending(tokens=tokens, cost=round(cost, 6), currency=self._prices.currency)

    def _judged(self, said: str, question: Question) -> tuple[int, Bubbles, tuple[str, ...]]:
        try:
            turn, bubbles = parse_choice(said, question.choice)
        except Faulty as faulty:
            return 0, NO_WORDS, (faulty.fault,)
        embedder = self._embedder() if self._embedder is not None else None
        # One at a time: several would together keep the desk's thread from its turn.
        with self._judging:
            found = faults(bubbles, question.situation(turn), embedder) or question.spoilt_by(turn, bubbles)
        return turn, question.own_words(turn, bubbles), found


def _ask(messages: tuple[PromptMessage, ...], moves: int) -> Ask:
    most = TOKENS_AROUND + TOKENS_A_MOVE * moves
    return Ask([message.as_dict() for message in messages], schema(), most)


def _kept(text: str) -> str:
    """What the log keeps of an answer: readable, and not without end."""
    return printable(text[:KEPT_TEXT])[:KEPT_TEXT]
