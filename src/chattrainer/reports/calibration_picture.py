"""A calibration as one picture: its figures, the two forms, levels by their truth, the cut's effect, the cases."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from chattrainer.locale.texts import Texts
from chattrainer.reports.calibration_words import Figure, headline, setting

WIDTH, HEIGHT, LEFT, RIGHT = 860, 250, 70, 20
TOP, BOTTOM = 46, 40
# A line for each case: its name, its difficulty about zero, its discrimination from 0 to 1.
LINE, NAMES, HALF, BARS = 18, 200, 140, 180
# Where the figures' values end, the side of the square of the two forms, the space between parts.
VALUES, SIDE, GAP = 375, 200, 28
RESULTS = (("not_confirmed", "#b5483a"), ("to_be_confirmed", "#d9d4c7"), ("confirmed", "#2f7d5b"))
_STYLE = (
    "text{font:12px sans-serif;fill:#222}.t{font-size:14px;font-weight:bold}.g{stroke:#ccc}.d{fill:#2b5d8a}"
)


def picture(figures: Mapping[str, Any], texts: Texts) -> str:
    """An SVG file of one setting: its figures beside the two forms, then by truth, by cut, by case."""

    def named(name: str) -> str:
        return texts(f"calibrate.picture.{name}")

    rows = headline(figures, texts)
    parts = [
        (
            _facts(setting(figures, texts), rows) + _parallel(figures["parallel"], named),
            TOP + LINE * len(rows),
        ),
        (_by_truth(figures["by_truth"], named), HEIGHT),
        (_cut(figures["cut_effect"], named), HEIGHT),
        (_cases(figures["cases"], named), TOP + LINE * len(figures["cases"])),
    ]
    inner, high = "", 0
    for part, own in parts:
        inner += f'<g transform="translate(0 {high})">{part}</g>'
        high += own + GAP
    size = f'viewBox="0 0 {WIDTH} {high}" width="{WIDTH}"'
    paper = _rect(0, 0, WIDTH, high, "#fff")
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{_STYLE}</style>{paper}{inner}</svg>\n'


def _facts(title: str, rows: Sequence[Figure]) -> str:
    """The figures as a table, with what was asked of them."""
    parts = [_title(title)]
    for index, row in enumerate(rows):
        y = TOP + LINE * index
        parts += [_text(LEFT, y, row.label), _text(VALUES, y, row.value, "end")]
        parts.append(_text(VALUES + 12, y, row.asked))
    return "".join(parts)


def _parallel(squares: Sequence[Mapping[str, int]], named: Callable[[str], str]) -> str:
    """Candidates by their means on the two forms, from 0 to 100: the larger a dot, the more of them."""
    left, foot = WIDTH - RIGHT - SIDE, TOP + SIDE
    most = max([1, *(square["n"] for square in squares)])
    parts = [_text(left, TOP - 8, named("parallel")), _rect(left, TOP, SIDE, SIDE, "#f4f2ec")]
    parts.append(f'<line class="g" x1="{left}" y1="{foot}" x2="{left + SIDE}" y2="{TOP}"/>')
    for square in squares:
        x, y = left + SIDE * square["first"] / 100, foot - SIDE * square["second"] / 100
        r = 0.8 + 2.2 * (square["n"] / most) ** 0.5
        parts.append(f'<circle class="d" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>')
    for points in (0, 50, 100):
        parts.append(_text(left + SIDE * points / 100, foot + 14, str(points), "middle"))
        parts.append(_text(left - 6, foot - SIDE * points / 100 + 4, str(points), "end"))
    return "".join(parts)


def _by_truth(rows: Sequence[Mapping[str, Any]], named: Callable[[str], str]) -> str:
    """A column for each strip of true distance from the cut, as wide as the strip, split by result."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(rows))
    parts = [_title(named("by_truth"))]
    for index, row in enumerate(rows):
        x, below = LEFT + step * index, 0.0
        for result, colour in RESULTS:
            share = row[result] if row["n"] else 0.0
            parts.append(_rect(x + 1, _y(below + share), step - 2, _y(below) - _y(below + share), colour))
            below += share
        parts.append(_text(x, HEIGHT - BOTTOM + 16, _signed(row["from_cut"]), "middle"))
        parts.append(_text(x + step / 2, HEIGHT - BOTTOM + 32, f"n = {row['n']}", "middle"))
    return "".join([*parts, *_legend([(named(result), colour) for result, colour in RESULTS]), *_shares()])


def _cut(rows: Sequence[Mapping[str, Any]], named: Callable[[str], str]) -> str:
    """The shares to be confirmed and wrongly decided, were the cut elsewhere."""
    step = (WIDTH - LEFT - RIGHT) / max(1, len(rows))
    bars = (
        ("to_be_confirmed_share", "to_be_confirmed", "#8a8472"),
        ("decided_wrong_share", "wrong", "#b5483a"),
    )
    parts = [_title(named("cut"))]
    for index, row in enumerate(rows):
        x = LEFT + step * index
        for place, (name, _, colour) in enumerate(bars):
            share = row[name] or 0.0
            parts.append(_rect(x + step * (1 + place) / 4, _y(share), step / 4, _y(0) - _y(share), colour))
        parts.append(_text(x + step / 2, HEIGHT - BOTTOM + 16, f"{row['cut']:g}", "middle"))
    return "".join([*parts, *_legend([(named(word), colour) for _, word, colour in bars]), *_shares()])


def _cases(rows: Sequence[Mapping[str, Any]], named: Callable[[str], str]) -> str:
    """Each case, the least telling first: difficulty (points) to the left and right of zero, discrimination as a bar.

    Those to be mended are red.
    """
    most = max([10.0, *(abs(row["difficulty"]) for row in rows)])
    zero, bars = LEFT + NAMES + HALF, WIDTH - RIGHT - BARS
    foot = TOP + LINE * len(rows)
    parts = [_title(named("cases")), _text(zero, 38, named("difficulty"), "middle")]
    parts.append(_text(bars, 38, named("discrimination")))
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


def _legend(names: Sequence[tuple[str, str]]) -> list[str]:
    """Under a title: what each colour stands for."""
    return [
        _rect(LEFT + 220 * index, 28, 10, 10, colour) + _text(LEFT + 220 * index + 16, 38, name)
        for index, (name, colour) in enumerate(names)
    ]


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
