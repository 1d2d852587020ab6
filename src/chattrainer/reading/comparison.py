"""Whether two values mean the same: a delay in hours and one in days, a weekday and a date."""

from datetime import date, timedelta
from functools import lru_cache

from chattrainer.reading.values import ABOUT, Day, Found

DAY_S = 86_400
LOOSELY = 0.15
"""Share by which a duration in loose words may differ."""


def same(said: Found, wanted: Found, today: date | None) -> bool:
    """Whether `said` means `wanted`. A day matches as far as it is said."""
    if said.kind == "date" and wanted.kind == "date":
        return _same_day(_resolved(said, today), _resolved(wanted, today), today)
    if said.kind == "duration" and wanted.kind == "date" and today is not None:
        day = _date(_resolved(wanted, today), today)
        return day == today + timedelta(days=round(said.number / DAY_S))
    if wanted.kind == "duration" and said.kind == "duration":
        return _same_duration(said, wanted)
    if {said.kind, wanted.kind} <= {"amount", "number"}:
        units = {said.unit, wanted.unit} - {""}
        return len(units) < 2 and abs(said.number - wanted.number) < 0.005
    if said.kind != wanted.kind:
        return False
    if said.kind in {"code", "size"}:
        return said.code == wanted.code
    return abs(said.number - wanted.number) < 1e-6 and said.unit == wanted.unit


def _same_duration(said: Found, wanted: Found) -> bool:
    if abs(said.number - wanted.number) < 1e-6:
        return True
    if ABOUT in {said.unit, wanted.unit}:
        return abs(said.number - wanted.number) <= LOOSELY * max(said.number, wanted.number)
    if "worked" in {said.unit, wanted.unit} and {said.unit, wanted.unit} != {"worked"}:
        # Five worked days are a week.
        worked, other = (said, wanted) if said.unit else (wanted, said)
        return other.number % (7 * DAY_S) == 0 and worked.number / 5 == other.number / 7
    # Twelve months are a year. Below a month nothing is counted in months.
    month_s, year_s = 30 * DAY_S, 365 * DAY_S
    if min(said.number, wanted.number) < month_s:
        return False
    return any(
        abs(one.number / year_s * 12 - other.number / month_s) < 0.01
        for one, other in ((said, wanted), (wanted, said))
    )


def before(said: Found, wanted: Found, today: date) -> bool:
    """Whether the day `said` lies before the day `wanted`; False where either is no day."""
    if wanted.kind != "date" or said.kind not in {"date", "duration"}:
        return False
    limit = _date(_resolved(wanted, today), today)
    if said.kind == "duration":
        day: date | None = today + timedelta(seconds=said.number)
    else:
        day = _date(_resolved(said, today), today)
    return day is not None and limit is not None and today <= day < limit


def _as_day(day: date) -> Day:
    return Day(day.year, day.month, day.day, day.weekday())


def _resolved(found: Found, today: date | None) -> Day:
    """The day with the parts that follow from today; a weekday alone stays alone."""
    if found.unit == "relative":
        return Day() if today is None else _as_day(today + timedelta(days=round(found.number)))
    assert found.day is not None
    return found.day


def _same_day(said: Day, wanted: Day, today: date | None) -> bool:
    if today is not None:
        a, b = _date(said, today), _date(wanted, today)
        if a is None or b is None:
            return False
        return _agrees(said, b) if _full(wanted) else a == b
    pairs = ((said.month, wanted.month), (said.day, wanted.day), (said.weekday, wanted.weekday))
    shared = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(shared) and all(a == b for a, b in shared)


def _full(day: Day) -> bool:
    return day.month is not None and day.day is not None


def _agrees(said: Day, day: date) -> bool:
    """Whether a day, as far as it is said, is `day`."""
    whole = _as_day(day)
    parts = (
        (said.year, whole.year),
        (said.month, whole.month),
        (said.day, whole.day),
        (said.weekday, whole.weekday),
    )
    return all(a is None or a == b for a, b in parts)


@lru_cache(maxsize=4096)
def _date(day: Day, today: date) -> date | None:
    """The nearest such date if day and month are said, else the next one; None for a day that does not exist."""
    if day == Day():
        return None
    steps = (sign * n for n in range(400) for sign in ((1, -1) if _full(day) else (1,)))
    dates = (today + timedelta(days=n) for n in steps)
    return next((candidate for candidate in dates if _agrees(day, candidate)), None)
