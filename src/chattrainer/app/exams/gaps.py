"""Gaps between groups: shares with an interval and an exact test, from data that are kept apart.

Groups come from a file of the employer's, by code; nothing of it is kept here. Groups of under thirty are not told.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, sqrt
from pathlib import Path
from typing import Literal

from chattrainer.app.exams.comparing import Candidate, Comparison
from chattrainer.model.errors import UsageError

LEAST_IN_A_GROUP = 30
FOUR_FIFTHS = 0.8
# Half the width of a 95 % interval, in standard deviations.
Z_95 = 1.959963984540054
MOST_CODES = 100_000
Outcome = Literal["confirmed", "taken_on"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A group against the largest one of its grouping. `n` people, `rate` of them with the outcome.

    `gap` is the difference of the shares (0 to 1) with its 95 % interval; `p` is Fisher's, two-sided. `ratio` to the
    highest share, where the four-fifths rule is asked for. A group that is too small has a number of people only.
    """

    grouping: str
    group: str
    outcome: Outcome
    n: int
    rate: float | None = None
    reference: bool = False
    gap: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    ratio: float | None = None

    @property
    def too_small(self) -> bool:
        return self.n < LEAST_IN_A_GROUP


def read_groups(file: Path) -> dict[str, dict[str, str]]:
    """By code, each grouping's value. A CSV file with a column `code`; every other column is a grouping.

    Raises UsageError, naming the line, for a file that is none, and for a code that comes twice.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("duties.groups_unreadable", file=str(file)) from error
    lines = text.splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.DictReader(lines, delimiter=separator)
    names = [name.strip() for name in rows.fieldnames or ()]
    if "code" not in names or len(names) < len({"code", "grouping"}):
        raise UsageError("duties.groups_columns", file=str(file))
    rows.fieldnames = names
    found: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, 2):
        code = (row.get("code") or "").strip().upper()
        if not code:
            continue
        if code in found:
            raise UsageError("duties.groups_twice", file=str(file), line=number, code=code)
        if len(found) >= MOST_CODES:
            raise UsageError("duties.groups_unreadable", file=str(file))
        found[code] = {n: (row.get(n) or "").strip() for n in names if n != "code"}
    return found


def gaps(
    found: Comparison, groups: Mapping[str, Mapping[str, str]], *, four_fifths: bool = False
) -> list[Gap]:
    """Every grouping, its groups by name, for the result at the job's level and for what was decided."""
    groupings = list(dict.fromkeys(name for values in groups.values() for name in values))
    return [
        gap
        for grouping in groupings
        for outcome in ("confirmed", "taken_on")
        for gap in _of_grouping(found.rows, groups, grouping, outcome, four_fifths)
    ]


def _of_grouping(
    rows: Sequence[Candidate],
    groups: Mapping[str, Mapping[str, str]],
    grouping: str,
    outcome: Outcome,
    four_fifths: bool,
) -> list[Gap]:
    counts: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows:
        group = groups.get(row.exam.code, {}).get(grouping, "")
        had = _had(row, outcome)
        if group and had is not None:
            counts[group].append(had)
    large = {name: had for name, had in counts.items() if len(had) >= LEAST_IN_A_GROUP}
    if not large:
        return [Gap(grouping, name, outcome, len(had)) for name, had in sorted(counts.items())]
    reference = min(large, key=lambda name: (-len(large[name]), name))
    best = max(sum(had) / len(had) for had in large.values())
    return [
        _gap(grouping, name, outcome, had, large.get(reference, []), name == reference, best, four_fifths)
        if name in large
        else Gap(grouping, name, outcome, len(had))
        for name, had in sorted(counts.items())
    ]


def _had(row: Candidate, outcome: Outcome) -> bool | None:
    """Whether the candidate had the outcome; None where that is not known yet."""
    if outcome == "confirmed":
        return None if row.level is None else row.level.result == "confirmed"
    return None if row.standing.what is None else row.standing.what == "taken_on"


def _gap(
    grouping: str,
    name: str,
    outcome: Outcome,
    had: Sequence[bool],
    reference: Sequence[bool],
    is_reference: bool,
    best: float,
    four_fifths: bool,
) -> Gap:
    yes, n, other, m = sum(had), len(had), sum(reference), len(reference)
    rate = yes / n
    ratio = rate / best if four_fifths and best > 0 else None
    if is_reference:
        return Gap(grouping, name, outcome, n, rate, True, ratio=ratio)
    low, high = difference_interval(yes, n, other, m)
    p = fisher_exact(yes, n - yes, other, m - other)
    return Gap(grouping, name, outcome, n, rate, False, rate - other / m, low, high, p, ratio)


def fisher_exact(a: int, b: int, c: int, d: int) -> float:
    """Fisher's exact test of a table [[a, b], [c, d]], two-sided: all tables as unlikely as this one, or more so."""
    row, column, total = a + b, a + c, a + b + c + d
    low, high = max(0, row + column - total), min(row, column)

    def chance(k: int) -> float:
        return exp(_log_choose(column, k) + _log_choose(total - column, row - k) - _log_choose(total, row))

    seen = chance(a)
    # Equally unlikely tables differ in the last digits of their logarithms.
    return min(1.0, sum(p for k in range(low, high + 1) if (p := chance(k)) <= seen * (1 + 1e-7)))


def difference_interval(a: int, n: int, c: int, m: int, z: float = Z_95) -> tuple[float, float]:
    """The interval of a/n - c/m, by Newcombe's hybrid of two Wilson intervals (1998, method 10)."""
    p, q = a / n, c / m
    (p_low, p_high), (q_low, q_high) = _wilson(p, n, z), _wilson(q, m, z)
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return low, high


def _wilson(p: float, n: int, z: float) -> tuple[float, float]:
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return middle - half, middle + half


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
