"""Days counted from today (*tomorrow*, *in two weeks*), where the examples of a thing name its day.

*It arrives on Thursday* and *you'll have it tomorrow* lie far apart, whichever day is meant. What counts from today
is therefore compared once more as if it named the day that the examples name.
"""

from chattrainer.reading.comparison import DAY_S
from chattrainer.reading.language import Language
from chattrainer.reading.text import fold
from chattrainer.reading.values import Found, values_in


def counted(folded: str, language: Language) -> tuple[Found, ...]:
    """The days that a stretch counts from today, each a `date`; those of *in two weeks* begin at *in*."""
    found = []
    for value in values_in(folded, language.code):
        if value.kind == "date" and value.unit == "relative":
            found.append(value)
        elif value.kind == "duration" and value.number >= DAY_S and value.unit == "":
            before = language.from_today.search(folded, 0, value.start)
            if before is not None:
                days = round(value.number / DAY_S)
                found.append(Found("date", before.start(), value.end, days, "relative"))
    return tuple(found)


def named_in(examples: tuple[str, ...], language: Language) -> str:
    """The first day that examples name, as they do; empty where they name none, or count one from today."""
    if any(day.number for text in examples for day in counted(fold(text), language)):
        return ""
    days = (
        (text, v)
        for text in examples
        for v in values_in(fold(text), language.code)
        if v.kind == "date" and v.unit != "relative"
    )
    return next((text[day.start : day.end] for text, day in days), "")


def naming(text: str, day: Found, name: str) -> str:
    """The text with another name for one of its days."""
    return text[: day.start] + name + text[day.end :]
