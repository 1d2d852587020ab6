"""Templates to HTML: everything that is no template's own is escaped, and controls are spelled out."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.reports import words


def html(template: str, texts: Texts, **view: Any) -> str:
    """One self-contained document in the language of `texts`."""
    bound = {
        "t": texts,
        "lang": texts.language,
        "number": lambda value, digits=0: words.number(texts, value, digits),
        "percent": lambda share: words.percent(texts, share),
        "day": lambda stamp: words.day(texts, stamp),
        "moment": lambda stamp: words.moment(texts, stamp),
        "clock": words.clock,
        "effect": lambda points: words.effect(texts, points),
        "criterion": lambda name: words.criterion(texts, name),
        "named": lambda table, name, **params: words.named(texts, table, name, **params),
    }
    return _environment().get_template(template).render(**bound, **view)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("chattrainer.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_safe,
    )
    made.filters["lower_criterion"] = lambda name, texts: words.criterion(texts, name).lower()
    made.filters["source_word"] = lambda name, texts: words.named(texts, "report.source", name)
    return made


def _safe(value: Any) -> Any:
    # Texts of unknown origin only: what is marked up already was made by svg.py.
    return printable(value) if type(value) is str else value
