"""A calibration as one picture: how levels end by their truth, what the cut changes, how the cases are."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

WIDTH, HEIGHT, LEFT, RIGHT = 760, 250, 70, 20
TOP, BOTTOM = 46, 40
# A line for each case: its name, its difficulty about zero, its discrimination from 0 to 1.
LINE, NAMES, HALF, BARS = 18, 200, 140, 180
RESULTS = (("not_confirmed", "#b5483a"), ("to_be_confirmed", "#d9d4c7"), ("confirmed", "#2f7d5b"))
_STYLE = (
    "text{font:12px sans-serif;fill:#222}.t{font-size:14px;font-weight:bold}.g{stroke:#ccc}.d{fill:#2b5d8a}"
)


def picture(figures: Mapping[str, Any], titles: Sequence[str]) -> str:
    """An SVG file. `titles`: of the three parts, then the names of RESULTS, then of the two axes of the cases."""
    by_truth, cut, cases, *names = titles
    parts = [_by_truth(figures["by_truth"], by_truth, names[:3]), _cut(figures["cut_effect"], cut, names[1])]
    parts.append(_cases(figures["cases"], cases, names[3], names[4]))
    inner = "".join(f'<g transform="translate(0 {i * HEIGHT})">{part}</g>' for i, part in enumerate(parts))
    high = 2 * HEIGHT + TOP + LINE * (len(figures["cases"]) + 1)
    size = f'viewBox="0 0 {WIDTH} {high}" width="{WIDTH}"'
    paper = _rect(0, 0, WIDTH, high, "#fff")
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{_STYLE}</style>{paper}{inner}</svg>\n'


def _by_truth(rows: Sequence[Mapping[str, Any]], title: str, names: Sequence[str]) -> str:
    """A column for each strip of true distance from the cut, as wide as the strip, split by result."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(rows))
    parts = [_title(title)]
    for index, row in enumerate(rows):
        x, below = LEFT + step * index, 0.0
        for result, colour in RESULTS:
            share = row[result] if row["n"] else 0.0
            parts.append(_rect(x + 1, _y(below + share), step - 2, _y(below) - _y(below + share), colour))
            below += share
        parts.append(_text(x, HEIGHT - BOTTOM + 16, _signed(row["from_cut"]), "middle"))
        parts.append(_text(x + step / 2, HEIGHT - BOTTOM + 32, f"n = {row['n']}", "middle"))
    for index, ((_, colour), name) in enumerate(zip(RESULTS, names, strict=True)):
        parts.append(_rect(LEFT + 220 * index, 28, 10, 10, colour) + _text(LEFT + 220 * index + 16, 38, name))
    return "".join([*parts, *_shares()])


def _cut(rows: Sequence[Mapping[str, Any]], title: str, name: str) -> str:
    """The share to be confirmed, were the cut elsewhere."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(rows))
    parts = [_title(title), _text(LEFT, 38, name)]
    for index, row in enumerate(rows):
        x, share = LEFT + step * index, row["to_be_confirmed_share"]
        parts.append(_rect(x + step / 4, _y(share), step / 2, _y(0) - _y(share), "#8a8472"))
        parts.append(_text(x + step / 2, HEIGHT - BOTTOM + 16, f"{row['cut']:g}", "middle"))
    return "".join([*parts, *_shares()])


def _cases(rows: Sequence[Mapping[str, Any]], title: str, difficulty: str, discrimination: str) -> str:
    """Each case, the least telling first: difficulty (points) to the left and right of zero, discrimination as a bar.

    Those to be mended are red.
    """
    most = max([10.0, *(abs(row["difficulty"]) for row in rows)])
    zero, bars = LEFT + NAMES + HALF, WIDTH - RIGHT - BARS
    foot = TOP + LINE * len(rows)
    parts = [_title(title), _text(zero, 38, difficulty, "middle"), _text(bars, 38, discrimination)]
    for points in (-most, 0.0, most):
        x = zero + HALF * points / most
        parts.append(f'<line class="g" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{foot}"/>')
        parts.append(_text(x, foot + 14, _signed(points), "middle"))
    for index, row in enumerate(sorted(rows, key=lambda r: (r["discrimination"], r["scenario"]))):
        y, share = TOP + LINE * index + LINE / 2, max(0.0, row["discrimination"])
        colour = "#b5483a" if row["mend"] else "#2b5d8a"
        x = zero + HALF * row["difficulty"] / most
        parts.append(_text(LEFT, y + 4, row["scenario"]))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>')
        parts.append(_rect(bars, y - 5, BARS * share, 10, colour))
    return "".join(parts)


def _signed(points: float) -> str:
    return f"{points:+.0f}".replace("-", "−") if points else "0"


def _shares() -> list[str]:
    return [
        f'<line class="g" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(v):.1f}" y2="{_y(v):.1f}"/>'
        + _text(LEFT - 8, _y(v) + 4, f"{v * 100:g}\N{NO-BREAK SPACE}%", "end")
        for v in (0.0, 0.5, 1.0)
    ]


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _title(text: str) -> str:
    return f'<text class="t" x="{LEFT}" y="18">{escape(text)}</text>'


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return str(Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, text))
