"""What a reading amounts to: does it answer, ask, add anything? Acts are those of docs/dialogue-acts.md."""

from collections.abc import Callable
from dataclasses import dataclass

from chattrainer.model.ids import Act
from chattrainer.model.reading import Reading, ReadingItem
from chattrainer.model.transcript import Message

ASKING: frozenset[Act] = frozenset({"ask_open", "ask_closed", "ask_choice", "request_data"})
ANSWERING: frozenset[Act] = frozenset(
    {
        "information",
        "instruction",
        "offer",
        "action_done",
        "next_step",
        "refusal",
        "objection_handling",
        "escalation",
        "link",
    }
)
USEFUL: frozenset[Act] = ASKING | ANSWERING
# What a turn may consist of without being empty, besides what is useful. Greeting, empathy and apology
# count once; a hold counts while it buys time.
CARRYING: frozenset[Act] = USEFUL | {
    "reformulation",
    "comprehension_check",
    "steering",
    "offer_help",
    "anything_else",
    "farewell",
}

# Moves by which she checks in after a silence or agrees to wait: the agent's turn goes on.
IN_BETWEEN: frozenset[str] = frozenset({"idle_check", "wait_ok", "left", "gives_up"})
# Moves that leave a question in the room until something answers it.
DEMANDING: frozenset[str] = frozenset(
    {
        "opening",
        "question",
        "objection",
        "second_request",
        "insist",
        "led",
        "impatient",
        "confused",
        "still_unsolved",
        "comes_back",
    }
)


def is_useful(reading: Reading | None) -> bool:
    """Whether a message answers: a question, information, an instruction, an offer, an action, a step…"""
    if reading is None:
        return False
    return bool(
        USEFUL & set(reading.acts) or reading.asks or reading.tells or reading.tells_wrong or reading.offers
    )


def is_answer(reading: Reading | None) -> bool:
    """Whether a message gives something, rather than asks."""
    if reading is None:
        return False
    return bool(ANSWERING & set(reading.acts) or reading.tells or reading.tells_wrong or reading.offers)


def says_something(reading: Reading | None) -> bool:
    """Whether anything at all was understood: a bare *ok* says nothing."""
    return is_useful(reading) or (reading is not None and bool(reading.acts or reading.restates))


def demands(message: Message) -> bool:
    """Whether a message of the customer leaves a question in the room."""
    return message.move in DEMANDING or ("?" in message.text and message.move not in IN_BETWEEN)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the agent: the facts it asks for (none known: a free one), and where it stands."""

    message: Message
    facts: tuple[str, ...]
    start: int = 0
    end: int | None = None


def questions(message: Message) -> tuple[Question, ...]:
    """The questions of a message. One stretch of text that asks for several facts is one question.

    A message whose acts ask for nothing (*anything else?*) has none, whatever fact it resembles.
    """
    reading = message.reading
    if reading is None or (reading.acts and not ASKING & set(reading.acts)):
        return ()
    asked = _by_stretch(reading, lambda item: item.kind == "ask")
    found = [Question(message, tuple(i.id for i in group), *_bounds(group)) for group in asked]
    spoken = {fact for question in found for fact in question.facts}
    found += [Question(message, (fact,)) for fact in reading.asks if fact not in spoken]
    free = _by_stretch(reading, lambda item: item.kind == "act" and item.id in ASKING)
    for group in free:
        start, end = _bounds(group)
        if not any(q.end is not None and q.start < end and start < q.end for q in found):
            found.append(Question(message, (), start, end))
    if not found and ASKING & set(reading.acts):
        found.append(Question(message, ()))
    return tuple(found)


def _by_stretch(reading: Reading, wanted: Callable[[ReadingItem], bool]) -> list[list[ReadingItem]]:
    groups: list[list[ReadingItem]] = []
    for item in sorted((i for i in reading.items if wanted(i)), key=lambda i: (i.start, i.end)):
        if groups and item.start < max(i.end for i in groups[-1]):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _bounds(group: list[ReadingItem]) -> tuple[int, int]:
    return group[0].start, max(item.end for item in group)
