"""The curves of a person's progress, drawn in text: one a load, over the sittings in their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from chattrainer.app.comparable import ENGINE_BOUND, apart
from chattrainer.app.progress import ScoredSitting
from chattrainer.model.ids import Criterion

Measured = Literal["overall"] | Criterion
"""What a curve shows."""

# A change of a few points shall not look like a leap: the axis spans at least so many.
LEAST_SPAN = 40
STEP = 10
AXIS_LINES = 2
TICK_COLUMNS = 24
"""A date under the axis wants so many columns."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One load's scores. A point is (which sitting of those shown, from 1; score)."""

    chats_at_once: int
    points: tuple[tuple[int, float], ...]


class Figure(Protocol):
    """What is asked of plotext: its module, or a figure of its own."""

    def plot(self, *args: Any, **named: Any) -> Any: ...

    def scatter(self, *args: Any, **named: Any) -> Any: ...

    def xlim(self, left: float, right: float) -> Any: ...

    def ylim(self, lower: float, upper: float) -> Any: ...

    def xticks(self, ticks: list[float], labels: list[str]) -> Any: ...

    def yticks(self, ticks: list[float], labels: list[str]) -> Any: ...

    def xaxes(self, lower: bool, upper: bool) -> Any: ...

    def yaxes(self, left: bool, right: bool) -> Any: ...


def measured(sitting: ScoredSitting, what: Measured) -> float | None:
    """The overall score, or that of a criterion."""
    return sitting.overall if what == "overall" else sitting.scores[what]


def curves(sittings: Sequence[ScoredSitting], what: Measured = "overall") -> list[Curve]:
    """One curve a load, the smallest load first. The sittings come oldest first.

    Of written quality and the overall score, what another proofreader judged than the latest one's is left out.
    """
    loads: dict[int, list[tuple[int, float]]] = {}
    others = apart(sittings) if what in ENGINE_BOUND else [False] * len(sittings)
    for place, (sitting, other) in enumerate(zip(sittings, others, strict=True), 1):
        score = measured(sitting, what)
        if score is not None and not other:
            loads.setdefault(sitting.run.chats_at_once, []).append((place, score))
    return [Curve(load, tuple(loads[load])) for load in sorted(loads)]


def draw(
    figure: Figure,
    sittings: Sequence[ScoredSitting],
    drawn: Sequence[Curve],
    *,
    columns: int,
    lines: int,
    colours: Mapping[int, Any] | None = None,
    day: Callable[[str], str] = lambda stamp: stamp[:10],
) -> None:
    """Draws on an empty figure of so many columns and lines. Each point is the figure of its load.

    `colours` by load; without them the figures alone tell the curves apart. `day` words a UTC stamp.
    """
    lower, upper = bounds([score for curve in drawn for _, score in curve.points])
    step = STEP if lines - AXIS_LINES > 2 * (upper - lower) // STEP else 2 * STEP
    marks: list[float] = list(range(lower, upper + 1, step))
    figure.ylim(lower, upper)
    figure.yticks(marks, [str(mark) for mark in marks])
    figure.xlim(1, max(2, len(sittings)))
    places = _marked_places(len(sittings), columns)
    figure.xticks(
        [float(place) for place in places], [day(sittings[place - 1].run.opened) for place in places]
    )
    figure.xaxes(True, False)
    figure.yaxes(True, False)
    for markers in ("braille", None):
        for curve in drawn:
            xs, ys = [x for x, _ in curve.points], [y for _, y in curve.points]
            colour = (colours or {}).get(curve.chats_at_once)
            named = {} if colour is None else {"color": colour}
            if markers:
                figure.plot(xs, ys, marker=markers, **named)
            else:
                ys = [_on_its_line(y, lower, upper, lines - AXIS_LINES) for y in ys]
                figure.scatter(xs, ys, marker=str(curve.chats_at_once), **named)


def bounds(scores: Sequence[float]) -> tuple[int, int]:
    """The ends of the axis of scores: round numbers around them all, never closer than LEAST_SPAN."""
    if not scores:
        return 0, 100
    lower = max(0, int(min(scores)) // STEP * STEP)
    upper = min(100, -(-int(max(scores) + 1) // STEP) * STEP)
    while upper - lower < LEAST_SPAN:
        lower, upper = max(0, lower - STEP), min(100, upper + STEP)
    return lower, upper


def _on_its_line(score: float, lower: int, upper: int, rows: int) -> float:
    """The score moved so that its figure stands in the row where the line passes.

    A line is drawn four dots to a row, a figure one to a row: each is rounded in its own way.
    """
    share = (score - lower) / (upper - lower)
    row = round(share * (4 * rows - 1)) // 4
    return lower + row / max(1, rows - 1) * (upper - lower)


def _marked_places(sittings: int, columns: int) -> list[int]:
    """Which sittings have their date under the axis: the first, the last, some between."""
    most = max(2, min(sittings, columns // TICK_COLUMNS))
    return sorted({1 + round(i * (sittings - 1) / (most - 1)) for i in range(most)}) if sittings > 1 else [1]
