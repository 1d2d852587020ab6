"""The log of a sitting: inputs and facts in the order in which they were appended, numbered from 1."""

from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from chattrainer.model.base import Value
from chattrainer.model.facts import AnyFact
from chattrainer.model.inputs import AnyInput

Event = Annotated[AnyInput | AnyFact, Field(discriminator="kind")]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
INPUT_KINDS: frozenset[str] = frozenset(kind.model_fields["kind"].default for kind in get_args(AnyInput))


class Entry(Value):
    """One line of a log. Evidence cites `number`."""

    number: int = Field(ge=1)
    event: Event


def is_input(event: Event) -> bool:
    """Whether the event came from outside (and is fed again by a re-drive) rather than from the engine."""
    return event.kind in INPUT_KINDS
