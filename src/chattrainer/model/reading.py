"""What was understood of one message of the agent."""

from typing import Literal

from pydantic import Field

from chattrainer.model.base import Value
from chattrainer.model.ids import Act

ItemKind = Literal["act", "ask", "tell", "tell_wrong", "offer", "forbidden", "restate", "hold"]


class ReadingItem(Value):
    """One thing understood, with the words it rests on: `text[start:end]`, in code points.

    `id` is an act for kind `act`, the scenario's id for the others, and `hold` for a hold.
    `confidence` runs from 0 to 1 and is rounded to 1e-3 before it meets any threshold.
    """

    kind: ItemKind
    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    confidence: float = Field(ge=0, le=1)


class Hold(Value):
    """A wait that the agent announced; `s` is the stated duration in seconds, if one was stated."""

    s: int | None = None


class Reading(Value):
    """Everything understood of one message.

    `tells` holds what is asserted with the right value, `tells_wrong` with another one; what is denied
    is in neither. `unsure` holds what lies below the threshold: the customer asks back instead of guessing.
    """

    reader: str
    acts: tuple[Act, ...] = ()
    asks: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    tells_wrong: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    restates: tuple[str, ...] = ()
    hold: Hold | None = None
    unsure: tuple[ReadingItem, ...] = ()
    items: tuple[ReadingItem, ...] = ()


class ContextLine(Value):
    """One earlier message, as context for a reading."""

    sender: Literal["agent", "customer"] = Field(alias="from")
    text: str
