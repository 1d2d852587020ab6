"""What the robots say in words of their own is understood as what it means."""

from collections.abc import Iterator
from dataclasses import dataclass

from chattrainer.app.proof.bench import Bench
from chattrainer.app.proof.findings import Finding, Tally
from chattrainer.app.proof.structures import structures_of
from chattrainer.model.case import Case
from chattrainer.robots.steps import steps_of


@dataclass(frozen=True, slots=True)
class Said:
    understood: Tally
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Wording:
    kind: str
    id: str
    text: str


def by_saying(bench: Bench, scenario_id: str) -> Said:
    """Each wording in the first draw of each structure in whose plan it stands."""
    understood = Tally()
    missed: dict[tuple[str, str, str], list[str]] = {}
    seen: set[_Wording] = set()
    for structure in structures_of(bench.library.scenario(scenario_id).structure):
        case = bench.plan([scenario_id], 1, structure).cases[0]
        for wording in _planned(case):
            if wording in seen:
                continue
            seen.add(wording)
            wrong = _taken_for(bench, case, wording)
            understood = understood.and_one(wrong is None)
            if wrong is not None:
                missed.setdefault((wrong, wording.kind, wording.id), []).append(wording.text)
    return Said(understood, tuple(_finding(*of, texts) for of, texts in missed.items()))


def _planned(case: Case) -> Iterator[_Wording]:
    robots = case.scenario.robots
    for step in steps_of(case):
        kind = "tell" if step.verb == "refuse" else step.verb
        wordings = {"ask": robots.ask, "tell": robots.tell, "offer": robots.offer}.get(kind, {})
        yield from (_Wording(kind, step.of, text) for text in wordings.get(step.of, ()))


def _taken_for(bench: Bench, case: Case, wording: _Wording) -> str | None:
    """None when it is understood; else the key of what it was taken for."""
    reading = bench.read(case, wording.text)
    if wording.kind == "tell" and wording.id in reading.tells_wrong:
        return "said_wrong"
    right = {"ask": reading.asks, "tell": reading.tells, "offer": reading.offers}[wording.kind]
    if wording.id not in right:
        return "not_understood"
    return "forbidden_said" if reading.forbidden else None


def _finding(key: str, kind: str, name: str, texts: list[str]) -> Finding:
    severity = "advice" if key == "not_understood" else "error"
    field = "asked_like" if kind == "ask" else "like"
    params = {"kind": kind, "id": name, "texts": " | ".join(texts[:3]), "field": field}
    return Finding.model_validate({"proof": "said", "severity": severity, "key": key, "params": params})
