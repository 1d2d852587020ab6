"""Words and gestures put together into what the hands do one after the other; and what a chat shows of itself."""

from collections.abc import Sequence

from chattrainer.model.base import Millis
from chattrainer.model.transcript import ChatState, Message
from chattrainer.robots.robot import Gesture

MOST_WORDS = 38
Part = str | Gesture


def joined(parts: Sequence[Part]) -> list[Gesture]:
    """Words put together into messages of a readable length; gestures between them in their place."""
    gestures: list[Gesture] = []
    text = ""
    for part in parts:
        if isinstance(part, str) and len(f"{text} {part}".split()) <= MOST_WORDS:
            text = f"{text} {part}".strip()
            continue
        if text:
            gestures.append(Gesture(say=text))
        text = part if isinstance(part, str) else ""
        if isinstance(part, Gesture):
            gestures.append(part)
    return [*gestures, Gesture(say=text)] if text else gestures


def last_customer(chat: ChatState) -> Message | None:
    return next((m for m in reversed(chat.messages) if m.sender == "customer"), None)


def last_agent_at(chat: ChatState) -> Millis | None:
    return next((m.at for m in reversed(chat.messages) if m.sender == "agent"), None)


def is_answer(fresh: Sequence[Message], chat: ChatState) -> bool:
    """Whether one of her messages came after the agent's last."""
    last = chat.agent_messages[-1].number if chat.agent_messages else 0
    return any(message.number > last for message in fresh)


def acted_silently(chat: ChatState) -> bool:
    """Her last word was answered, she has nothing to say, and neither did the agent finish."""
    return chat.waiting_since is None
