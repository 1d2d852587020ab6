"""What a reader finds in words that are not the agent's: less than it seems.

A message that only says her own words back answers nothing. A pasted article informs, but neither asks her,
nor restates her case, nor says what happens next in it.
"""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from chattrainer.model.ids import Act
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import ChatState, Message
from chattrainer.scoring.words import plain, words

ALIKE = 0.85
MOST = 0.8
PASTED = frozenset({"article", "pasted"})
SHORTEST_WORDS = 3


def fairly_read(chat: ChatState) -> ChatState:
    """The chat with no more read into copies and pasted texts than they can say."""
    messages: list[Message] = []
    burst: list[Message] = []
    for message in chat.messages:
        if message.sender == "customer":
            if messages and messages[-1].sender == "agent":
                burst = []
            burst.append(message)
        elif message.reading is not None and _copies(message, burst):
            message = replace(message, reading=message.reading.model_copy(update=_NOTHING))
        elif message.reading is not None and _pasted(message):
            message = replace(message, reading=_informing(message.reading))
        messages.append(message)
    return replace(chat, messages=tuple(messages))


_NOTHING = dict.fromkeys(
    ("acts", "asks", "tells", "tells_wrong", "offers", "restates", "unsure", "items"), ()
)
_INFORMING: frozenset[Act] = frozenset({"information", "instruction", "link"})


def _pasted(message: Message) -> bool:
    """Whether most of it is an article, or text from elsewhere, as it stood."""
    foreign = sum(s.end - s.start for s in message.spans if s.source in PASTED and not s.edited)
    return foreign >= MOST * len(message.text) > 0


def _informing(reading: Reading) -> Reading:
    items = tuple(i for i in reading.items if i.kind not in ("ask", "restate"))
    acts = tuple(a for a in reading.acts if a in _INFORMING)
    return reading.model_copy(update={"acts": acts, "asks": (), "restates": (), "items": items})


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
