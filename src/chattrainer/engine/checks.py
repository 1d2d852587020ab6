"""Whether an input can be taken: what is known of it whatever the moment, then what the moment allows."""

from collections.abc import Mapping
from typing import Any

from chattrainer.engine.chat import Chat
from chattrainer.engine.states import Phase
from chattrainer.model.errors import IllegalInput
from chattrainer.model.inputs import (
    Act,
    Close,
    Compose,
    Escalate,
    Focus,
    Input,
    Look,
    Note,
    OpenArticle,
    Say,
    Search,
)

AGENT_IN_CHAT = (Say, Act, Look, Escalate, Note, Close, Compose)


def check_static(given: Input, chats: Mapping[int, Chat]) -> None:
    """Raises IllegalInput for what could never be right in this sitting: unknown chat, action, article…"""
    number = getattr(given, "chat", None)
    if number is not None and number not in chats:
        raise IllegalInput("unknown_chat", chat=number)
    if isinstance(given, Say):
        _check_text(given)
    elif isinstance(given, Act):
        chats[given.chat].ledger.check(given.action, given.args)
    elif isinstance(given, Escalate):
        _among("unknown_channel", given.channel, [c.id for c in chats[given.chat].case.company.channels])
    elif isinstance(given, Close):
        _among("unknown_reason", given.reason, list(chats[given.chat].case.company.reasons))
    elif isinstance(given, OpenArticle):
        known = [a.id for c in chats.values() for a in c.case.articles]
        _among("unknown_article", given.id, known)


def check_moment(given: Input, chats: Mapping[int, Chat], finished: bool) -> None:
    """Raises IllegalInput for what is not possible now: writing in a chat that is closed or not yet there."""
    if finished and isinstance(given, (*AGENT_IN_CHAT, Search, OpenArticle, Focus)):
        raise IllegalInput("sitting_finished")
    if not isinstance(given, AGENT_IN_CHAT):
        return
    chat = chats[given.chat]
    if chat.phase is Phase.PLANNED:
        raise IllegalInput("chat_not_open_yet", chat=given.chat)
    # Notes and the end of a draft may come after the close.
    if not chat.is_open and not isinstance(given, Note | Compose | Look):
        raise IllegalInput("chat_closed", chat=given.chat)
    if isinstance(given, Close) and chat.acting:
        raise IllegalInput("action_running", chat=given.chat)


def _check_text(given: Say) -> None:
    if not given.text.strip():
        raise IllegalInput("empty_message", chat=given.chat)
    end = 0
    for span in sorted(given.spans, key=lambda s: s.start):
        if not end <= span.start <= span.end <= len(given.text):
            raise IllegalInput("wrong_span", chat=given.chat, start=span.start, end=span.end)
        end = span.end


def _among(key: str, value: str, known: list[Any]) -> None:
    if value not in known:
        raise IllegalInput(key, value=value, known=", ".join(dict.fromkeys(known)))
