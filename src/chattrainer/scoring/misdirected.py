"""Messages sent to the wrong customer: they carry a drawn value of another chat that is in nothing of this one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from chattrainer.model.case import Case
from chattrainer.model.ids import Outcome
from chattrainer.model.rubric import Rubric
from chattrainer.model.transcript import ChatState, Message, Transcript
from chattrainer.scoring.words import plain

# Shorter values, and words that anybody may use, prove nothing.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Misdirected:
    """`value` of chat `whose` was sent to chat `chat`. `mended`: an apology followed in time."""

    chat: int
    whose: int
    message: Message
    value: str
    personal: bool
    mended: bool = False


def misdirected(transcript: Transcript, cases: Mapping[int, Case], rubric: Rubric) -> tuple[Misdirected, ...]:
    """Every such message of a sitting, in order of the log; each counts once."""
    within_ms = int(rubric.params["apology_within_s"] * 1000)
    found = []
    for chat in transcript.chats:
        if chat.chat not in cases:
            continue
        own = _own_text(cases[chat.chat])
        foreign = [(n, v, p) for n, case in cases.items() if n != chat.chat for v, p in _values(case, own)]
        for message in chat.agent_messages:
            heard = plain(" ".join(m.text for m in chat.customer_messages if m.number < message.number))
            hit = next(((n, v, p) for n, v, p in foreign if _carries(message.text, v, heard)), None)
            if hit is not None:
                mended = hit[2] and _apologised(chat, message, within_ms)
                found.append(Misdirected(chat.chat, hit[0], message, hit[1], hit[2], mended))
    return tuple(sorted(found, key=lambda m: m.message.number))


def outcome_after(outcome: Outcome, chat: int, sent: tuple[Misdirected, ...], rubric: Rubric) -> Outcome:
    """Personal data in the wrong chat spoils both cases: wrong, or partial when it was put right at once."""
    personal = [m for m in sent if m.personal and chat in (m.chat, m.whose)]
    if not personal or outcome == "void":
        return outcome
    spoilt: Outcome = "partial" if all(m.mended for m in personal) else "wrong"

    def allowed(o: Outcome) -> float:
        return rubric.caps[o].composite if o in rubric.caps else 100.0

    return spoilt if allowed(spoilt) < allowed(outcome) else outcome


def _apologised(chat: ChatState, message: Message, within_ms: int) -> bool:
    after = [m for m in chat.agent_messages if m.number > message.number and m.at <= message.at + within_ms]
    return any(m.reading is not None and "apology" in m.reading.acts for m in after)


def _values(case: Case, own: str) -> list[tuple[str, bool]]:
    """The drawn values of a case that stand in nothing of another one, the personal ones first."""
    drawn = [*case.personal, *case.values.values()]
    unique = dict.fromkeys(v.strip() for v in drawn if len(v.strip()) >= SHORTEST)
    return [(v, v in case.personal) for v in unique if _telling(v, case) and plain(v) not in own]


def _telling(value: str, case: Case) -> bool:
    """Numbers, addresses and names tell whose they are; other drawn words may be anybody's."""
    return value in case.personal or any(c.isdigit() for c in value)


def _carries(text: str, value: str, heard: str) -> bool:
    if plain(value) in heard:
        return False
    return re.search(rf"(?<!\w){re.escape(plain(value))}(?!\w)", plain(text)) is not None


@lru_cache(maxsize=64)
def _text_of(json: str) -> str:
    return plain(json)


def _own_text(case: Case) -> str:
    """All that a case says, in one text."""
    return _text_of(case.model_dump_json(exclude={"chat"}))
