"""The agent's messages read by a language model too, beside the reader that counts: where do they differ?

What the model understands must name words of the message; what it understands from nowhere is left out. The
differences are material for a better reader. No customer and no score ever goes by them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chattrainer.app.opinion.asking import Asker, fenced, object_in, objects, quoted, wordings
from chattrainer.model.case import Case
from chattrainer.model.errors import OutsideError
from chattrainer.model.ids import ACTS
from chattrainer.model.opinion import ComparedKind, Comparison, Disagreement, Understood
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import ChatState, Message, Transcript

CONTEXT_LINES = 4
_NAMES: tuple[tuple[ComparedKind, str], ...] = (("act", "acts"), ("ask", "asks"), ("tell", "tells"))


def compared(transcript: Transcript, cases: Mapping[int, Case], asker: Asker) -> Comparison:
    """Every message of the agent that the log holds a reading of, read again by the model.

    Raises OutsideError when the very first answer does not come.
    """
    read = [
        (chat, message)
        for chat in transcript.chats
        if chat.chat in cases
        for message in chat.agent_messages
        if message.reading is not None
    ]
    unusable, unfounded = 0, 0
    found: list[Disagreement] = []
    for nth, (chat, message) in enumerate(read):
        case = cases[chat.chat]
        understood = _understood(asker, chat, message, case, must_answer=nth == 0)
        if understood is None:
            unusable += 1
            continue
        unfounded += understood[1]
        differing = _difference(message, chat, case, understood[0])
        if differing is not None:
            found.append(differing)
    readers = dict.fromkeys(m.reading.reader for _, m in read if m.reading is not None)
    return Comparison(
        reader=", ".join(readers),
        model=asker.model,
        messages=len(read),
        unusable=unusable,
        unfounded=unfounded,
        disagreements=tuple(found),
    )


def request(chat: ChatState, message: Message, case: Case) -> list[dict[str, str]]:
    """The messages that ask what one message of the agent does, asks and tells."""
    known = wordings(case.scenario.language)
    before = [m for m in chat.messages if m.number < message.number][-CONTEXT_LINES:]
    lines = [{"from": m.sender, "text": m.text} for m in before]
    asks = [f"- {name}: {fact.asked_like[0]}" for name, fact in _asked(case)]
    tells = [f"- {name}: {tell.like[0]}" for name, tell in case.scenario.tells.items() if tell.like]
    told = known.prompts["read"].format(
        acts=", ".join(ACTS), asks="\n".join(asks) or "–", tells="\n".join(tells) or "–"
    )
    task = known.prompts["read_task"]
    asked = fenced([{"from": "agent", "text": message.text}])
    return [
        {"role": "system", "content": told},
        {"role": "user", "content": f"{known.prompts['before']}\n{fenced(lines)}\n\n{task}\n{asked}"},
    ]


def schema() -> dict[str, Any]:
    """The JSON Schema of an answer."""
    one = {
        "type": "object",
        "properties": {"id": {"type": "string"}, "quote": {"type": "string"}},
        "required": ["id", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": one} for _, name in _NAMES},
        "required": [name for _, name in _NAMES],
        "additionalProperties": False,
    }


def understood_in(answer: str, text: str, case: Case) -> tuple[tuple[Understood, ...], int] | None:
    """What an answer understood, with words that stand in the text; and how much had none. None: no answer."""
    found = object_in(answer)
    if found is None or not any(isinstance(found.get(name), list) for _, name in _NAMES):
        return None
    known = _known(case)
    kept: dict[tuple[str, str], Understood] = {}
    unfounded = 0
    for kind, name in _NAMES:
        for given in objects(found, name):
            one = given.get("id")
            if not isinstance(one, str) or one not in known[kind]:
                unfounded += 1
                continue
            quote = quoted(given.get("quote"), text)
            if quote is None:
                unfounded += 1
            else:
                kept.setdefault((kind, one), Understood(kind=kind, id=one, quote=quote))
    return tuple(kept.values()), unfounded


def _understood(
    asker: Asker, chat: ChatState, message: Message, case: Case, *, must_answer: bool
) -> tuple[tuple[Understood, ...], int] | None:
    try:
        answer = asker.ask(request(chat, message, case), schema())
    except OutsideError:
        if must_answer:
            raise
        return None
    return understood_in(answer, message.text, case)


def _difference(
    message: Message, chat: ChatState, case: Case, model: Sequence[Understood]
) -> Disagreement | None:
    assert message.reading is not None
    own = tuple(_of_reader(message.reading, message.text))
    theirs = {(u.kind, u.id) for u in model}
    ours = {(u.kind, u.id) for u in own}
    if theirs == ours:
        return None
    return Disagreement(
        event=message.number,
        at=message.at,
        chat=chat.chat,
        scenario=chat.scenario,
        language=case.scenario.language,
        text=message.text,
        reader_only=tuple(u for u in own if (u.kind, u.id) not in theirs),
        llm_only=tuple(u for u in model if (u.kind, u.id) not in ours),
    )


def _of_reader(reading: Reading, text: str) -> Iterator[Understood]:
    quotes = {(item.kind, item.id): text[item.start : item.end] for item in reading.items}
    for kind, name in _NAMES:
        for one in getattr(reading, name):
            yield Understood(kind=kind, id=one, quote=quotes.get((kind, one)) or None)


def _known(case: Case) -> dict[ComparedKind, frozenset[str]]:
    return {
        "act": frozenset(ACTS),
        "ask": frozenset(name for name, _ in _asked(case)),
        "tell": frozenset(case.scenario.tells),
    }


def _asked(case: Case) -> list[tuple[str, Any]]:
    return [(name, fact) for name, fact in case.scenario.facts.items() if fact.asked_like]
