"""A skilled robot solves the case: in three wordings and three draws, for every structural value."""

from dataclasses import dataclass

from chattrainer.app.proof.bench import Bench, Play, alone
from chattrainer.app.proof.findings import Finding, Tally
from chattrainer.app.proof.structures import MOST, structures_of, told
from chattrainer.model.case import Plan
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.robots.robot import Robot
from chattrainer.robots.skilled import SkilledPolicy

TRIES = 3
GOOD_SCORE = 85.0
"""Below it a skilled robot's mark says that something in the case does not reward good work."""


@dataclass(frozen=True, slots=True)
class SkilledPlays:
    plays: tuple[Play, ...]
    solved: Tally
    findings: tuple[Finding, ...]

    @property
    def minutes(self) -> float:
        return sum(play.minutes for play in self.plays) / len(self.plays)

    @property
    def score(self) -> float:
        return sum(play.score.composite for play in self.plays) / len(self.plays)


def by_skilled(bench: Bench, scenario_id: str, most_structures: int = MOST) -> SkilledPlays:
    structure = bench.library.scenario(scenario_id).structure
    plays: list[Play] = []
    findings: list[Finding] = []
    solved = Tally()
    for shift, choices in enumerate(structures_of(structure, most_structures)):
        missed = []
        for nth in range(TRIES):
            play = skilled_play(
                bench.plan([scenario_id], nth + 1, choices), wording=(nth + shift) % TRIES, bench=bench
            )
            plays.append(play)
            right = play.score.outcome in RIGHT_ENDS
            solved = solved.and_one(right)
            if not right:
                missed.append((play, nth + 1, (nth + shift) % TRIES + 1))
        if missed:
            findings.append(_not_solved(*missed[0], told(choices), len(missed)))
    found = SkilledPlays(tuple(plays), solved, tuple(findings))
    if not findings and found.score < GOOD_SCORE:
        low = Finding(
            proof="skilled",
            severity="advice",
            key="skilled_low",
            params={"score": round(found.score, 1), "good": GOOD_SCORE},
        )
        found = SkilledPlays(found.plays, solved, (low,))
    return found


def skilled_play(plan: Plan, wording: int, bench: Bench) -> Play:
    """One play, beginning with the `wording`-th of its wordings."""

    def make(drawn: Plan) -> Robot:
        return alone(SkilledPolicy(drawn.cases[0], drawn.seed, wording=wording), drawn)

    return bench.play(plan, make, "skilled")[0]


def _not_solved(play: Play, seed: int, wording: int, structure: str, times: int) -> Finding:
    params: dict[str, str | int | float] = {
        "structure": structure,
        "seed": seed,
        "wording": wording,
        "times": times,
        "of": TRIES,
    }
    misread = _read_as_wrong(play) if play.score.outcome == "wrong" else None
    if misread is not None:
        params |= {"text": misread[0], "id": misread[1]}
        return Finding(proof="skilled", severity="error", key="ended_wrong", params=params)
    missing = ", ".join(play.chat.outcome.missing) if play.chat.outcome is not None else ""
    params |= {"outcome": play.score.outcome, "missing": missing or "–"}
    return Finding(proof="skilled", severity="error", key="not_solved", params=params)


def _read_as_wrong(play: Play) -> tuple[str, str] | None:
    """The text of the first message that was read as something forbidden or a wrong value, and as what."""
    for message in play.chat.agent_messages:
        reading = message.reading
        if reading is not None and (reading.forbidden or reading.tells_wrong):
            return message.text, (*reading.forbidden, *reading.tells_wrong)[0]
    return None
