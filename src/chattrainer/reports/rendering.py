"""Templates to HTML: everything that is no template's own is escaped, and controls are spelled out."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.reports import words


def html(template: str, texts: Texts, **view: Any) -> str:
    """One self-contained document in the language of `texts`."""
    bound = {
        "t": lambda key, **params: _coded(texts(key, **params)),
        "lang": texts.language,
        "number": lambda value, digits=0: words.number(texts, value, digits),
        "signed": lambda value, digits=0: words.signed(texts, value, digits),
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
    made.filters["lower_criterion"] = lambda name, t: t(f"common.criterion.{name}").lower()
    made.filters["source_word"] = lambda name, t: t(f"report.source.{name}")
    return made


def _coded(text: str) -> str:
    """A text of the locale; what it sets between backticks, as code."""
    if "`" not in text:
        return text
    parts = str(escape(printable(text))).split("`")
    return Markup("".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(parts)))


def _safe(value: Any) -> Any:
    # Texts of unknown origin only: what is marked up already was made by svg.py.
    return printable(value) if type(value) is str else value
