"""What a calibration says: how reliable the exam is, how often it decides, and how often wrongly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chattrainer.model.exam import LEVELS, CaseEvidence, ExamResult

Numbers = NDArray[np.float64]
RESULTS: tuple[str, ...] = ("confirmed", "not_confirmed", "to_be_confirmed")
# Points from the cut, for `by_truth`.
STRIP, FURTHEST = 5, 25
# Points, for `parallel`.
PARALLEL = 2
# A case is to be mended when it tells less than this of who is good, or is so much harder or easier than the mean.
LEAST_DISCRIMINATION = 0.15
MOST_DIFFICULTY = 12.0


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


def parallel(sat: Sequence[Sat]) -> list[dict[str, int]]:
    """How many candidates had which means on the two forms: squares of PARALLEL points, by their lower corners."""
    squares = Counter(
        (_square_of(_mean_of(s.evidence[0])), _square_of(_mean_of(s.evidence[-1]))) for s in sat
    )
    return [{"first": a, "second": b, "n": n} for (a, b), n in sorted(squares.items())]


def _square_of(mean: float) -> int:
    return int(mean // PARALLEL) * PARALLEL


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
                    for name in RESULTS
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
    rows = []
    for name, pairs in sorted(rests.items()):
        r = _r(np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])) or 0.0
        rows.append(
            {
                "scenario": name,
                "n": len(pairs),
                "mean": round(float(np.mean([a for a, _ in pairs])), 1),
                "difficulty": round(difficulty.get(name, 0.0), 1),
                "discrimination": round(r, 2),
                "mend": _mend(r, difficulty.get(name, 0.0)),
            }
        )
    return rows


def _mend(discrimination: float, difficulty: float) -> list[str]:
    """Why a case should be looked at; empty when nothing speaks against it."""
    why = []
    if discrimination < LEAST_DISCRIMINATION:
        why.append("tells_little")
    if difficulty > MOST_DIFFICULTY:
        why.append("too_hard")
    if difficulty < -MOST_DIFFICULTY:
        why.append("too_easy")
    return why


def by_truth(sat: Sequence[Sat], cut: float) -> list[dict[str, Any]]:
    """How levels end by how far the truth lies from the cut: steps of five points, the ends open."""
    levels = [(s.truth[x.chats] - cut, x.result) for s in sat for r in s.results for x in r.levels if x.cases]
    rows = []
    for low in range(-FURTHEST, FURTHEST, STRIP):
        from_low = -np.inf if low == -FURTHEST else low
        to_high = np.inf if low == FURTHEST - STRIP else low + STRIP
        here: list[str] = [result for off, result in levels if from_low <= off < to_high]
        rows.append(
            {
                "from_cut": low,
                "to_cut": low + STRIP,
                "n": len(here),
                **{name: round(here.count(name) / max(1, len(here)), 3) for name in RESULTS},
            }
        )
    return rows


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
