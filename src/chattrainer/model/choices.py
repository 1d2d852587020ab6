"""What a scenario leaves to be chosen: values drawn for each sitting, structural values fixed by a form."""

from typing import Literal

from pydantic import Field

from chattrainer.model.base import Scalar, Value


class PeopleDraw(Value):
    """A person of the language's pool. `age` [from, to] and `gender` narrow the choice."""

    age: tuple[int, int] | None = None
    gender: Literal["f", "m"] | None = None


class Draw(Value):
    """One drawn value: exactly one of the fields.

    `pattern`: `#` becomes a digit, `@` a capital letter. `integer` and `amount` draw from [low, high].
    """

    people: PeopleDraw | None = None
    pattern: str | None = None
    any_of: tuple[Scalar, ...] | None = None
    integer: tuple[int, int] | None = None
    amount: tuple[float, float] | None = None


class AnyOf(Value):
    """A structural choice: fixed by the exam's form, not by the sitting's seed."""

    any_of: tuple[str, ...] = Field(min_length=1)
