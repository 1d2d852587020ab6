"""Facts: what happened in a sitting, as the engine tells it."""

from typing import Annotated, Literal

from pydantic import Field

from chattrainer.model.base import ChatNumber, Millis, Scalar, Value
from chattrainer.model.exam import Conditions
from chattrainer.model.ids import Disposition, LookTarget, Outcome, Purpose


class FactBase(Value):
    at: Millis


class UsedFile(Value):
    """A file that the sitting rests on. `text` travels with exports; the store keeps one copy of each."""

    role: Literal["scenario", "company", "people", "phrases", "rubric", "form", "lexicon"]
    path: str
    sha256: str
    text: str | None = None


class SittingOpened(FactBase):
    """The first fact of every log. `wall` is the only clock time of a fact, with SittingEnded's.

    The last `fillers` chats only keep the load up and are not scored. `structures` holds the structural values of
    the chats, in order, where a form fixes them; `form` names it.
    """

    kind: Literal["sitting_opened"] = "sitting_opened"
    seed: int
    language: str
    chats_at_once: int = Field(ge=1, le=4)
    scenarios: tuple[str, ...]
    purpose: Purpose = "practice"
    hints: bool = Field(default=False, description="findings were shown under each message that was sent")
    spelling_marks: bool = Field(default=False, description="misspelt words were marked while typing")
    person: str | None = None
    player: str = Field(default="person", description="`person`, `program`, or the robot's name")
    fillers: int = Field(default=0, ge=0)
    structures: tuple[dict[str, str], ...] = ()
    form: str | None = None
    conditions: Conditions = Conditions()
    versions: dict[str, str] = {}
    files: tuple[UsedFile, ...] = ()
    wall: str | None = None


class ChatOpened(FactBase):
    """A customer is assigned to the agent; `again` marks a come-back."""

    kind: Literal["chat_opened"] = "chat_opened"
    chat: ChatNumber
    scenario: str
    proactive: bool = False
    again: bool = False


class CustomerTyping(FactBase):
    kind: Literal["customer_typing"] = "customer_typing"
    chat: ChatNumber
    on: bool


class Reveal(Value):
    """A fact that the customer gave, and why: asked, of her own accord, or because nobody led."""

    fact: str
    how: Literal["asked", "volunteered", "led", "opening"]


class CustomerSaid(FactBase):
    """One bubble. `move` is what she did (`answer`, `objection`, `thanks`…), `of` its id where it has one."""

    kind: Literal["customer_said"] = "customer_said"
    chat: ChatNumber
    text: str
    move: str
    of: str | None = None
    reveals: tuple[Reveal, ...] = ()
    last: bool = Field(default=True, description="the last bubble of her burst")
    expects_reply: bool = True


class MoveEnded(FactBase):
    """An objection was settled, a digression brought back, a second request done."""

    kind: Literal["move_ended"] = "move_ended"
    chat: ChatNumber
    move: str
    of: str


class HoldGranted(FactBase):
    """An announced wait bought time: the customer waits without impatience until `until`."""

    kind: Literal["hold_granted"] = "hold_granted"
    chat: ChatNumber
    until: Millis
    stated: bool


class HoldEnded(FactBase):
    """The wait that was announced is over; `kept` is False when nothing came in time."""

    kind: Literal["hold_ended"] = "hold_ended"
    chat: ChatNumber
    kept: bool


class CustomerLeft(FactBase):
    """`lost`: waited beyond her patience. `gone`: for her own reasons. `done`: nothing was left to say."""

    kind: Literal["customer_left"] = "customer_left"
    chat: ChatNumber
    why: Literal["lost", "gone", "done"]


class ActionStarted(FactBase):
    kind: Literal["action_started"] = "action_started"
    chat: ChatNumber
    action: str
    until: Millis


class ActionResult(FactBase):
    """`ok` False: the system refused, and `message` says why. `verified` tells the state when it was asked."""

    kind: Literal["action_result"] = "action_result"
    chat: ChatNumber
    action: str
    ok: bool
    message: str
    changes: dict[str, Scalar] = {}
    verified: bool = True
    needs_verified: bool = False
    undoable: bool = True
    cost: float = 0


class LookResult(FactBase):
    kind: Literal["look_result"] = "look_result"
    chat: ChatNumber
    what: LookTarget
    content: dict[str, Scalar]


class SearchHit(Value):
    id: str
    title: str


class SearchResult(FactBase):
    kind: Literal["search_result"] = "search_result"
    chat: ChatNumber | None
    hits: tuple[SearchHit, ...]


class ArticleShown(FactBase):
    kind: Literal["article_shown"] = "article_shown"
    chat: ChatNumber | None
    id: str
    title: str
    text: str


class Escalated(FactBase):
    """Handed over; `carried` lists the fact ids that the summary passes on."""

    kind: Literal["escalated"] = "escalated"
    chat: ChatNumber
    channel: str
    carried: tuple[str, ...] = ()


class ChatClosed(FactBase):
    kind: Literal["chat_closed"] = "chat_closed"
    chat: ChatNumber
    by: Literal["agent", "customer", "end"]
    disposition: Disposition | None = None
    reason: str | None = None


class OutcomeDecided(FactBase):
    """How the chat stands when it closes. A later one (after a come-back) replaces it.

    `rule` is the index of the scenario's resolution rule; `missing` names what a better end lacked.
    """

    kind: Literal["outcome_decided"] = "outcome_decided"
    chat: ChatNumber
    outcome: Outcome
    rule: int | None = None
    missing: tuple[str, ...] = ()
    comes_back: bool = False


class ChatVoid(FactBase):
    kind: Literal["chat_void"] = "chat_void"
    chat: ChatNumber
    reason: str


class SittingEnded(FactBase):
    kind: Literal["sitting_ended"] = "sitting_ended"
    why: Literal["all_done", "finished"]
    wall: str | None = None


AnyFact = (
    SittingOpened
    | ChatOpened
    | CustomerTyping
    | CustomerSaid
    | MoveEnded
    | HoldGranted
    | HoldEnded
    | CustomerLeft
    | ActionStarted
    | ActionResult
    | LookResult
    | SearchResult
    | ArticleShown
    | Escalated
    | ChatClosed
    | OutcomeDecided
    | ChatVoid
    | SittingEnded
)
Fact = Annotated[AnyFact, Field(discriminator="kind")]
