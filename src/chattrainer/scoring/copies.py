"""Messages that only say her own words back: they answer nothing, whatever a reader makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from chattrainer.model.transcript import ChatState, Message
from chattrainer.scoring.words import plain, words

ALIKE = 0.85
SHORTEST_WORDS = 3


def without_copies(chat: ChatState) -> ChatState:
    """The chat with nothing read into messages that copy what she has just written."""
    messages: list[Message] = []
    burst: list[Message] = []
    for message in chat.messages:
        if message.sender == "customer":
            if messages and messages[-1].sender == "agent":
                burst = []
            burst.append(message)
        elif message.reading is not None and _copies(message, burst):
            message = replace(message, reading=message.reading.model_copy(update=_NOTHING))
        messages.append(message)
    return replace(chat, messages=tuple(messages))


_NOTHING = dict.fromkeys(
    ("acts", "asks", "tells", "tells_wrong", "offers", "restates", "unsure", "items"), ()
)


def _copies(message: Message, burst: Sequence[Message]) -> bool:
    said = _words(message.text)
    heard = [_words(m.text) for m in burst]
    whole = [word for line in heard for word in line]
    return len(said) >= SHORTEST_WORDS and any(_alike(said, line) for line in [*heard, whole] if line)


def _alike(said: list[str], heard: list[str]) -> bool:
    shorter, longer = sorted((len(said), len(heard)))
    if 2 * shorter < ALIKE * (shorter + longer):
        return False
    return SequenceMatcher(None, said, heard, autojunk=False).ratio() >= ALIKE


def _words(text: str) -> list[str]:
    return [plain(word.text) for word in words(text)]
