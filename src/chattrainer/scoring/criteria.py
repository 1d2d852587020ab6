"""From shares to points: weights, what cannot be judged, caps, and the evidence of every point.

Points are hundredths: a criterion's `of` add up to exactly 100, its points to its score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chattrainer.model.ids import Criterion
from chattrainer.model.rubric import MeasureRule
from chattrainer.model.scorecard import Evidence, Measure
from chattrainer.scoring.evidence import Incident, Judged, Place, shared_out

FULL = 100.0
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """One criterion of one chat, or its pooled part (chat None). `judged_share`: how much of its weight was."""

    measures: tuple[Measure, ...]
    evidence: tuple[Evidence, ...]
    judged_share: float

    @property
    def points(self) -> float | None:
        """The sum of its points; None when nothing at all could be judged."""
        if not any(m.of > 0 for m in self.measures):
            return None
        return round(sum(m.points for m in self.measures), DIGITS)


def marked(
    criterion: Criterion,
    chat: int | None,
    rules: Mapping[str, MeasureRule],
    judged: Mapping[str, Judged],
    full: float = FULL,
    otherwise: Place | None = None,
) -> Marked:
    """Shares out `full` points over the measures that could be judged, by weight; the others get none.

    `otherwise` is cited for what concerns the whole chat.
    """
    weights = {
        name: rules[name].weight * j.certainty if j.share is not None else 0.0 for name, j in judged.items()
    }
    of = _shared_in_hundredths(weights, full)
    measures, evidence = [], []
    for name, found in judged.items():
        points = round(of[name] * (found.share or 0.0), DIGITS)
        measures.append(_measure(criterion, chat, name, found, points, of[name]))
        evidence += _evidence(criterion, chat, name, found, points, of[name], otherwise)
    total = sum(rules[name].weight for name in judged)
    return Marked(tuple(measures), tuple(evidence), sum(weights.values()) / total if total else 0.0)


def capped(part: Marked, cap: float, incident: Incident) -> Marked:
    """At most so many points: every measure gives in proportion, and the evidence says why."""
    points = part.points
    if points is None or points <= cap:
        return part
    scaled = _shared_in_hundredths({m.id: m.points for m in part.measures}, cap)
    note = "capped_at"
    measures = tuple(m.model_copy(update={"points": scaled[m.id], "note": note}) for m in part.measures)
    first = part.measures[0]
    said = _cite(first.criterion, "cap", first.chat, incident, -(points - cap))
    return replace(part, measures=measures, evidence=(*part.evidence, said))


def _shared_in_hundredths(weights: Mapping[str, float], full: float) -> dict[str, float]:
    """`full` in proportion to the weights, to the hundredth, adding up exactly."""
    total = sum(weights.values())
    shares: dict[str, float] = {}
    reached, before = 0.0, 0
    for name, weight in weights.items():
        reached += weight
        after = round(full * 100 * reached / total) if total > 0 else 0
        shares[name] = (after - before) / 100
        before = after
    return shares


def _measure(
    criterion: Criterion, chat: int | None, name: str, found: Judged, points: float, of: float
) -> Measure:
    value = None if found.value is None else round(found.value, 3)
    note = found.note
    return Measure(
        criterion=criterion, id=name, chat=chat, value=value, unit=found.unit, points=points, of=of, note=note
    )


def _evidence(
    criterion: Criterion,
    chat: int | None,
    name: str,
    found: Judged,
    points: float,
    of: float,
    otherwise: Place | None,
) -> list[Evidence]:
    losses = [_placed(i, otherwise) for i in shared_out(found.losses, of - points)]
    gains = [_placed(i, otherwise) for i in shared_out(found.gains, points)]
    cited = [_cite(criterion, name, chat, i, -i.weight) for i in losses]
    return cited + [_cite(criterion, name, chat, i, i.weight) for i in gains]


def _placed(incident: Incident, otherwise: Place | None) -> Incident:
    return incident if incident.place is not None else replace(incident, place=otherwise)


def _cite(
    criterion: Criterion, measure: str, chat: int | None, incident: Incident, effect: float
) -> Evidence:
    place = incident.place
    return Evidence(
        criterion=criterion,
        measure=measure,
        chat=chat if chat is not None else incident.chat,
        event=place.event if place and place.event else None,
        at_ms=place.at_ms if place else None,
        quote=place.quote if place else "",
        rule=incident.rule,
        effect=round(effect, 3),
        better=incident.better,
        params=dict(incident.params),
    )


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of those there are, to the hundredth."""
    known = [v for v in values if v is not None]
    return round(sum(known) / len(known), DIGITS) if known else None
