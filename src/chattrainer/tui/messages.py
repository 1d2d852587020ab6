"""What widgets and threads tell the screens: messages go up, attributes go down."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from textual.message import Message

from chattrainer.tui.drafts import Draft, Source

if TYPE_CHECKING:
    from chattrainer.model.errors import IllegalInput
    from chattrainer.model.findings import LanguageFinding
    from chattrainer.model.log import Entry
    from chattrainer.tui.services import Session

Gesture = Literal["close", "escalate", "nudge", "page", "quote", "status"]
"""Gestures on the focused chat that a key, a button or a list entry asks for."""


class SessionReady(Message):
    """The sitting is prepared and can start."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session


class EntriesPosted(Message):
    """The log grew."""

    def __init__(self, entries: "Sequence[Entry]") -> None:
        super().__init__()
        self.entries = entries


class GestureRefused(Message):
    """The sitting could not take a gesture."""

    def __init__(self, error: "IllegalInput") -> None:
        super().__init__()
        self.error = error


class SittingFailed(Message):
    """The sitting's thread, or its preparation, broke."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error


class ChatChosen(Message):
    """The agent wants to turn to a chat."""

    def __init__(self, chat: int) -> None:
        super().__init__()
        self.chat = chat


class SendAsked(Message):
    """The agent sends a draft."""

    def __init__(self, chat: int, draft: Draft) -> None:
        super().__init__()
        self.chat = chat
        self.draft = draft


class ComposeChanged(Message):
    """The agent began or stopped composing."""

    def __init__(self, chat: int, on: bool) -> None:
        super().__init__()
        self.chat = chat
        self.on = on


class MarksAsked(Message):
    """The agent paused while typing: are the words of the draft spelt right?"""

    def __init__(self, chat: int, draft: Draft) -> None:
        super().__init__()
        self.chat = chat
        self.draft = draft


class MisspeltFound(Message):
    """The words (start, end) of a draft that no dictionary knows."""

    def __init__(self, chat: int, text: str, spans: tuple[tuple[int, int], ...]) -> None:
        super().__init__()
        self.chat = chat
        self.text = text
        self.spans = spans


class HintsFound(Message):
    """What is wrong in a message that was sent."""

    def __init__(self, chat: int, text: str, found: "Sequence[LanguageFinding]") -> None:
        super().__init__()
        self.chat = chat
        self.text = text
        self.found = found


class InsertAsked(Message):
    """A text is to go into the focused chat's composer."""

    def __init__(self, text: str, source: Source, of: str | None = None) -> None:
        super().__init__()
        self.text = text
        self.source = source
        self.of = of


class LookAsked(Message):
    """The agent opens the card, the records or the customer's page."""

    def __init__(self, what: Literal["card", "records", "page"]) -> None:
        super().__init__()
        self.what = what


class SearchAsked(Message):
    """The agent searches the knowledge base."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class ArticleAsked(Message):
    """The agent opens an article."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self.article = article


class ActionAsked(Message):
    """The agent wants to start an action on the case."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action


class GestureAsked(Message):
    """The agent asks for one of the desk's own gestures."""

    def __init__(self, gesture: Gesture) -> None:
        super().__init__()
        self.gesture = gesture


class NoteAsked(Message):
    """The agent keeps a private note."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


Consulting = LookAsked | SearchAsked | ArticleAsked | NoteAsked
"""What is asked of the records, the knowledge base and the notes."""
