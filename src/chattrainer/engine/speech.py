"""A burst of the customer under way: the bubbles of her decision, and how long each takes to come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chattrainer.engine.mind import Decision
from chattrainer.engine.pace import typing_ms
from chattrainer.model.base import Millis
from chattrainer.model.effects import ScriptedMove, WordMove
from chattrainer.model.facts import Reveal
from chattrainer.model.scenario import Pace

# The opening was written before she was put through: it comes in at this pace, not at her typing speed.
OPENING_BUBBLE_MS = 1_200


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble to come. What a move reveals comes with its last bubble."""

    text: str
    move: str
    of: str | None
    reveals: tuple[Reveal, ...]
    typing_ms: Millis


@dataclass(slots=True)
class Speech:
    """A burst under way: its decision and the bubbles not yet said."""

    decision: Decision
    bubbles: list[Bubble]
    nudge: bool = False


def bubbles_of(decision: Decision, pace: Pace, *, opening: bool) -> list[Bubble]:
    """All bubbles of a decision, in order."""
    return [
        Bubble(
            text,
            utterance.move,
            utterance.of,
            utterance.reveals if index == len(utterance.bubbles) - 1 else (),
            OPENING_BUBBLE_MS if opening else typing_ms(text, pace),
        )
        for utterance in decision.utterances
        for index, text in enumerate(utterance.bubbles)
    ]


def asked_for(at: Millis, chat: int, nth: int, by: Millis, decisions: Sequence[Decision]) -> WordMove:
    """The request for words of one of the decisions, the first of which is the mind's own."""
    own, *others = (_moves(decision) for decision in decisions)
    return WordMove(at, chat, nth, by, own, tuple(others))


def _moves(decision: Decision) -> tuple[ScriptedMove, ...]:
    return tuple(
        ScriptedMove(u.move, u.of, tuple(reveal.fact for reveal in u.reveals), u.bubbles)
        for u in decision.utterances
    )


def reworded(decision: Decision, bubbles: Sequence[Sequence[str]]) -> Decision:
    """The decision in other words, move by move; where there are none the script's stand."""
    words = [*bubbles, *[()] * len(decision.utterances)]
    utterances = tuple(
        replace(utterance, bubbles=tuple(own)) if (own := words[index]) else utterance
        for index, utterance in enumerate(decision.utterances)
    )
    return replace(decision, utterances=utterances)
