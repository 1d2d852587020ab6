"""What a language model adds beside the scores: opinions on an agent's writing, and another reading of it."""

from typing import Literal, get_args

from pydantic import Field

from chattrainer.model.base import ChatNumber, Millis, Value

OpinionItem = Literal["tone", "empathy", "clarity"]
OPINION_ITEMS: tuple[OpinionItem, ...] = get_args(OpinionItem)
ComparedKind = Literal["act", "ask", "tell"]


class Vote(Value):
    """One answer to one item: yes or no, with words of the agent. `event` is the message that holds them."""

    yes: bool
    quote: str
    event: int = Field(ge=1)


class ItemOpinion(Value):
    """The answers to one item of one chat. `unusable`: neither yes nor no, or a quote that nobody wrote."""

    chat: ChatNumber
    item: OpinionItem
    votes: tuple[Vote, ...] = ()
    unusable: int = 0

    @property
    def yes(self) -> int:
        return sum(vote.yes for vote in self.votes)


class Opinion(Value):
    """A model's opinion of a sitting, asked `samples` times. No score is made of it.

    `withheld`: messages that were not shown to the model, because they speak to whoever judges.
    """

    model: str
    samples: int
    items: tuple[ItemOpinion, ...] = ()
    withheld: tuple[int, ...] = ()


class Understood(Value):
    """One thing that was understood of a message, with the words it rests on where they are known."""

    kind: ComparedKind
    id: str
    quote: str | None = None


class Disagreement(Value):
    """A message that the reader and a model understand differently. The reader's is the one that counts."""

    event: int = Field(ge=1)
    at: Millis
    chat: ChatNumber
    scenario: str
    language: str
    text: str
    reader_only: tuple[Understood, ...] = ()
    llm_only: tuple[Understood, ...] = ()


class Comparison(Value):
    """A sitting's messages as its reader and a model understand them. `unusable`: no answer that could be read.

    `unfounded`: what the model understood from words that are not in the message; it is left out.
    """

    reader: str
    model: str
    messages: int
    unusable: int = 0
    unfounded: int = 0
    disagreements: tuple[Disagreement, ...] = ()
