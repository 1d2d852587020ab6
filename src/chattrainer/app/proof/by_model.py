"""The model conversation, replayed against the simulated customer, is a good one."""

from dataclasses import dataclass

from chattrainer.app.proof.bench import Bench, Play, alone
from chattrainer.app.proof.findings import Finding
from chattrainer.app.proof.structures import MOST, of_her_wishes, structures_of, told
from chattrainer.model.case import Plan
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.robots.modelled import ModelPolicy
from chattrainer.robots.robot import Robot

LEAST = 90.0
DRAWS = 3


@dataclass(frozen=True, slots=True)
class ModelPlays:
    plays: tuple[Play, ...]
    score: float | None
    findings: tuple[Finding, ...]


def by_model(bench: Bench, scenario_id: str, most_structures: int = MOST) -> ModelPlays:
    """A model is written for one value of each structural choice: the one with which it goes best is its own."""
    scenario = bench.library.scenario(scenario_id)
    if not scenario.coaching.model:
        missing = Finding(proof="model", severity="error", key="no_model")
        return ModelPlays((), None, (missing,))
    firsts = [
        (model_play(bench, scenario_id, 1, structure), structure)
        for structure in structures_of(of_her_wishes(scenario.structure), most_structures)
    ]
    first, structure = max(firsts, key=lambda each: (each[0].score.outcome in RIGHT_ENDS, _mark(each[0])))
    own = [first, *(model_play(bench, scenario_id, seed, structure) for seed in range(2, DRAWS + 1))]
    best = max(own, key=_mark)
    others = [play for play, _ in firsts if play is not first]
    findings = _findings(best, told(structure))
    return ModelPlays((*own, *others), round(_mark(best), 1), findings)


def model_play(bench: Bench, scenario_id: str, seed: int, structure: dict[str, str]) -> Play:
    def make(drawn: Plan) -> Robot:
        return alone(ModelPolicy(drawn.cases[0]), drawn)

    return bench.play(bench.plan([scenario_id], seed, structure), make, "model")[0]


def _mark(play: Play) -> float:
    return play.score.composite


def _findings(best: Play, structure: str) -> tuple[Finding, ...]:
    if best.score.outcome not in RIGHT_ENDS:
        outcome = best.chat.outcome
        missing = ", ".join(outcome.missing) if outcome is not None else ""
        params: dict[str, str | int | float] = {
            "structure": structure,
            "outcome": best.score.outcome,
            "missing": missing or "–",
        }
        return (Finding(proof="model", severity="error", key="model_not_solved", params=params),)
    if _mark(best) <= LEAST:
        scores = {k: round(v, 1) for k, v in best.score.scores.items() if v is not None}
        params = {
            "structure": structure,
            "score": round(_mark(best), 1),
            "least": LEAST,
            "scores": ", ".join(f"{name} {value}" for name, value in scores.items()),
        }
        return (Finding(proof="model", severity="error", key="model_low", params=params),)
    return ()
