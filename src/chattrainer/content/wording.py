"""Drawn values as texts of a language: dates, amounts. What a language does is data of its locale files."""

from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from chattrainer.content.templates import DateForm
from chattrainer.locale.texts import Texts
from chattrainer.model.base import Scalar


@lru_cache(maxsize=2048)
def date_text(language: str, today: date, days: int, form: DateForm) -> str:
    """The date so many days from today: `jeudi 5 mars`, `jeudi`, `5 mars`, `05/03/2026`, `2026-03-05`."""
    day = today + timedelta(days=days)
    if form == "iso":
        return day.isoformat()
    texts = Texts(language)
    special = f"content.date.{form}_on_{day.day}"
    pattern = texts(special if texts.has(special) else f"content.date.{form}")
    return format_date(day, pattern, locale=texts.language)


def scalar_text(language: str, value: Scalar) -> str:
    """A value inside a sentence: whole numbers plainly, amounts with two decimals, as the language writes them."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: ""}[value]
    if isinstance(value, float):
        pattern = "0" if value.is_integer() else "0.00"
        return format_decimal(value, pattern, locale=Texts(language).language)
    return str(value)
