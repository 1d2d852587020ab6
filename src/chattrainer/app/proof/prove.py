"""The whole proof of one case."""

from chattrainer.app.proof.bench import Bench, Play
from chattrainer.app.proof.by_asking import by_asking, needed_facts
from chattrainer.app.proof.by_conduct import by_conduct
from chattrainer.app.proof.by_model import by_model
from chattrainer.app.proof.by_saying import by_saying
from chattrainer.app.proof.by_skilled import by_skilled
from chattrainer.app.proof.by_tricks import by_tricks
from chattrainer.app.proof.coverage import moves_reached, outcomes_reached
from chattrainer.app.proof.findings import CaseProof, Finding
from chattrainer.app.proof.structures import MOST
from chattrainer.app.proof.values import says_value
from chattrainer.model.case import Case

MOST_OFF = 0.3
"""By so much may `expected_minutes` differ from what the skilled robot takes."""
SHORTEST_VALUE = 3
MOST_QUICK = 2


def prove(bench: Bench, scenario_id: str, *, quick: bool = False) -> CaseProof:
    """`quick`: structural values come up, but not all of their combinations.

    Raises ContentError for a file that is wrong: `scenario check` says more.
    """
    scenario = bench.library.scenario(scenario_id)
    case = bench.plan([scenario_id], 1).cases[0]
    most = MOST_QUICK if quick else MOST
    skilled = by_skilled(bench, scenario_id, most)
    tricks = by_tricks(bench, scenario_id, most)
    model = by_model(bench, scenario_id, most)
    asked = by_asking(bench, scenario_id)
    said = by_saying(bench, scenario_id)
    plays: tuple[Play, ...] = (*skilled.plays, *tricks.plays, *model.plays)
    findings = (
        *skilled.findings,
        *said.findings,
        *asked.findings,
        *tricks.findings,
        *model.findings,
        *by_conduct(plays, skilled.plays),
        *_length(skilled.minutes, scenario.expected_minutes),
        *_shown(case),
    )
    return CaseProof(
        id=scenario_id,
        path=_path(bench, scenario_id),
        findings=findings,
        plays=len(plays),
        solved=skilled.solved,
        failed=tricks.failed,
        asked=asked.given,
        said=said.understood,
        confused=asked.confused,
        model_score=model.score,
        skilled_score=round(skilled.score, 1),
        minutes=round(skilled.minutes, 1),
        expected_minutes=scenario.expected_minutes,
        outcomes=outcomes_reached(case.scenario, plays),
        moves=moves_reached(case.scenario, plays),
    )


def _path(bench: Bench, scenario_id: str) -> str:
    entry = bench.library.entry(scenario_id)
    return entry.shelf.shown(entry.name)


def _length(minutes: float, expected: float) -> tuple[Finding, ...]:
    if abs(minutes - expected) <= MOST_OFF * expected:
        return ()
    params: dict[str, str | int | float] = {
        "minutes": round(minutes, 1),
        "expected": expected,
        "percent": round(MOST_OFF * 100),
    }
    return (Finding(proof="length", severity="error", key="length", params=params),)


def _shown(case: Case) -> tuple[Finding, ...]:
    """What has to be found out must not be readable beside the chat."""
    found = []
    panes = {"card": case.scenario.card, "records": case.scenario.records, "page": case.scenario.page}
    for name in needed_facts(case):
        value = case.scenario.facts[name].value
        for pane, shown in panes.items():
            if any(says_value(str(text), value, SHORTEST_VALUE) for text in shown.values()):
                severity = "error" if pane == "card" else "advice"
                params = {"fact": name, "pane": pane}
                found.append(
                    Finding.model_validate(
                        {"proof": "file", "severity": severity, "key": "shown", "params": params}
                    )
                )
    return tuple(found)
