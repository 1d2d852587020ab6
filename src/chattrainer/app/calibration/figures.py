"""What a calibration says: how reliable the exam is, how often it decides, and how often wrongly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chattrainer.model.exam import LEVELS, CaseEvidence, ExamResult

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sat:
    """One candidate: true composites by level, evidence and result of each form sat."""

    number: int
    truth: Mapping[int, float]
    evidence: tuple[Sequence[CaseEvidence], ...]
    results: tuple[ExamResult, ...]


def figures(sat: Sequence[Sat], cut: float) -> dict[str, Any]:
    """The figures of docs/interfaces.md, rounded to three decimals."""
    first = np.array([_mean_of(s.evidence[0]) for s in sat])
    second = np.array([_mean_of(s.evidence[-1]) for s in sat])
    truth = np.array([_true_mean(s) for s in sat])
    levels = [(s, r, level) for s in sat for r in s.results for level in r.levels if level.cases]
    decided = [(s, x) for s, _, x in levels if x.result != "to_be_confirmed"]
    wrong = sum((x.result == "confirmed") != (s.truth[x.chats] >= cut) for s, x in decided)
    told = [(s.truth[x.chats], x) for s, _, x in levels]
    found = {
        "reliability": _square(_r(first, truth)),
        "standard_error": float(np.sqrt(np.mean((_fitted(first, truth) - truth) ** 2))),
        "parallel_forms_r": _r(first, second),
        "accuracy_decided": 1 - wrong / len(decided) if decided else None,
        "decided_wrong_share": wrong / len(decided) if decided else None,
        "to_be_confirmed_share": sum(x.result == "to_be_confirmed" for _, _, x in levels)
        / max(1, len(levels)),
        "contradictions_share": sum(map(_contradicts, sat)) / len(sat),
        "consistency": _consistency(sat),
        "coverage_90": sum(x.low <= t <= x.high for t, x in told) / max(1, len(told)),
        "case_sd": _case_sd(sat),
        "spread_seen": float(np.std([s.truth[1] for s in sat], ddof=1)),
        "mean_seen": float(np.mean([s.truth[1] for s in sat])),
    }
    return {name: None if value is None else round(float(value), 3) for name, value in found.items()}


def by_level(sat: Sequence[Sat], cut: float) -> list[dict[str, Any]]:
    """For each level: shares of the three results, of wrong ones among the decided, and coverage."""
    rows = []
    for k in LEVELS:
        here = [(s.truth[k], r.levels[k - 1]) for s in sat for r in s.results if r.levels[k - 1].cases]
        decided = [(t, x) for t, x in here if x.result != "to_be_confirmed"]
        rows.append(
            {
                "chats": k,
                "n": len(here),
                **{
                    name: round(sum(x.result == name for _, x in here) / max(1, len(here)), 3)
                    for name in ("confirmed", "not_confirmed", "to_be_confirmed")
                },
                "decided_wrong": round(
                    sum((x.result == "confirmed") != (t >= cut) for t, x in decided) / max(1, len(decided)), 3
                ),
                "coverage_90": round(sum(x.low <= t <= x.high for t, x in here) / max(1, len(here)), 3),
            }
        )
    return rows


def by_case(sat: Sequence[Sat], difficulty: Mapping[str, float]) -> list[dict[str, Any]]:
    """Each case: difficulty in points, and discrimination (correlation with the candidate's other cases)."""
    rests: dict[str, list[tuple[float, float]]] = {}
    for s in sat:
        for lines in s.evidence:
            total = sum(line.composite for line in lines)
            for line in lines:
                others = (total - line.composite) / max(1, len(lines) - 1)
                rests.setdefault(line.scenario, []).append((line.composite, others))
    return [
        {
            "scenario": name,
            "n": len(pairs),
            "mean": round(float(np.mean([a for a, _ in pairs])), 1),
            "difficulty": round(difficulty.get(name, 0.0), 1),
            "discrimination": round(
                _r(np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])) or 0.0, 2
            ),
        }
        for name, pairs in sorted(rests.items())
    ]


def surface(evidence: Sequence[tuple[Sequence[float], int, float]]) -> "Surface":
    """The expected composite as a smooth function of the four abilities at one load, fitted to all cases played."""
    fits: dict[int, Numbers] = {}
    for k in LEVELS:
        rows = [(a, y) for a, chats, y in evidence if chats == k]
        if rows:
            design = np.array([_terms(a) for a, _ in rows])
            fits[k] = np.linalg.lstsq(design, np.array([y for _, y in rows]), rcond=None)[0]
    return Surface(fits)


@dataclass(frozen=True, slots=True)
class Surface:
    """Coefficients by load."""

    fits: Mapping[int, Numbers]

    def at(self, abilities: Sequence[float], chats: int) -> float:
        return float(np.clip(np.array(_terms(abilities)) @ self.fits[chats], 0, 100))


def _terms(abilities: Sequence[float]) -> list[float]:
    """Constant, each ability, their squares and products, and the cube of their mean; centred at 65, in tens."""
    x = [(a - 65) / 10 for a in abilities]
    products = [x[i] * x[j] for i in range(len(x)) for j in range(i, len(x))]
    return [1.0, *x, *products, (sum(x) / len(x)) ** 3]


def _mean_of(lines: Sequence[CaseEvidence]) -> float:
    return sum(line.composite for line in lines) / max(1, len(lines))


def _true_mean(s: Sat) -> float:
    """The truth that the mean over a form's cases estimates: each level as often as the form has it."""
    lines = s.evidence[0]
    return sum(s.truth[line.chats] for line in lines) / max(1, len(lines))


def _contradicts(s: Sat) -> bool:
    pairs = zip(s.results[0].levels, s.results[-1].levels, strict=True)
    return any({a.result, b.result} == {"confirmed", "not_confirmed"} for a, b in pairs)


def _consistency(sat: Sequence[Sat]) -> float | None:
    """The share of levels on which two forms say the same."""
    both = [pair for s in sat for pair in zip(s.results[0].levels, s.results[-1].levels, strict=True)]
    pairs = [(a, b) for a, b in both if a.cases and b.cases]
    return sum(a.result == b.result for a, b in pairs) / len(pairs) if pairs else None


def _case_sd(sat: Sequence[Sat]) -> float:
    """How cases scatter around the truth of their candidate and level, difficulty taken off."""
    rest = [
        line.composite + line.difficulty - s.truth[line.chats] for s in sat for e in s.evidence for line in e
    ]
    return float(np.sqrt(np.mean(np.square(rest)))) if rest else 0.0


def _r(a: Numbers, b: Numbers) -> float | None:
    if len(a) < 3 or np.std(a) == 0 or np.std(b) == 0:
        return None
    return float(np.corrcoef(a, b)[0, 1])


def _square(r: float | None) -> float | None:
    return None if r is None else r * r


def _fitted(x: Numbers, y: Numbers) -> Numbers:
    """The least-squares estimate of y from x."""
    if len(x) < 3 or np.std(x) == 0:
        return np.full_like(y, float(np.mean(y)))
    slope, intercept = np.polyfit(x, y, 1)
    return np.asarray(slope * x + intercept)
