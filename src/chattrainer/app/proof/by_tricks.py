"""Robots with one trick lose the case, unless their trick is its right end."""

from dataclasses import dataclass

from chattrainer.app.proof.bench import Bench, Play
from chattrainer.app.proof.findings import Finding, Tally
from chattrainer.app.proof.structures import MOST, of_her_wishes, structures_of, told
from chattrainer.model.case import Case
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.robots.catalogue import ABLE, KINDS, robot
from chattrainer.robots.degenerate import dearest_action, generous_action
from chattrainer.robots.steps import steps_of

TRICKS = tuple(name for name in KINDS if name not in ABLE)
# What she is given, told or handed over depends on what she wants.
BY_STRUCTURE = frozenset(
    {"max_giver", "refund_all", "escalate_all", "canned_only", "canned_random", "article_paster"}
)
MISLEADING = "unhelpful"
CUT = 65.0
"""The shipped mark from which a level counts as reached: no robot with one trick may get it."""


# What is wrong with the case when these win is not what their trick is.
_KEYS = {"silent": "nothing_passes", MISLEADING: "misleading_wins"}


@dataclass(frozen=True, slots=True)
class TrickPlays:
    plays: tuple[Play, ...]
    failed: Tally
    findings: tuple[Finding, ...]


def by_tricks(bench: Bench, scenario_id: str, most_structures: int = MOST) -> TrickPlays:
    structures = structures_of(of_her_wishes(bench.library.scenario(scenario_id).structure), most_structures)
    plays: list[Play] = []
    findings: dict[str, Finding] = {}
    failed = Tally()
    for name in (*TRICKS, MISLEADING):
        for structure in structures if name in BY_STRUCTURE else structures[:1]:
            plan = bench.plan([scenario_id], 1, structure)
            play = bench.play(plan, lambda drawn, name=name: robot(name, drawn), name)[0]  # type: ignore[misc]
            plays.append(play)
            wins = play.score.outcome in RIGHT_ENDS or play.score.composite >= CUT
            allowed = wins and is_the_right_end(name, plan.cases[0])
            failed = failed.and_one(not wins or allowed)
            if wins and not allowed:
                findings.setdefault(name, _wins(play, told(structure)))
    return TrickPlays(tuple(plays), failed, tuple(findings.values()))


def is_the_right_end(name: str, case: Case) -> bool:
    """Whether the robot's trick is what this draw of the case asks for."""
    steps = steps_of(case)
    done = {step.of for step in steps if step.verb == "do"}
    if name == "escalate_all":
        return any(step.verb == "escalate" for step in steps)
    given = {"max_giver": dearest_action, "refund_all": generous_action}.get(name)
    action = given(case) if given is not None else None
    return action is not None and action.id in done


def _wins(play: Play, structure: str) -> Finding:
    return Finding(
        proof="tricks",
        severity="error",
        key=_KEYS.get(play.robot, "trick_wins"),
        params={
            "robot": play.robot,
            "structure": structure,
            "outcome": play.score.outcome,
            "score": round(play.score.composite, 1),
        },
    )
