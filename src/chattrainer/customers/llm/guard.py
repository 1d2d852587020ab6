"""The guard: no reply of a model is shown before it has been held against the script's words and the talk so far.

Each fault is an id, worded for the model in the language's data file. A check that the script's own words would
fail is waived for that turn: what the author wrote is right.
"""

from collections.abc import Callable
from functools import lru_cache

from chattrainer.customers.llm.answer import Bubbles, flat
from chattrainer.customers.llm.content import lost, undisclosed
from chattrainer.customers.llm.form import echo, form, language, repetition, too_long
from chattrainer.customers.llm.invention import invented
from chattrainer.customers.llm.situation import Situation
from chattrainer.customers.llm.stance import stance
from chattrainer.reading.protocols import Embedder

FAULTS = (
    "unreadable",
    "missing_move",
    "controls",
    "too_long",
    "markup",
    "stage_direction",
    "leak",
    "role_swap",
    "language",
    "undisclosed",
    "invented_value",
    "invented_name",
    "promise",
    "assent",
    "refusal",
    "farewell",
    "lost_value",
    "other_choice",
    "lost_meaning",
    "echo",
    "repetition",
)
"""Every fault, the gravest first."""
NEVER_WAIVED = frozenset({"controls", "undisclosed"})


def faults(reply: Bubbles, situation: Situation, embedder: Embedder | None = None) -> tuple[str, ...]:
    """What is wrong with a reply; empty for one that may be shown.

    With an `embedder`, what she has not said yet is recognised in other words too.
    """
    if len(reply) != len(situation.moves) or not all(reply):
        return ("missing_move",)
    if too_long(reply, situation):
        # Nothing else is looked for: patterns over endless texts would hold up the desk.
        return ("too_long",)
    found = _found(reply, situation, embedder)
    if found:
        # What the author wrote is right, whatever a check makes of it.
        found -= _found_in_script(situation, embedder) - NEVER_WAIVED  # type: ignore[arg-type]
    return tuple(fault for fault in FAULTS if fault in found)


@lru_cache(maxsize=8)
def _found_in_script(situation: Situation, embedder: Embedder | None) -> frozenset[str]:
    """What the checks hold against the author's own words: the same for every reply of a turn."""
    return frozenset(_found(tuple(move.bubbles for move in situation.moves), situation, embedder))


def _found(reply: Bubbles, situation: Situation, embedder: Embedder | None) -> set[str]:
    checks: tuple[Callable[[], set[str]], ...] = (
        lambda: form(reply, situation),
        lambda: language(reply, situation),
        lambda: undisclosed(reply, situation, embedder),
        lambda: invented(flat(reply), situation),
        lambda: stance(reply, situation),
        lambda: lost(reply, situation, embedder),
        lambda: echo(reply, situation),
        lambda: repetition(reply, situation),
    )
    return {fault for check in checks for fault in check()}
