"""A chat's life as a table. An illegal move raises and changes nothing.

planned ──opens──▶ her_turn ◀──agent_writes── agent_turn ◀──burst_ends── her_turn
her_turn ──rests──▶ quiet (nothing is awaited)        agent_turn, quiet, her_turn ──closes──▶ away | ended
away ──comes_back──▶ her_turn                         any open state ──leaves──▶ ended
"""

from enum import StrEnum


class Phase(StrEnum):
    """Where a chat stands. In `agent_turn` she waits for the agent; in `quiet` she waits for nothing."""

    PLANNED = "planned"
    HER_TURN = "her_turn"
    AGENT_TURN = "agent_turn"
    QUIET = "quiet"
    AWAY = "away"
    ENDED = "ended"


class Trigger(StrEnum):
    OPENS = "opens"
    OPENS_PROACTIVE = "opens_proactive"
    BURST_ENDS = "burst_ends"
    RESTS = "rests"
    AGENT_WRITES = "agent_writes"
    LEAVES = "leaves"
    CLOSES = "closes"
    CLOSES_UNSOLVED = "closes_unsolved"
    COMES_BACK = "comes_back"


OPEN: frozenset[Phase] = frozenset({Phase.HER_TURN, Phase.AGENT_TURN, Phase.QUIET})

TABLE: dict[tuple[Phase, Trigger], Phase] = {
    (Phase.PLANNED, Trigger.OPENS): Phase.HER_TURN,
    (Phase.PLANNED, Trigger.OPENS_PROACTIVE): Phase.AGENT_TURN,
    (Phase.HER_TURN, Trigger.BURST_ENDS): Phase.AGENT_TURN,
    (Phase.HER_TURN, Trigger.RESTS): Phase.QUIET,
    (Phase.HER_TURN, Trigger.AGENT_WRITES): Phase.HER_TURN,
    (Phase.AGENT_TURN, Trigger.AGENT_WRITES): Phase.HER_TURN,
    (Phase.QUIET, Trigger.AGENT_WRITES): Phase.HER_TURN,
    **{(phase, Trigger.LEAVES): Phase.ENDED for phase in OPEN},
    **{(phase, Trigger.CLOSES): Phase.ENDED for phase in OPEN},
    **{(phase, Trigger.CLOSES_UNSOLVED): Phase.AWAY for phase in OPEN},
    (Phase.AWAY, Trigger.COMES_BACK): Phase.HER_TURN,
}


class IllegalMove(Exception):
    """The table knows no such move: a defect of the engine, never a user's mistake."""


def moved(phase: Phase, trigger: Trigger) -> Phase:
    """The phase after the trigger. Raises IllegalMove."""
    try:
        return TABLE[phase, trigger]
    except KeyError:
        raise IllegalMove(f"{trigger} in {phase}") from None
