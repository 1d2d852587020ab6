"""From what was played to the figures of a calibration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from chattrainer.app.calibration.figures import Sat, by_case, by_level, by_truth, figures, parallel
from chattrainer.app.calibration.truth import residual_sd
from chattrainer.model.exam import LEVELS, CaseEvidence, ExamForm, ExamResult, ResultModel
from chattrainer.scoring.result import result_of

if TYPE_CHECKING:
    from chattrainer.app.calibration.pilot import Scale
    from chattrainer.app.calibration.population import Candidate, Setting
    from chattrainer.app.calibration.run import Plan
    from chattrainer.app.calibration.stock import Stock
    from chattrainer.content.calibration import Calibration

CUTS = (55.0, 60.0, 65.0, 70.0, 75.0)
Truths = Mapping[int, Mapping[int, float]]
Known = Mapping[int, Sequence[Sequence[CaseEvidence]]]


@dataclass(frozen=True, slots=True)
class Played:
    """A calibration when everything has been played. `played`: evidence by *candidate:form:chats*."""

    plan: Plan
    calibration: Calibration
    setting: Setting
    scale: Scale
    sigma: float
    forms: Sequence[ExamForm]
    people: Sequence[Candidate]
    played: Mapping[str, list[CaseEvidence]]
    played_themselves: int


def told(of: Played, truths: Truths, stock: Stock, reader: str) -> dict[str, Any]:
    """The figures of docs/interfaces.md."""
    plan, scale, forms = of.plan, of.scale, of.forms
    known = _known(of)
    model = _model(of, truths, known)
    sat = _sat(of, truths, known, model, plan.cut, floors=False)
    with_floors = figures(_sat(of, truths, known, model, plan.cut, floors=True), plan.cut)
    return {
        "candidates": plan.candidates,
        "played": of.played_themselves,
        "played_for_stock": stock.played,
        "company": plan.company,
        "language": plan.language,
        "seed": plan.seed,
        "spread": plan.spread,
        "case_reliability": plan.case_reliability,
        "cut": plan.cut,
        "proofread": plan.proofread,
        "reader": reader,
        **figures(sat, plan.cut),
        "to_be_confirmed_share_with_floors": with_floors["to_be_confirmed_share"],
        "decided_wrong_share_with_floors": with_floors["decided_wrong_share"],
        "by_level": by_level(sat, plan.cut),
        "by_truth": by_truth(sat, plan.cut),
        "parallel": parallel(sat),
        "cases": by_case(sat, scale.difficulty),
        "cut_effect": [_at_cut(of, truths, known, model, each) for each in CUTS],
        "truth_check": _truth_check(stock),
        "model": model.model_dump(mode="json"),
        "scale": list(scale.points),
        "case_sd_of_robots": round(scale.case_sd, 2),
        "case_deviation": round(of.sigma, 2),
        "case_reliability_seen": round(model.case_reliability, 3),
        "load_change_of_robots": {str(k): round(v, 2) for k, v in scale.change.items()},
        "forms": [form.id for form in forms],
    }


def _known(of: Played) -> Known:
    """The evidence of each candidate, form by form, with the difficulty of each case."""
    return {
        person.number: [
            [
                line.model_copy(update={"difficulty": of.scale.difficulty.get(line.scenario, 0.0)})
                for block in form.blocks
                for line in of.played[f"{person.number}:{nth}:{block.chats}"]
            ]
            for nth, form in enumerate(of.forms)
        ]
        for person in of.people
    }


def _sat(
    of: Played, truths: Truths, known: Known, model: ResultModel, cut: float, *, floors: bool
) -> list[Sat]:
    """`floors` False: the composite alone decides, which is what truth is known of."""
    return [
        Sat(
            person.number,
            dict(truths[person.number]),
            tuple(known[person.number]),
            tuple(
                _result(lines, form, model, cut, form.floor if floors else 0.0)
                for lines, form in zip(known[person.number], of.forms, strict=True)
            ),
        )
        for person in of.people
    ]


def _result(
    lines: Sequence[CaseEvidence], form: ExamForm, model: ResultModel, cut: float, floor: float
) -> ExamResult:
    return result_of(lines, form.model_copy(update={"cut": cut, "floor": floor}), model)


def _model(of: Played, truths: Truths, known: Known) -> ResultModel:
    """The given variances of this population; the case's is the larger of the robots' and the published one."""
    level = [t[1] for t in truths.values()]
    changes = [(t[max(LEVELS)] - t[1]) / (max(LEVELS) - 1) for t in truths.values()]
    rest = [
        line.composite + line.difficulty - truths[number][line.chats]
        for number, forms in known.items()
        for lines in forms
        for line in lines
    ]
    return of.calibration.model.model_copy(
        update={
            "mean": round(_mean(level), 2),
            "person_sd": round(max(1.0, _sd(level)), 2),
            "change_mean": round(_mean(changes), 2),
            "change_sd": round(max(0.5, _sd(changes)), 2),
            "case_sd": round(max(sqrt(_mean([r * r for r in rest])), of.setting.case_sd), 2),
            "difficulty": of.scale.difficulty,
        }
    )


def _at_cut(of: Played, truths: Truths, known: Known, model: ResultModel, cut: float) -> dict[str, Any]:
    """Shares of the results, were the cut elsewhere."""
    found = figures(_sat(of, truths, known, model, cut, floors=False), cut)
    names = ("decided_wrong_share", "to_be_confirmed_share", "contradictions_share")
    return {"cut": cut, **{name: found[name] for name in names}}


def _truth_check(stock: Stock) -> dict[str, Any]:
    """Fresh cases that some candidates did play, against what the surface says of them, which never saw them."""
    surface = stock.surface
    places = {name: i for i, name in enumerate(surface.scenarios)}
    off: dict[int, list[float]] = {k: [] for k in LEVELS}
    for check in stock.checks:
        said = surface.at(np.array([places[check.scenario]]), check.chats, np.array([check.abilities]))
        off[check.chats].append(check.composite - float(said[0]))
    every = [x for k in LEVELS for x in off[k]]
    return {
        "cases": len(every),
        "bias": {str(k): round(_mean(off[k]), 2) for k in LEVELS},
        "sd": round(sqrt(_mean([x * x for x in every])), 2),
        "sd_of_fit": round(residual_sd(stock.shown, surface), 2),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _sd(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sqrt(sum((v - mean) ** 2 for v in values) / max(1, len(values) - 1))
