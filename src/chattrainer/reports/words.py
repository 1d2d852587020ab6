"""Numbers, dates and rules in the reader's language."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.scorecard import Evidence

WHOLE = 100


def number(texts: Texts, value: float | None, digits: int = 0) -> str:
    """A number in the language's way; a dash for none."""
    return "–" if value is None else _formatted(texts.language, value, digits)


def signed(texts: Texts, value: float, digits: int = 0) -> str:
    """A change: with its sign, either way."""
    told = number(texts, value, digits)
    return f"+{told}" if value > 0 else told


@lru_cache(maxsize=4096)
def _formatted(language: str, value: float, digits: int) -> str:
    pattern = "0" if digits == 0 else "0." + "0" * digits
    return str(format_decimal(value, format=pattern, locale=language)).replace("-", "−")


def percent(texts: Texts, share: float | None) -> str:
    """A share (0 to 1) in whole percent."""
    return "–" if share is None else texts("report.percent", n=number(texts, share * WHOLE))


def day(texts: Texts, stamp: str | None) -> str:
    """The day of a UTC stamp; a dash for none, the stamp itself when it is none."""
    if not stamp:
        return "–"
    try:
        return str(format_date(date.fromisoformat(stamp[:10]), format="long", locale=texts("desk.calendar")))
    except ValueError:
        return printable(stamp, lines=False)


def moment(texts: Texts, stamp: str | None) -> str:
    """Day and time of a UTC stamp."""
    if not stamp:
        return "–"
    try:
        when = datetime.fromisoformat(stamp.replace("Z", "+00:00"))
    except ValueError:
        return printable(stamp, lines=False)
    told = format_datetime(when, format="d MMMM y, HH:mm", locale=texts("desk.calendar"), tzinfo=None)
    return f"{told} UTC"


def clock(at_ms: int | None) -> str:
    """`12:05`: minutes and seconds since the block began."""
    if at_ms is None:
        return ""
    minutes, seconds = divmod(at_ms // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def rule(texts: Texts, evidence: Evidence, extra_time_percent: int = WHOLE) -> str:
    """What a rule says of a moment; its id where there are no words for it.

    Aims are told as the rubric has them: a stretched one would tell of extra time, which no report does.
    """
    key = f"rules.{evidence.rule}"
    if not texts.has(key):
        return evidence.rule
    params = dict(evidence.params)
    aim = params.get("target")
    if evidence.criterion == "latency" and isinstance(aim, int | float) and extra_time_percent != WHOLE:
        params["target"] = round(aim * WHOLE / extra_time_percent)
    try:
        return texts(key, **params)
    except (KeyError, IndexError):
        return evidence.rule


def effect(texts: Texts, points: float) -> str:
    """`−3,0` or `+1,5`."""
    return ("−" if points < 0 else "+") + number(texts, abs(points), 1)


def criterion(texts: Texts, name: str) -> str:
    return texts(f"common.criterion.{name}")


def named(texts: Texts, table: str, name: str, **params: str | int | float) -> str:
    """A text by id; the id in plain words where it has none."""
    key = f"{table}.{name}"
    return texts(key, **params) if texts.has(key) else name.replace("_", " ")
