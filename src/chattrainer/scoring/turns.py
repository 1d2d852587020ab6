"""Turns: all that the agent does between two turns of the customer."""

from dataclasses import dataclass, field

from chattrainer.model.ids import Act
from chattrainer.model.transcript import ActionTaken, ChatState, HandOver, Message
from chattrainer.scoring.acts import IN_BETWEEN, Question, questions
from chattrainer.scoring.words import words_to_read


@dataclass(frozen=True, slots=True)
class Turn:
    """`heard`: what she said before it; `said`: the agent's bubbles; what was done stands beside."""

    index: int
    heard: tuple[Message, ...]
    said: tuple[Message, ...]
    actions: tuple[ActionTaken, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()

    @property
    def first(self) -> Message:
        return self.said[0]

    @property
    def last(self) -> Message:
        return self.said[-1]

    @property
    def acts(self) -> frozenset[Act]:
        return frozenset(act for m in self.said if m.reading for act in m.reading.acts)

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(q for m in self.said for q in questions(m))

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a for m in self.said if m.reading for a in m.reading.asks))

    @property
    def tells(self) -> tuple[str, ...]:
        return tuple(t for m in self.said if m.reading for t in m.reading.tells)

    @property
    def offers(self) -> tuple[str, ...]:
        return tuple(o for m in self.said if m.reading for o in m.reading.offers)

    @property
    def restates(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r for m in self.said if m.reading for r in m.reading.restates))

    @property
    def words(self) -> int:
        return sum(words_to_read(m.text) for m in self.said)

    def where(self, act: Act) -> Message | None:
        """The first bubble that does it."""
        return next((m for m in self.said if m.reading and act in m.reading.acts), None)


@dataclass(slots=True)
class _Draft:
    heard: list[Message] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)


def turns_of(chat: ChatState) -> tuple[Turn, ...]:
    """The agent's turns. Her check-ins after a silence do not cut a turn in two."""
    drafts = [_Draft()]
    for message in chat.messages:
        if message.sender == "agent":
            drafts[-1].said.append(message)
            continue
        if drafts[-1].said and message.move not in IN_BETWEEN:
            drafts.append(_Draft())
        drafts[-1].heard.append(message)
    spoken = [d for d in drafts if d.said]
    starts = [d.heard[0].number if d.heard else 0 for d in spoken]
    ends = [*starts[1:], float("inf")]
    return tuple(
        Turn(
            index,
            tuple(draft.heard),
            tuple(draft.said),
            tuple(a for a in chat.actions if starts[index] <= a.number < ends[index]),
            tuple(h for h in chat.hand_overs if starts[index] <= h.number < ends[index]),
        )
        for index, draft in enumerate(spoken)
    )
