"""Templates: `{order}`, `{customer.name}`, `{customer ? remboursé | remboursée}`, `{today+3 weekday}` in texts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_VALUE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\Z")
_TODAY = re.compile(r"today(?:([+-])(\d{1,4}))?(?:\s+(weekday|day|short|iso))?\Z")
_GENDERED = re.compile(r"([a-z][a-z0-9_]*)\s*\?([^|]*)\|([^|]*)\Z")

DateForm = Literal["full", "weekday", "day", "short", "iso"]


@dataclass(frozen=True)
class ValueOf:
    """A drawn or structural value, or a person's field (`customer.name`)."""

    name: str


@dataclass(frozen=True)
class Gendered:
    """One of two forms, by the gender of a drawn person."""

    name: str
    masculine: str
    feminine: str


@dataclass(frozen=True)
class DateOf:
    """A date, so many days from the scenario's today."""

    days: int
    form: DateForm


@dataclass(frozen=True)
class Argument:
    """An action's argument: known only when the action is done, so left as it stands."""

    name: str


@dataclass(frozen=True)
class Broken:
    """A `{…}` that is none of these; `why` is a key of the content texts."""

    why: str


Reference = ValueOf | Gendered | DateOf | Argument | Broken


@dataclass(frozen=True)
class Template:
    """A text cut up: literal parts and references, in order, with the source of each reference."""

    parts: tuple[str | Reference, ...]
    sources: tuple[str, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def whole(self) -> Reference | None:
        """The reference, when the text is nothing but it."""
        return self.parts[0] if len(self.parts) == 1 and not isinstance(self.parts[0], str) else None

    def filled(self, value_of: Callable[[Reference], str]) -> str:
        """The text; arguments stay as they stand."""
        sources = iter(self.sources)
        written: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                written.append(part)
                continue
            source = next(sources)
            written.append(source if isinstance(part, Argument) else value_of(part))
        return "".join(written)


@lru_cache(maxsize=4096)
def template(text: str) -> Template | None:
    """The text's template, or None when it has no `{`."""
    if "{" not in text:
        return None
    parts: list[str | Reference] = []
    sources: list[str] = []
    end = 0
    for match in _TEMPLATE.finditer(text):
        _literal(text[end : match.start()], parts, sources)
        parts.append(_reference(match[1]))
        sources.append(match[0])
        end = match.end()
    _literal(text[end:], parts, sources)
    return Template(tuple(parts), tuple(sources))


def _literal(text: str, parts: list[str | Reference], sources: list[str]) -> None:
    if "{" in text:
        parts.append(Broken("brace_open"))
        sources.append(text)
    elif text:
        parts.append(text)


def _reference(body: str) -> Reference:
    body = body.strip()
    if match := _TODAY.match(body):
        days = int(match[2] or 0) * (-1 if match[1] == "-" else 1)
        return DateOf(days, _date_form(match[3]))
    if match := _GENDERED.match(body):
        return Gendered(match[1], match[2].strip(), match[3].strip())
    if body.startswith("args."):
        return Argument(body.removeprefix("args."))
    if _VALUE.match(body):
        return ValueOf(body)
    if body.startswith("today"):
        return Broken("date_form")
    return Broken("gendered_form" if "?" in body or "|" in body else "template_form")


def _date_form(word: str | None) -> DateForm:
    forms: tuple[DateForm, ...] = ("weekday", "day", "short", "iso")
    return next((form for form in forms if form == word), "full")
