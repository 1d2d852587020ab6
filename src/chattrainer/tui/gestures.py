"""The agent's gestures, as inputs of the sitting. Imported with the sitting: it needs the model."""

from typing import Any

from chattrainer.model.ids import AgentStatus, Disposition, LookTarget
from chattrainer.model.inputs import (
    MAX_TEXT,
    Act,
    Close,
    Compose,
    Escalate,
    Finish,
    Focus,
    Look,
    Note,
    OpenArticle,
    Say,
    Search,
    Span,
    Status,
)
from chattrainer.tui.drafts import Draft
from chattrainer.tui.outbox import Gesture, Outbox
from chattrainer.tui.services import Driver

MAX_MESSAGE = MAX_TEXT


class Gestures:
    """Submits gestures and remembers them until the driver has taken or refused them."""

    def __init__(self, driver: Driver, outbox: Outbox) -> None:
        self._driver = driver
        self._outbox = outbox

    def say(self, chat: int, draft: Draft) -> None:
        spans = tuple(Span(start=p.start, end=p.end, source=p.source, id=p.id, edited=p.edited)
                      for p in draft.pieces)  # fmt: skip
        self._submit(Say, draft=draft, chat=chat, text=draft.text, spans=spans)

    def act(self, chat: int, action: str, args: dict[str, Any]) -> None:
        self._submit(Act, chat=chat, action=action, args=args)

    def look(self, chat: int, what: LookTarget) -> None:
        self._submit(Look, chat=chat, what=what)

    def search(self, chat: int | None, text: str) -> None:
        self._submit(Search, chat=chat, text=text)

    def open_article(self, chat: int | None, article: str) -> None:
        self._submit(OpenArticle, chat=chat, id=article)

    def focus(self, chat: int | None) -> None:
        self._submit(Focus, chat=chat)

    def compose(self, chat: int, on: bool) -> None:
        self._submit(Compose, chat=chat, on=on)

    def escalate(self, chat: int, channel: str, summary: str) -> None:
        self._submit(Escalate, chat=chat, channel=channel, summary=summary)

    def note(self, chat: int, text: str) -> None:
        self._submit(Note, chat=chat, text=text)

    def close(self, chat: int, disposition: Disposition, reason: str, summary: str) -> None:
        self._submit(Close, chat=chat, disposition=disposition, reason=reason, summary=summary)

    def status(self, status: AgentStatus) -> None:
        self._submit(Status, status=status)

    def finish(self) -> None:
        self._submit(Finish)

    def _submit(self, kind: type[Any], draft: Draft | None = None, **fields: Any) -> None:
        self._outbox.sent(Gesture(kind.model_fields["kind"].default, fields.get("chat"), draft))
        self._driver.submit(kind, **fields)
