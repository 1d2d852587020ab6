"""How a turn of the customer comes to the screen: she thinks, words are asked for, she types, her bubbles come."""

from collections.abc import Callable
from typing import Any

from chattrainer.engine.mind import Decision
from chattrainer.engine.schedule import Schedule
from chattrainer.engine.speech import Speech, asked_for, bubbles_of, reworded
from chattrainer.model.base import Millis
from chattrainer.model.effects import WordMove
from chattrainer.model.facts import CustomerSaid, CustomerTyping, Fact
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.scenario import Pace

Turn = tuple[Decision, Any]
"""A decision, and the state of her mind once she has said it."""


class Delivery:
    """The turn that she is about to say, and the burst that she is saying."""

    def __init__(
        self,
        chat: int,
        pace: Pace,
        schedule: Schedule,
        emit: Callable[[Fact], None],
        ask_words: Callable[[WordMove], None] | None,
    ) -> None:
        """`ask_words`: who is asked to word her turns; without it the script's words stand."""
        self.wanted_words: WordMove | None = None
        self._chat = chat
        self._pace = pace
        self._schedule = schedule
        self._emit = emit
        self._ask_words = ask_words
        self._askings = 0
        self._planned: Turn | None = None
        self._offered: tuple[Turn, ...] = ()
        self._typing_since: Millis | None = None
        self._speech: Speech | None = None

    @property
    def speaking(self) -> bool:
        return self._speech is not None

    @property
    def nudging(self) -> bool:
        """Whether what she types is a check-in while she waits."""
        return self._speech is not None and self._speech.nudge

    # --- the turn to come ---

    def plan(
        self, at: Millis, pause: Millis, turn: Turn, others: Callable[[], tuple[Turn, ...]] = lambda: ()
    ) -> None:
        """She will begin to type after `pause`; meanwhile her words are asked for.

        `others`: turns that whoever words her may choose instead.
        """
        self._planned = turn
        self._schedule.put(at + pause, self._chat, "type")
        if self._ask_words is not None:
            self._askings += 1
            self._offered = (turn, *others())
            decisions = [decision for decision, _ in self._offered]
            self.wanted_words = asked_for(at, self._chat, self._askings, at + pause, decisions)
            self._ask_words(self.wanted_words)

    def take_words(self, given: WordingGiven) -> bool:
        """Whether she was waiting, seen typing, for these words. Those of a dropped turn change nothing."""
        if self._planned is None or self.wanted_words is None or given.of != self.wanted_words.of:
            return False
        legal = given.turn < len(self._offered)
        decision, state = self._offered[given.turn if legal else 0]
        self.wanted_words = None
        # Words for a turn that is not on offer are words for nothing.
        self._planned = (reworded(decision, given.bubbles), state) if legal else (decision, state)
        return self._typing_since is not None

    def begin(self, at: Millis) -> Turn | None:
        """The planned turn, for her to say now; None when there is none or its words are late.

        While words are late she is seen typing until they come, and nobody is charged for it.
        """
        if self._planned is None:
            return None
        if self.wanted_words is not None:
            self._typing_since = at
            self._emit(CustomerTyping(at=at, chat=self._chat, on=True))
            return None
        turn, self._planned = self._planned, None
        return turn

    def drop_planned(self, at: Millis) -> None:
        self._planned = None
        self.wanted_words = None
        if self._typing_since is not None:
            self._typing_since = None
            self._emit(CustomerTyping(at=at, chat=self._chat, on=False))

    # --- the burst under way ---

    def speak(self, at: Millis, decision: Decision, *, opening: bool = False, nudge: bool = False) -> None:
        bubbles = bubbles_of(decision, self._pace, opening=opening)
        self._speech = Speech(decision, bubbles, nudge)
        typed_ms = 0
        if self._typing_since is None:
            self._emit(CustomerTyping(at=at, chat=self._chat, on=True))
        else:
            typed_ms, self._typing_since = at - self._typing_since, None
        self._schedule.put(at + max(0, bubbles[0].typing_ms - typed_ms), self._chat, "bubble")

    def say(self, at: Millis) -> Decision | None:
        """The next bubble appears. Answers with the decision whose last one it was, but for check-ins."""
        speech = self._speech
        if speech is None:
            return None
        bubble = speech.bubbles.pop(0)
        last = not speech.bubbles
        self._emit(
            CustomerSaid(
                at=at,
                chat=self._chat,
                text=bubble.text,
                move=bubble.move,
                of=bubble.of,
                reveals=bubble.reveals,
                last=last,
                expects_reply=speech.decision.waits,
            )
        )
        if not last:
            self._schedule.put(at + speech.bubbles[0].typing_ms, self._chat, "bubble")
            return None
        self.stop(at)
        return None if speech.nudge else speech.decision

    def stop(self, at: Millis) -> None:
        """What she was typing never comes."""
        if self._speech is not None:
            self._speech = None
            self._schedule.drop(self._chat, "bubble")
            self._emit(CustomerTyping(at=at, chat=self._chat, on=False))
