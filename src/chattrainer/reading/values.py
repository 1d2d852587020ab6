"""Values in what people type: dates, weekdays, delays, amounts, percentages, times, quantities, codes, numbers.

Found in a folded text and compared by what they mean: *48h* is *deux jours*, *Friday* is *Friday 6 March*.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from chattrainer.reading.language import language as language_of
from chattrainer.reading.text import PLAIN_WORD, fold
from chattrainer.reading.value_patterns import names_of, patterns, slipped

Kind = Literal["date", "duration", "amount", "percent", "time", "quantity", "code", "size", "number"]


WEEK_S = 604_800
ABOUT = "about"
"""The unit of a duration in words that count loosely: *quinze jours* are two weeks, and fifteen days."""


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

    `unit` is the currency, the unit of a quantity, `worked` for worked days, or ABOUT.
    """

    kind: Kind
    start: int
    end: int
    number: float = 0.0
    unit: str = ""
    day: Day | None = None
    code: str = ""


LONGEST_S = 200 * 365 * 86_400
"""A longer time is none: no calendar can count it."""


@cache
def finder(code: str, slips: bool = False) -> "Finder":
    """The finder of values of a language; with `slips` it also knows its names with slips of the finger."""
    data = language_of(code).data["values"]
    return Finder(slipped(data) if slips else data, names_of(slipped(data)) - names_of(data))


@lru_cache(maxsize=1024)
def values_in(folded: str, code: str) -> tuple["Found", ...]:
    """The values of a folded text, in the order in which they stand."""
    known = finder(code, slips=True)
    if known.slips.isdisjoint(PLAIN_WORD.findall(folded)):
        known = finder(code)
    return known.find(folded)


class Finder:
    """Finds values by patterns of the language's data, the longer and surer first."""

    def __init__(self, data: dict[str, Any], slips: frozenset[str]) -> None:
        self.slips = slips
        self._weekdays = {name: i for i, names in enumerate(data["weekdays"]) for name in names}
        self._months = {name: i + 1 for i, names in enumerate(data["months"]) for name in names}
        self._relative: dict[str, int] = data["relative_days"]
        self._numbers: dict[str, int] = data["numbers"]
        self._units: dict[str, int] = data["units"]
        self._durations: dict[str, int] = data["words_for_durations"]
        self._times: dict[str, int] = data["time_words"]
        self._currencies = [(c, re.compile(p)) for c, names in data["currencies"].items() for p in names]
        self._patterns = patterns(data)

    def find(self, folded: str) -> tuple[Found, ...]:
        """The values of a folded text, in the order in which they stand."""
        taken = bytearray(len(folded))
        found: list[Found] = []
        for name, pattern in self._patterns:
            for match in pattern.finditer(folded):
                if any(taken[match.start() : match.end()]):
                    continue
                values = [
                    v for v in self._value(name, match) if v.kind != "duration" or v.number <= LONGEST_S
                ]
                if values:
                    taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                    found += values
        return tuple(sorted(found, key=lambda v: (v.start, v.kind)))

    def _value(self, name: str, match: re.Match[str]) -> list[Found]:
        span = match.span()
        groups = match.groupdict()
        if name in {"code", "phone", "long"}:
            return [Found("code", *span, code=plain_code(match.group()))]
        if name == "size":
            return [Found("size", *span, code="x".join(re.findall(r"\d+", match.group())))]
        if name in {"iso", "slashed", "day_month", "month_day", "weekday_day", "weekday", "day_alone"}:
            return [Found("date", *span, day=self._day(groups))]
        if name == "relative":
            return [Found("date", *span, number=self._relative[groups["word"]], unit="relative")]
        if name == "words_duration":
            return [Found("duration", *span, number=self._durations[groups["word"]], unit=ABOUT)]
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
        unit_s: float = self._units[groups["unit"]]
        number = self._number(groups["number"]) + (0.5 if groups.get("half") else 0)
        worked = "worked" if groups.get("worked") or groups.get("worked_after") else ""
        # A worked week is five worked days.
        unit_s = unit_s * 5 / 7 if worked and unit_s == WEEK_S else unit_s
        found = [Found("duration", *span, number=round(number * unit_s, 3), unit=worked)]
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


def _plain_unit(unit: str) -> str:
    return {"gb": "go", "mb": "mo", "mbps": "mb/s", "gbps": "gb/s", "point": "points"}.get(unit, unit)


def plain_code(text: str) -> str:
    """A code, address or number without the signs that people put in or leave out."""
    return re.sub(r"[\s._()-]", "", text.lower())


@lru_cache(maxsize=2048)
def values_of(text: str, code: str) -> tuple[Found, ...]:
    """The values in a text that stands for one; a bare number only where there is nothing else."""
    found = values_in(fold(text), code)
    sure = tuple(v for v in found if v.kind != "number")
    return sure or found
