"""Messages sent to the wrong customer: they carry a drawn value of another chat that is in nothing of this one."""

from collections.abc import Mapping
from dataclasses import dataclass

from chattrainer.model.belonging import carries, plain, strangers_to
from chattrainer.model.case import Case
from chattrainer.model.ids import Outcome
from chattrainer.model.rubric import Rubric
from chattrainer.model.transcript import ChatState, Message, Transcript


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
        foreign = strangers_to(cases[chat.chat], cases.values())
        for message in chat.agent_messages:
            heard = plain(" ".join(m.text for m in chat.customer_messages if m.number < message.number))
            sent = (f for f in foreign if plain(f.value) not in heard and carries(message.text, f.value))
            hit = next(sent, None)
            if hit is not None:
                mended = hit.personal and _apologised(chat, message, within_ms)
                found.append(Misdirected(chat.chat, hit.chat, message, hit.value, hit.personal, mended))
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
