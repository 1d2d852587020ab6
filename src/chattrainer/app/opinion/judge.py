"""A second opinion on the agent's writing: yes or no to named items, each with a quote, asked several times.

It stands beside the scores and enters none. The agent's words are data: they cannot speak to the judge, and an
answer is only taken when it is a yes or a no and its quote stands in a message of the agent.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from chattrainer.app.opinion.asking import (
    Asker,
    fenced,
    object_in,
    objects,
    quoted,
    speaks_to_the_judge,
    wordings,
)
from chattrainer.model.errors import OutsideError
from chattrainer.model.opinion import OPINION_ITEMS, ItemOpinion, Opinion, OpinionItem, Vote
from chattrainer.model.transcript import ChatState, Message, Transcript

SAMPLES = 5
_ANSWERS = {"yes": True, "no": False}
NOT_SHOWN = "[…]"


def opinion(transcript: Transcript, language: str, asker: Asker, samples: int = SAMPLES) -> Opinion:
    """The opinion on each chat in which the agent wrote. Void chats are passed over.

    Raises OutsideError when the very first answer does not come; one that fails later is counted unusable.
    """
    chats = [c for c in transcript.chats if c.void is None and c.agent_messages]
    withheld = tuple(m.number for c in chats for m in c.agent_messages if speaks_to_the_judge(m.text))
    items: list[ItemOpinion] = []
    for chat in chats:
        asked = request(chat, language, withheld)
        shown = [m for m in chat.agent_messages if m.number not in withheld]
        first_of_all = not items
        answers = list(_answers(asker, asked, samples, must_answer=first_of_all))
        votes = [votes_in(answer, shown) for answer in answers]
        items += [_tallied(chat.chat, item, votes) for item in OPINION_ITEMS]
    return Opinion(model=asker.model, samples=samples, items=tuple(items), withheld=withheld)


def request(chat: ChatState, language: str, withheld: Sequence[int] = ()) -> list[dict[str, str]]:
    """The messages that ask for an opinion on a chat."""
    known = wordings(language)
    lines = [
        {
            "n": m.number,
            "from": m.sender,
            "text": NOT_SHOWN if m.number in withheld else m.text,
        }
        for m in chat.messages
    ]
    items = "\n".join(f"- {item}: {known.items[item]}" for item in OPINION_ITEMS)
    return [
        {"role": "system", "content": known.prompts["judge"].format(items=items)},
        {"role": "user", "content": f"{fenced(lines)}\n\n{known.prompts['judge_task']}"},
    ]


def schema() -> dict[str, Any]:
    """The JSON Schema of an answer."""
    item = {
        "type": "object",
        "properties": {
            "item": {"type": "string", "enum": list(OPINION_ITEMS)},
            "answer": {"type": "string", "enum": list(_ANSWERS)},
            "quote": {"type": "string"},
        },
        "required": ["item", "answer", "quote"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"items": {"type": "array", "items": item}},
        "required": ["items"],
        "additionalProperties": False,
    }


def votes_in(answer: str | None, shown: Sequence[Message]) -> Mapping[str, Vote]:
    """The votes of one answer that can be taken, by item: the first for each."""
    found = object_in(answer) if answer is not None else None
    votes: dict[str, Vote] = {}
    for given in objects(found or {}, "items"):
        item, answered = given.get("item"), given.get("answer")
        if item not in OPINION_ITEMS or not isinstance(answered, str) or answered not in _ANSWERS:
            continue
        held = next(((m, q) for m in shown if (q := quoted(given.get("quote"), m.text)) is not None), None)
        if held is not None:
            votes.setdefault(item, Vote(yes=_ANSWERS[answered], quote=held[1], event=held[0].number))
    return votes


def _answers(
    asker: Asker, asked: Sequence[Mapping[str, str]], samples: int, *, must_answer: bool
) -> Iterator[str | None]:
    for nth in range(samples):
        try:
            yield asker.ask(asked, schema())
        except OutsideError:
            if must_answer and nth == 0:
                raise
            yield None


def _tallied(chat: int, item: OpinionItem, answers: Sequence[Mapping[str, Vote]]) -> ItemOpinion:
    votes = tuple(votes[item] for votes in answers if item in votes)
    return ItemOpinion(chat=chat, item=item, votes=votes, unusable=len(answers) - len(votes))
