"""Pictures of a report: small pure functions from numbers and labels to SVG. Labels are escaped here."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 720
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its interval, all from 0 to 100; `shown`: the value in words."""

    label: str
    shown: str
    value: float
    low: float
    high: float
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One wait on the timeline: from `start_ms`, in pieces of (class, length in ms)."""

    start_ms: int
    pieces: tuple[tuple[str, int], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One chat on the timeline."""

    label: str
    start_ms: int
    end_ms: int
    waits: tuple[Stretch, ...]
    title: str = ""


def mini(mean: float, low: float, high: float, cut: float) -> Markup:
    """An interval from 0 to 100 for a cell of a table."""
    left, width = _within(low) * 2, max(1.0, (_within(high) - _within(low)) * 2)
    return Markup(
        '<svg class="mini" viewBox="0 0 200 16" aria-hidden="true">'
        '<line class="grid" x1="0" x2="200" y1="8" y2="8"/>'
        f'<rect class="interval" x="{left:.1f}" y="3" width="{width:.1f}" height="10" rx="2"/>'
        f'<circle class="mean" cx="{_within(mean) * 2:.1f}" cy="8" r="4"/>'
        f'<line class="cut" x1="{cut * 2:.1f}" x2="{cut * 2:.1f}" y1="0" y2="16"/></svg>'
    )


def decay(
    points: Sequence[Interval], cut: float, labels: tuple[str, str], title: str, width: int = WIDTH
) -> Markup:
    """Levels from left to right, joined; each with its interval. `labels`: of the cut, of the axis below."""
    left, right, top, bottom = 34, width - 10, 14, 150
    gap = (right - left) / max(1, len(points))

    def y(value: float) -> float:
        return bottom - (bottom - top) * _within(value) / 100

    where = [(left + gap * (i + 0.5), y(p.value)) for i, p in enumerate(points)]
    parts = [
        f'<line class="grid" x1="{left}" x2="{right}" y1="{y(v):.1f}" y2="{y(v):.1f}"/>'
        + _text(left - 8, y(v) + 4, str(v), "end", "tick")
        for v in (0, 25, 50, 75, 100)
    ]
    parts.append(
        f'<line class="cut" x1="{left}" x2="{right}" y1="{y(cut):.1f}" y2="{y(cut):.1f}"/>'
        + _text(right, y(cut) + 14, labels[0], "end", "tick")
    )
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in where)
    parts.append(f'<polyline class="curve" points="{path}"/>')
    for (px, py), point in zip(where, points, strict=True):
        dim = "" if point.seen else " unseen"
        parts.append(
            f'<line class="whisker{dim}" x1="{px:.1f}" x2="{px:.1f}" y1="{y(point.low):.1f}" '
            f'y2="{y(point.high):.1f}"/><circle class="mean{dim}" cx="{px:.1f}" cy="{py:.1f}" r="5"/>'
        )
        parts.append(_text(px, y(point.high) - 6, point.shown, "middle"))
        parts.append(_text(px, bottom + 17, point.label, "middle"))
    parts.append(_text((left + right) / 2, bottom + 34, labels[1], "middle", "tick"))
    return _svg(bottom + 42, title, parts, width)


def bars(
    rows: Sequence[Bar],
    cut: float,
    floor: float,
    labels: tuple[str, str],
    title: str,
    width: int = WIDTH,
) -> Markup:
    """One bar a criterion, against the cut and the floor, which are labelled above and below."""
    left, right, step = 150, width - 44, 34
    height = 46 + step * len(rows) + 6

    def x(value: float) -> float:
        return left + (right - left) * _within(value) / 100

    bottom = height - 34
    parts = [_axis(x, bottom, 14)]
    for index, row in enumerate(rows):
        y = 20 + step * index
        parts.append(_text(left - 12, y + 15, row.label, "end"))
        if row.value is not None:
            kind = "high" if row.value >= cut else "middle" if row.value >= floor else "low"
            parts.append(
                f'<rect class="bar {kind}" x="{left}" y="{y}" width="{x(row.value) - left:.1f}" height="20"/>'
            )
        parts.append(_text(right + 10, y + 15, row.shown, "start"))
    parts.append(
        f'<line class="floor" x1="{x(floor):.1f}" x2="{x(floor):.1f}" y1="14" y2="{bottom}"/>'
        + _text(x(floor), bottom + 28, labels[1], "middle", "tick")
    )
    parts.append(
        f'<line class="cut" x1="{x(cut):.1f}" x2="{x(cut):.1f}" y1="14" y2="{bottom}"/>'
        + _text(x(cut), 11, labels[0], "middle", "tick")
    )
    return _svg(height, title, parts, width)


def timeline(rows: Sequence[Row], length_ms: int, title: str) -> Markup:
    """The chats of a block: when each was open, and where its customer waited, by what took the time."""
    left, right, step = 60, WIDTH - 10, 28
    height = 26 + step * len(rows)
    length = max(1, length_ms)

    def x(at: float) -> float:
        return left + (right - left) * max(0.0, min(1.0, at / length))

    minutes = max(1, round(length / MINUTE_MS / 8))
    parts = []
    for minute in range(0, length // MINUTE_MS + 1, minutes):
        at = x(minute * MINUTE_MS)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="4" y2="{height - 18}"/>')
        parts.append(_text(at, height - 4, f"{minute}′", "middle", "tick"))
    for index, row in enumerate(rows):
        y = 6 + step * index
        parts.append(_text(left - 10, y + 15, row.label, "end"))
        parts.append(
            f'<rect class="open" x="{x(row.start_ms):.1f}" y="{y}" '
            f'width="{max(1.0, x(row.end_ms) - x(row.start_ms)):.1f}" height="20" rx="2">'
            f"<title>{escape(row.title)}</title></rect>"
        )
        for wait in row.waits:
            at = wait.start_ms
            for kind, took in wait.pieces:
                parts.append(
                    f'<rect class="{kind}" x="{x(at):.2f}" y="{y + 2}" '
                    f'width="{max(0.4, x(at + took) - x(at)):.2f}" height="16">'
                    f"<title>{escape(wait.title)}</title></rect>"
                )
                at += took
    return _svg(height, title, parts)


def _axis(x: object, bottom: float, top: float) -> str:
    assert callable(x)
    return "".join(
        f'<line class="grid" x1="{x(v):.1f}" x2="{x(v):.1f}" y1="{top}" y2="{bottom}"/>'
        + _text(x(v), bottom + 14, str(v), "middle", "tick")
        for v in (0, 25, 50, 75, 100)
    )


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _within(value: float) -> float:
    return max(0.0, min(100.0, value))


def _svg(height: float, title: str, parts: Sequence[str], width: int = WIDTH) -> Markup:
    return Markup(
        f'<svg viewBox="0 0 {width} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg>"
    )
