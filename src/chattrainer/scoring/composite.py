"""A chat's composite: the weighted sum of its scores, held down by how it ended and by what was spoilt."""

from collections.abc import Mapping

from chattrainer.model.ids import CRITERIA, Criterion, Outcome
from chattrainer.model.rubric import Rubric


def composite(
    rubric: Rubric, scores: Mapping[Criterion, float | None], outcome: Outcome
) -> tuple[float, str | None]:
    """The composite, and what held it down: an outcome or a criterion; None where nothing did."""
    judged = [(rubric.weights[c], s) for c in CRITERIA if (s := scores.get(c)) is not None]
    total = sum(weight for weight, _ in judged)
    value = sum(weight * score for weight, score in judged) / total if total else 0.0
    capped_by: str | None = None
    for name, limit in _limits(rubric, scores, outcome):
        if value > limit:
            value, capped_by = limit, name
    return round(value, 2), capped_by


def _limits(
    rubric: Rubric, scores: Mapping[Criterion, float | None], outcome: Outcome
) -> list[tuple[str, float]]:
    limits: list[tuple[str, float]] = []
    if outcome in rubric.caps:
        limits.append((outcome, rubric.caps[outcome].composite))
    for criterion, floor in rubric.floors.items():
        score = scores.get(criterion)
        if score is not None and score < floor.under:
            limits.append((criterion, floor.composite))
    return limits
