"""The patterns of values, made from a language's names of days, months, units and currencies."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
SHORTEST_DAY = 5
SHORTEST_UNIT = 4
"""Letters of a name in which a slip is recognised: a unit stands after a number, a day anywhere."""

_NUMBER = r"\d{1,3}(?:[ .]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,3})?"
_QUANTITIES = "go|gb|mo|mb/s|mb|mbps|gbps|gb/s|kg|g|cm|mm|m|m2|km|kwh|w|ml|l|cl|points?"
_START = r"(?<!\w)"
_NUMBER_START = r"(?<![\w.,])"

_FIXED = (
    ("iso", r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    ("code", r"(?<![\w@.])(?=[\w-]*\d)[a-z]{2,5}-?\d{3,}[\w-]*|[\w.+-]+@[\w.-]+\w"),
    ("phone", r"(?<![\w+])(?:\+?\d{2,3}[ .-]?)?\(?\d{2,5}\)?(?:[ .-]\d{2,4}){3,4}(?!\d)"),
    ("phone", r"(?<!\d)0\d{4} \d{6}(?!\d)"),
    (
        "size",
        r"(?<![\w.,])\d{2,4}(?: ?cm)?(?: ?[x×*] ?\d{2,4}(?: ?cm)?){1,2}"
        r"(?![\w]|[.,]\d| ?(?:[€£$%]|euros?\b|eur\b|cl\b|ml\b|k?g\b))",
    ),
)
_LATE = (
    (
        "time",
        _NUMBER_START + r"(?P<hour>[01]?\d|2[0-3])(?: ?h ?| ?:)(?P<minute>[0-5]\d)(?: ?(?P<half>am|pm))?\b",
    ),
    ("time", _NUMBER_START + r"(?P<hour>1[0-2]|[1-9])(?P<minute>) ?(?P<half>am|pm)\b"),
)
_LAST = (
    ("quantity", rf"{_NUMBER_START}(?P<number>{_NUMBER}) ?(?P<unit>{_QUANTITIES})(?!\w)"),
    ("long", r"(?<![\w.,])\d{5,}(?![\w])"),
    ("number", rf"(?<![\w.,/-])(?P<number>{_NUMBER})(?![\w%/-])"),
)


def either(names: Iterable[str]) -> str:
    """An alternative of names, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def slips_of(name: str, shortest: int) -> set[str]:
    """The ways in which a finger slips on a long name: a letter left out, doubled or swapped, not the first."""
    if len(name) < shortest or not name.isalpha():
        return set()
    places = range(1, len(name))
    dropped = {name[:i] + name[i + 1 :] for i in places}
    doubled = {name[:i] + name[i] + name[i:] for i in places}
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in places[:-1]}
    return (dropped | doubled | swapped) - {name}


def with_slips(names: Mapping[str, T], shortest: int) -> dict[str, T]:
    """The names and, for the long ones, their slips; what is a slip of two names, or a name itself, stays out."""
    found: dict[str, T] = {}
    doubtful = set(names)
    for name, value in names.items():
        for slip in sorted(slips_of(name, shortest) - doubtful):
            if slip in found and found[slip] != value:
                doubtful.add(slip)
            else:
                found[slip] = value
    return {**{slip: value for slip, value in found.items() if slip not in doubtful}, **names}


def slipped(data: dict[str, Any]) -> dict[str, Any]:
    """The language's data with the slips of its names of days, months and units."""
    days = [[*with_slips(dict.fromkeys(names, 0), SHORTEST_DAY)] for names in data["weekdays"]]
    months = [[*with_slips(dict.fromkeys(names, 0), SHORTEST_DAY)] for names in data["months"]]
    return {
        **data,
        "weekdays": days,
        "months": months,
        "units": with_slips(data["units"], SHORTEST_UNIT),
    }


def names_of(data: dict[str, Any]) -> frozenset[str]:
    return frozenset([*data["units"], *(n for key in ("weekdays", "months") for ns in data[key] for n in ns)])


def patterns(data: dict[str, Any]) -> list[tuple[str, re.Pattern[str]]]:
    """(name, pattern), the longer and surer first: what one has taken, no later one takes."""
    number = rf"(?P<number>{_NUMBER}|(?:{either(data['numbers'])})(?!\w))"
    counted = either(name for name, value in data["numbers"].items() if value > 1)
    found = [
        *_FIXED,
        *_days(data),
        ("percent", rf"{_NUMBER_START}{number} ?(?:{data['percent']})(?!\w)"),
        *_amounts(data, number),
        ("words_duration", rf"{_START}(?P<word>{either(data['words_for_durations'])})\b"),
        *_LATE,
        ("time_word", rf"{_START}(?P<word>{either(data['time_words'])})\b"),
        ("duration", _duration(data, number)),
        *_LAST,
        ("number", rf"(?<![\w-])(?P<number>{counted})(?![\w-])"),
    ]
    return [(name, re.compile(pattern)) for name, pattern in found]


def _days(data: dict[str, Any]) -> list[tuple[str, str]]:
    weekday = either(name for names in data["weekdays"] for name in names)
    month = either(name for names in data["months"] for name in names)
    day = r"(?P<day>0?[1-9]|[12]\d|3[01])" + data["day_suffix"]
    named = rf"(?P<weekday>{weekday})\.?,?"
    year = r"(?P<year>20\d\d)"
    slashed = r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?:/(?P<year>\d{4}|\d\d))?"
    return [
        ("slashed", rf"(?<![\d/]){slashed}(?![\d/])"),
        (
            "day_month",
            rf"{_START}(?:{named}(?: le| the)? )?{day}(?: of)? (?P<month>{month})\b\.?(?: {year})?",
        ),
        ("month_day", rf"{_START}(?:{named} )?(?P<month>{month}) (?:the )?{day}(?!\w)(?:,? {year})?"),
        ("weekday_day", rf"{_START}{named}(?: le| the)? {day}(?![\w%€]|[:.]\d| ?(?:h|am|pm|heures?)\b)"),
        ("weekday", rf"{_START}(?P<weekday>{weekday})s?\b"),
        ("day_alone", data["day_alone"]),
        ("relative", rf"{_START}(?P<word>{either(data['relative_days'])})\b"),
    ]


def _amounts(data: dict[str, Any], number: str) -> list[tuple[str, str]]:
    names = "|".join(name for names in data["currencies"].values() for name in names if name[-1] not in "€£$")
    signs = "€£$"
    cents = rf"(?P<number>\d+) ?(?:[€£]|(?:{names})) ?(?P<cents>\d\d)(?!\w)"
    return [
        ("amount_cents", _NUMBER_START + cents),
        ("amount", rf"{_NUMBER_START}{number} ?(?P<unit>[{signs}]|(?:{names})\b)"),
        ("amount", rf"(?P<unit>[{signs}]|\b(?:{names})\b) ?{number}(?![\w])"),
    ]


def _duration(data: dict[str, Any], number: str) -> str:
    worked = rf"(?P<worked>{data['worked_before']} )?"
    after = rf"(?P<half> {data['half_after']})?(?P<worked_after> {data['worked_after']})?"
    return rf"{_NUMBER_START}{number}[ -]?{worked}(?P<unit>{either(data['units'])})\b{after}"
