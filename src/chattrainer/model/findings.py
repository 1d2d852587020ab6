"""Findings: what a checker said of a message, kept beside the log with the checker's name and version."""

from pydantic import Field

from chattrainer.model.base import ChatNumber, Value
from chattrainer.model.reading import Reading

NO_ENGINE = "none"
"""Names the engine where there was none."""


class LanguageFinding(Value):
    """One language finding in a text: `text[start:end]` in code points. `weight` 0: shown, not counted."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    rule: str
    category: str
    message: str
    suggestions: tuple[str, ...] = ()
    weight: float = 1.0


class CheckedMessage(Value):
    """The findings in the agent's message that is event `number` of the log."""

    number: int
    chat: ChatNumber
    findings: tuple[LanguageFinding, ...]


class Findings(Value):
    """All language findings of a sitting, by one engine and policy, which `engine` names.

    `judged` False: no engine was there. `instead_of`: the one that was named and did not answer.
    """

    engine: str
    instead_of: str | None = None
    judged: bool = True
    messages: tuple[CheckedMessage, ...] = ()


class ReadAgain(Value):
    """How another reader understands the agent's text (a message, a hand-over) that is event `number` of the log."""

    number: int
    chat: ChatNumber
    reading: Reading


class Rereading(Value):
    """All texts of a sitting as one reader (its version) understands them. The log keeps its own readings."""

    reader: str
    texts: tuple[ReadAgain, ...] = ()
