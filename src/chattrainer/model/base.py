"""What every value of chattrainer shares: frozen, closed to unknown fields, and counted in integers."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Millis = Annotated[int, Field(ge=0, le=10**12, description="since the sitting's start")]
Seconds = Annotated[float, Field(ge=0, le=10**7, allow_inf_nan=False)]
ChatNumber = Annotated[int, Field(ge=1, le=999, description="The chat's number in its sitting, from 1.")]
Scalar = str | bool | int | float | None


class Value(BaseModel):
    """An immutable value. Two with the same fields are the same value."""

    model_config = ConfigDict(frozen=True, extra="forbid")
