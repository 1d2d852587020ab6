"""Models with templates, filled. What holds a template is found once; a filling then touches only that."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from chattrainer.content.templates import (
    Argument,
    DateOf,
    Gendered,
    Reference,
    Template,
    ValueOf,
    template,
)
from chattrainer.content.wording import date_text, scalar_text
from chattrainer.model.base import Scalar
from chattrainer.model.case import Person

M = TypeVar("M", bound=BaseModel)
Loc = tuple[str | int, ...]


class Values:
    """What one chat's templates stand for: drawn and structural values, persons, today, the company's name."""

    def __init__(
        self, language: str, today: date, scalars: Mapping[str, Scalar], people: Mapping[str, Person]
    ):
        self.language = language
        self.today = today
        self._people = people
        self.scalars: dict[str, Scalar] = dict(scalars)
        for name, person in people.items():
            for field in PERSON_FIELDS:
                self.scalars[f"{name}.{field}"] = getattr(person, field)

    def scalar(self, reference: Reference) -> Scalar:
        """The value itself, with its type. KeyError for a name that is not drawn."""
        if isinstance(reference, ValueOf):
            return self.scalars[reference.name]
        if isinstance(reference, Gendered):
            female = self._people[reference.name].gender == "f"
            return reference.feminine if female else reference.masculine
        if isinstance(reference, DateOf):
            return date_text(self.language, self.today, reference.days, reference.form)
        raise KeyError(str(reference))

    def text(self, reference: Reference) -> str:
        return scalar_text(self.language, self.scalar(reference))

    @property
    def texts(self) -> dict[str, str]:
        """Every value as a text, by name."""
        return {name: scalar_text(self.language, value) for name, value in self.scalars.items()}


# What `{customer.…}` may name; `name` is the first and last name.
PERSON_FIELDS = ("name", "first_name", "last_name", "title", "email", "postcode", "phone")

Fill = Callable[[Values], Any]


def filler(value: M) -> Callable[[Values], M]:
    """Prepares a model: the function gives it with every template filled, arguments of actions aside."""
    fill = _filler(value, keeps_type=False)
    return fill if fill is not None else lambda values: value


def templates_in(value: BaseModel) -> Iterator[tuple[Loc, Template]]:
    """Every template of a model, with the path of its text."""
    yield from _templates_in(value, ())


def _templates_in(value: Any, loc: Loc) -> Iterator[tuple[Loc, Template]]:
    if isinstance(value, str):
        if (found := template(value)) is not None:
            yield loc, found
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _templates_in(getattr(value, name), (*loc, info.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _templates_in(item, (*loc, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _templates_in(item, (*loc, key))


def _filler(value: Any, keeps_type: bool) -> Fill | None:
    """How to fill a value, or None when it holds no template."""
    if isinstance(value, str):
        return _text_filler(value, keeps_type)
    if isinstance(value, BaseModel):
        return _model_filler(value)
    if isinstance(value, tuple):
        parts = {index: fill for index, item in enumerate(value) if (fill := _filler(item, keeps_type))}
        return _tuple_filler(value, parts) if parts else None
    if isinstance(value, dict):
        by_key = {key: fill for key, item in value.items() if (fill := _filler(item, keeps_type))}
        if by_key:
            return lambda values: {**value, **{key: fill(values) for key, fill in by_key.items()}}
    return None


def _text_filler(text: str, keeps_type: bool) -> Fill | None:
    found = template(text)
    if found is None or all(isinstance(each, Argument) for each in found.references):
        return None
    whole = found.whole
    if keeps_type and whole is not None:
        return lambda values: values.scalar(whole)
    return lambda values: found.filled(values.text)


def _model_filler(model: BaseModel) -> Fill | None:
    fills: dict[str, Fill] = {}
    for name in type(model).model_fields:
        fill = _filler(getattr(model, name), name in _scalar_fields(type(model)))
        if fill is not None:
            fills[name] = fill
    if not fills:
        return None
    return lambda values: model.model_copy(update={name: fill(values) for name, fill in fills.items()})


def _tuple_filler(items: tuple[Any, ...], parts: dict[int, Fill]) -> Fill:
    return lambda values: tuple(
        parts[index](values) if index in parts else item for index, item in enumerate(items)
    )


@cache
def _scalar_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields that hold values of any simple type: there a whole template keeps the drawn value's type."""
    return frozenset(name for name, info in model.model_fields.items() if _holds_scalars(info.annotation))


def _holds_scalars(annotation: Any) -> bool:
    arguments = get_args(annotation)
    if {str, bool, int, float} <= set(arguments):
        return True
    inside = get_origin(annotation) in (dict, tuple, Union, UnionType)
    return inside and any(_holds_scalars(each) for each in arguments)
