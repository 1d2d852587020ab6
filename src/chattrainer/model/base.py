"""What every value of chattrainer shares: frozen, closed to unknown fields, and counted in integers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

Millis = Annotated[int, Field(ge=0, le=10**12, description="since the sitting's start")]
Seconds = Annotated[float, Field(ge=0, le=10**7, allow_inf_nan=False)]
ChatNumber = Annotated[int, Field(ge=1, le=999, description="The chat's number in its sitting, from 1.")]
Scalar = str | bool | int | float | None


class Value(BaseModel):
    """An immutable value. Two with the same fields are the same value."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def what_is_wrong(error: ValidationError, skip: int = 0) -> str:
    """The first thing that is wrong with given fields, without what was given; `skip` parts of its path are ours."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"][skip:])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
