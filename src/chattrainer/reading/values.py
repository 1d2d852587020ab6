"""Values in what people type: dates, weekdays, delays, amounts, percentages, times, quantities, codes, numbers.

Found in a folded text and compared by what they mean: *48h* is *deux jours*, *Friday* is *Friday 6 March*.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from chattrainer.reading.language import language as language_of
from chattrainer.reading.text import fold

Kind = Literal["date", "duration", "amount", "percent", "time", "quantity", "code", "number"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is said: any of its parts may be missing. `weekday` runs from 0, Monday."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A value at `[start:end]`. `number` is in seconds for a duration, in minutes for a time of day.

    `unit` is the currency, the unit of a quantity, or `worked` for worked days.
    """

    kind: Kind
    start: int
    end: int
    number: float = 0.0
    unit: str = ""
    day: Day | None = None
    code: str = ""


DAY_S = 86_400
_NUMBER = r"\d{1,3}(?:[  .]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?"
_QUANTITIES = "go|gb|mo|mb/s|mb|mbps|gbps|gb/s|kg|g|cm|mm|m|m2|km|kwh|w|ml|l|cl|points?|%"


@cache
def finder(code: str) -> "Finder":
    """The finder of values of a language."""
    return Finder(code)


class Finder:
    """Finds values by patterns of the language's data, the longer and surer first."""

    def __init__(self, code: str) -> None:
        data = language_of(code).data["values"]
        self._weekdays = {name: i for i, names in enumerate(data["weekdays"]) for name in names}
        self._months = {name: i + 1 for i, names in enumerate(data["months"]) for name in names}
        self._relative: dict[str, int] = data["relative_days"]
        self._numbers: dict[str, int] = data["numbers"]
        self._units: dict[str, int] = data["units"]
        self._durations: dict[str, int] = data["words_for_durations"]
        self._times: dict[str, int] = data["time_words"]
        self._currencies = [(c, re.compile(p)) for c, names in data["currencies"].items() for p in names]
        self._patterns = self._compile(data)

    def _compile(self, data: dict[str, str]) -> list[tuple[str, re.Pattern[str]]]:
        weekday, month = _either(self._weekdays), _either(self._months)
        number = rf"(?P<number>{_NUMBER}|(?:{_either(self._numbers)})(?!\w))"
        suffix = data["day_suffix"]
        money = "|".join(p.pattern for _, p in self._currencies if p.pattern[-1] not in "€£$")
        day = r"(?P<day>0?[1-9]|[12]\d|3[01])"
        return [
            (name, re.compile(pattern))
            for name, pattern in (
                ("iso", r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
                (
                    "code",
                    r"(?<![\w@.])(?=[\w-]*\d)(?=[\w-]*[a-z]{2})[a-z]{2,5}-?\d{3,}[\w-]*|[\w.+-]+@[\w.-]+\w",
                ),
                (
                    "phone",
                    r"(?<![\w+])(?:\+?\d{2,3}[ .-]?)?\(?\d{2,5}\)?(?:[ .-]\d{2,4}){3,4}(?!\d)|(?<!\d)0\d{4} \d{6}(?!\d)",
                ),
                (
                    "slashed",
                    rf"(?<![\d/]){day}/(?P<month>0?[1-9]|1[0-2])(?:/(?P<year>\d{{4}}|\d\d))?(?![\d/])",
                ),
                (
                    "day_month",
                    rf"(?<!\w)(?:(?P<weekday>{weekday})\.?,?(?: le| the)? )?{day}{suffix}(?: of)? (?P<month>{month})\b\.?(?: (?P<year>20\d\d))?",
                ),
                (
                    "month_day",
                    rf"(?<!\w)(?:(?P<weekday>{weekday})\.?,? )?(?P<month>{month}) (?:the )?{day}{suffix}(?!\w)(?:,? (?P<year>20\d\d))?",
                ),
                (
                    "weekday_day",
                    rf"(?<!\w)(?P<weekday>{weekday})\.?,?(?: le| the)? {day}{suffix}(?![\w:%€.]| ?(?:h|am|pm|heures?)\b)",
                ),
                ("weekday", rf"(?<!\w)(?P<weekday>{weekday})s?\b"),
                ("day_alone", data["day_alone"]),
                ("relative", rf"(?<!\w)(?P<word>{_either(self._relative)})\b"),
                ("percent", rf"(?<![\w.,]){number} ?(?:{data['percent']})(?!\w)"),
                (
                    "amount_cents",
                    rf"(?<![\w.,])(?P<number>\d+) ?(?:€|£|euros?|e|eur|pounds?) ?(?P<cents>\d\d)(?!\w)",
                ),
                ("amount", rf"(?<![\w.,]){number} ?(?P<unit>[€£$]|(?:{money})\b)"),
                ("amount", rf"(?P<unit>[€£$]|\b(?:{money})\b) ?{number}(?![\w])"),
                ("words_duration", rf"(?<!\w)(?P<word>{_either(self._durations)})\b"),
                (
                    "time",
                    r"(?<![\w.,])(?P<hour>[01]?\d|2[0-3])(?: ?h ?| ?:)(?P<minute>[0-5]\d)(?: ?(?P<half>am|pm))?\b",
                ),
                ("time", r"(?<![\w.,])(?P<hour>1[0-2]|[1-9])(?P<minute>) ?(?P<half>am|pm)\b"),
                ("time_word", rf"(?<!\w)(?P<word>{_either(self._times)})\b"),
                (
                    "duration",
                    rf"(?<![\w.,]){number}[ -]?(?P<worked>{data['worked_before']} )?(?P<unit>{_either(self._units)})\b(?P<half> {data['half_after']})?(?P<worked_after> {data['worked_after']})?",
                ),
                ("quantity", rf"(?<![\w.,])(?P<number>{_NUMBER}) ?(?P<unit>{_QUANTITIES})(?!\w)"),
                ("long", r"(?<![\w.,])\d{5,}(?![\w])"),
                ("number", rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?![\w%/-])"),
                (
                    "number",
                    rf"(?<![\w-])(?P<number>{_either({k: v for k, v in self._numbers.items() if v > 1})})(?![\w-])",
                ),
            )
        ]

    def find(self, folded: str) -> tuple[Found, ...]:
        """The values of a folded text, in the order in which they stand."""
        taken = bytearray(len(folded))
        found: list[Found] = []
        for name, pattern in self._patterns:
            for match in pattern.finditer(folded):
                if any(taken[match.start() : match.end()]):
                    continue
                values = self._value(name, match)
                if values:
                    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                    found += values
        return tuple(sorted(found, key=lambda v: (v.start, v.kind)))

    def _value(self, name: str, match: re.Match[str]) -> list[Found]:
        span = match.span()
        groups = match.groupdict()
        if name in {"code", "phone", "long"}:
            return [Found("code", *span, code=plain_code(match.group()))]
        if name in {"iso", "slashed", "day_month", "month_day", "weekday_day", "weekday", "day_alone"}:
            return [Found("date", *span, day=self._day(groups))]
        if name == "relative":
            return [Found("date", *span, number=self._relative[groups["word"]], unit="relative")]
        if name == "words_duration":
            return [Found("duration", *span, number=self._durations[groups["word"]])]
        if name == "time_word":
            return [Found("time", *span, number=self._times[groups["word"]])]
        if name == "time":
            return self._time(span, groups)
        if name == "duration":
            return self._duration(span, groups)
        number = self._number(groups["number"])
        if name == "amount_cents":
            return [Found("amount", *span, number=number + int(groups["cents"]) / 100)]
        if name == "amount":
            return [Found("amount", *span, number=number, unit=self._currency(groups["unit"]))]
        if name == "quantity":
            return [Found("quantity", *span, number=number, unit=_plain_unit(groups["unit"]))]
        return [Found("percent" if name == "percent" else "number", *span, number=number)]

    def _day(self, groups: dict[str, str]) -> Day:
        month, year = groups.get("month"), groups.get("year")
        weekday, day = groups.get("weekday"), groups.get("day")
        return Day(
            year=None if not year else int(year) + (2000 if len(year) == 2 else 0),
            month=None if not month else int(month) if month.isdigit() else self._months[month],
            day=int(day) if day else None,
            weekday=self._weekdays[weekday] if weekday else None,
        )

    def _time(self, span: tuple[int, int], groups: dict[str, str]) -> list[Found]:
        hour = int(groups["hour"]) % 24
        if groups.get("half"):
            hour = hour % 12 + (12 if groups["half"] == "pm" else 0)
        return [Found("time", *span, number=hour * 60 + int(groups["minute"] or 0))]

    def _duration(self, span: tuple[int, int], groups: dict[str, str]) -> list[Found]:
        unit = self._units[groups["unit"]]
        number = self._number(groups["number"]) + (0.5 if groups.get("half") else 0)
        worked = "worked" if groups.get("worked") or groups.get("worked_after") else ""
        found = [Found("duration", *span, number=round(number * unit, 3), unit=worked)]
        if groups["unit"] in {"h", "heure", "heures"} and number <= 24:
            # "18 h" is six in the evening as well as a delay.
            found.append(Found("time", *span, number=number * 60 % 1440))
        return found

    def _number(self, text: str) -> float:
        if text in self._numbers:
            return float(self._numbers[text])
        text = text.replace(" ", "")
        if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", text):
            return float(re.sub(r"[.,]", "", text))
        whole, _, cents = text.replace(",", ".").rpartition(".")
        return float(f"{whole.replace('.', '')}.{cents}" if whole else cents)

    def _currency(self, unit: str) -> str:
        return next((code for code, pattern in self._currencies if pattern.fullmatch(unit)), "")


def _either(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _plain_unit(unit: str) -> str:
    return {"gb": "go", "mb": "mo", "mbps": "mb/s", "gbps": "gb/s", "point": "points"}.get(unit, unit)


def plain_code(text: str) -> str:
    """A code, address or number without the signs that people put in or leave out."""
    return re.sub(r"[\s._()-]", "", text.lower())


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
    if said.kind == "code":
        return said.code == wanted.code
    return abs(said.number - wanted.number) < 1e-6 and said.unit == wanted.unit


def _same_duration(said: Found, wanted: Found) -> bool:
    if abs(said.number - wanted.number) < 1e-6:
        return True
    if "worked" in {said.unit, wanted.unit} and {said.unit, wanted.unit} != {"worked"}:
        # Five worked days are a week.
        worked, other = (said, wanted) if said.unit else (wanted, said)
        return other.number % (7 * DAY_S) == 0 and worked.number / 5 == other.number / 7
    months, year = 30 * DAY_S, 365 * DAY_S
    return round(said.number / year * 12, 2) == round(wanted.number / months, 2) or round(
        wanted.number / year * 12, 2
    ) == round(said.number / months, 2)


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


def _date(day: Day, today: date) -> date | None:
    """The nearest such date if day and month are said, else the next one; None for a day that does not exist."""
    if day == Day():
        return None
    steps = (sign * n for n in range(400) for sign in ((1, -1) if _full(day) else (1,)))
    dates = (today + timedelta(days=n) for n in steps)
    return next((candidate for candidate in dates if _agrees(day, candidate)), None)


@lru_cache(maxsize=2048)
def values_of(text: str, code: str) -> tuple[Found, ...]:
    """The values in a text that stands for one; a bare number only where there is nothing else."""
    found = finder(code).find(fold(text))
    sure = tuple(v for v in found if v.kind != "number")
    return sure or found
