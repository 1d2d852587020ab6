"""The log of a sitting: inputs and facts in the order in which they were appended, numbered from 1."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from chattrainer.model.base import Value
from chattrainer.model.facts import (
    ActionResult,
    ActionStarted,
    ArticleShown,
    ChatClosed,
    ChatOpened,
    ChatVoid,
    CustomerLeft,
    CustomerSaid,
    CustomerTyping,
    Escalated,
    HoldEnded,
    HoldGranted,
    LookResult,
    MoveEnded,
    OutcomeDecided,
    SearchResult,
    SittingEnded,
    SittingOpened,
)
from chattrainer.model.inputs import (
    Act,
    Close,
    Compose,
    Escalate,
    Finish,
    Focus,
    Look,
    Note,
    OpenArticle,
    Paused,
    ReadingGiven,
    Resumed,
    Say,
    Search,
    Status,
    WordingGiven,
)

Event = Annotated[
    Say
    | Act
    | Look
    | Search
    | OpenArticle
    | Focus
    | Compose
    | Escalate
    | Note
    | Close
    | Status
    | ReadingGiven
    | WordingGiven
    | Paused
    | Resumed
    | Finish
    | SittingOpened
    | ChatOpened
    | CustomerTyping
    | CustomerSaid
    | MoveEnded
    | HoldGranted
    | HoldEnded
    | CustomerLeft
    | ActionStarted
    | ActionResult
    | LookResult
    | SearchResult
    | ArticleShown
    | Escalated
    | ChatClosed
    | OutcomeDecided
    | ChatVoid
    | SittingEnded,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
INPUT_KINDS: frozenset[str] = frozenset(
    kind.model_fields["kind"].default
    for kind in (
        Say,
        Act,
        Look,
        Search,
        OpenArticle,
        Focus,
        Compose,
        Escalate,
        Note,
        Close,
        Status,
        ReadingGiven,
        WordingGiven,
        Paused,
        Resumed,
        Finish,
    )
)


class Entry(Value):
    """One line of a log. Evidence cites `number`."""

    number: int = Field(ge=1)
    event: Event


def is_input(event: Event) -> bool:
    """Whether the event came from outside (and is fed again by a re-drive) rather than from the engine."""
    return event.kind in INPUT_KINDS
