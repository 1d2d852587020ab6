"""A scenario: one customer's case, as its file says it. Every text may hold `{…}` values, drawn per sitting.

The same classes hold the *drawn* scenario (see `model.case`): then no `{…}` is left.
"""

from typing import Annotated, Literal

from pydantic import Field

from chattrainer.model.aids import Coaching, ModelLine, RobotWordings
from chattrainer.model.base import Scalar, Seconds, Value
from chattrainer.model.choices import AnyOf, Draw, PeopleDraw
from chattrainer.model.ids import Activity, Outcome
from chattrainer.model.material import Article, Canned, Channel, Link, Voice
from chattrainer.model.moves import (
    Digression,
    DigressionMove,
    IdleCheck,
    IdleCheckMove,
    Move,
    Objection,
    ObjectionMove,
    Question,
    QuestionMove,
    SecondRequest,
    SecondRequestMove,
)
from chattrainer.model.person import Customer, Pace, Patience, Public, Style
from chattrainer.model.wordings import Bubbles, Id, SlugId, Text, Texts

# All that a file of content may say is asked for here.
__all__ = [
    "Action",
    "AnyOf",
    "Article",
    "Before",
    "BotLine",
    "Bubbles",
    "Canned",
    "Channel",
    "Coaching",
    "ComesBack",
    "Company",
    "Condition",
    "Contact",
    "Customer",
    "Digression",
    "DigressionMove",
    "Draw",
    "Fact",
    "Forbidden",
    "Id",
    "IdleCheck",
    "IdleCheckMove",
    "Led",
    "Link",
    "ModelLine",
    "Move",
    "Objection",
    "ObjectionMove",
    "Offer",
    "Pace",
    "Param",
    "ParamType",
    "Patience",
    "PeopleDraw",
    "Public",
    "Question",
    "QuestionMove",
    "RobotWordings",
    "Says",
    "Scenario",
    "SecondRequest",
    "SecondRequestMove",
    "SlugId",
    "Style",
    "Tell",
    "Text",
    "Texts",
    "Verify",
    "Voice",
]

# --- before and around the chat ----------------------------------------------------------------


class BotLine(Value):
    sender: Literal["customer", "bot"] = Field(alias="from")
    text: Text


class Contact(Value):
    days_ago: int = Field(ge=0)
    channel: str
    note: Text


class Before(Value):
    """What came before: exactly one of a bot's chat and an earlier contact."""

    bot: tuple[BotLine, ...] | None = None
    contact: Contact | None = None


class Verify(Value):
    """Identity facts to obtain from the customer before acting: any two of, any one of, or all of."""

    any_two_of: tuple[Id, ...] | None = None
    any_one_of: tuple[Id, ...] | None = None
    all_of: tuple[Id, ...] | None = None


# --- what she knows and what the agent may say --------------------------------------------------

Says = Texts | dict[str, Texts]


class Led(Value):
    """She takes the lead after so many turns of the agent that add nothing."""

    after_empty_turns: int = Field(ge=1, le=10)
    says: Texts = Field(min_length=1)


class Fact(Value):
    """Something she knows. `says` may depend on a structural value: one list for each.

    `known_from`: already said to a bot or in an earlier contact, or on the card: asking again costs.
    `fetch`: she has to go and look for it. `first_answer`: beside the point, once.
    """

    value: Scalar = None
    asked_like: Texts = ()
    says: Says = ()
    needed: bool = False
    known_from: tuple[Literal["bot", "contact", "card", "opening"], ...] = ()
    volunteered: Literal["never", "if_empathy", "if_open_question"] = "never"
    led: Led | None = None
    first_answer: str | None = None
    fetch: bool = False
    identity: bool = False


class Tell(Value):
    """Something to tell the customer: recognised by meaning (`like`) or by a `link`, checked by `value`."""

    like: Texts = ()
    value: Scalar = None
    link: str | None = None


class Offer(Value):
    like: Texts = Field(min_length=1)
    accepted_if: dict[str, str] = {}


class Forbidden(Value):
    """Something that must not be said; with `value_before`, only when its date lies before that one."""

    like: Texts = Field(min_length=1)
    value_before: str | None = None


# --- actions -----------------------------------------------------------------------------------

ParamType = Literal["text", "yes_no", "number", "amount", "date"]


class Param(Value):
    """An action's argument: a type name, or a choice among values."""

    type: ParamType = "text"
    choices: tuple[str, ...] = ()
    label: str | None = None
    must_be: str | None = None


class Action(Value):
    """A gesture on the case. Refused by the system when `when` does not hold or `must_be` differs.

    `sets` maps paths of the case to new values (`{args.name}` inserts an argument). `cost` in the
    company's currency. `undoable` False: cannot be undone, so a reformulation is due before it.
    """

    id: Id
    label: str | None = None
    params: dict[Id, ParamType | Param] = {}
    needs_verified: bool = False
    when: str | None = None
    refusal: str | None = None
    sets: dict[str, Scalar] = {}
    result: str | None = None
    takes_s: Seconds = 5
    undoable: bool = True
    cost: float = Field(default=0, ge=0)


# --- the end -----------------------------------------------------------------------------------


class Condition(Value):
    """All given parts must hold; an empty condition always holds.

    `any`: tokens of which one suffices, `none`: of which none may hold. A token is an id of a tell, offer,
    fact (known), action (done), `forbidden.<id>`, or a flag: `unverified_action`, `told_wrong`, `read_out`,
    `second_request`, `verified`.
    `structure` names structural values (they may also stand directly as keys of the condition).
    """

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    ledger: dict[str, Scalar] = {}
    ledger_any: dict[str, tuple[Scalar, ...]] = {}
    told: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    escalated_to: tuple[str, ...] = ()
    handed_over: tuple[str, ...] = ()
    structure: dict[str, str] = {}


class ComesBack(Value):
    comes_back_after_s: Seconds = 180
    says: Texts = Field(min_length=1)


# --- the company -------------------------------------------------------------------------------


class Company(Value):
    """An invented company: voice, rules, products, and all that its scenarios share."""

    id: SlugId
    name: Text
    language: str
    sector: Text
    # Two pages: what an agent reads before a sitting.
    brief: Annotated[str, Field(min_length=1, max_length=8000)]
    voice: Voice = Voice()
    currency: str = "EUR"
    products: Texts = ()
    lexicon: tuple[str, ...] = ()
    reasons: dict[Id, Text] = Field(min_length=1)
    channels: tuple[Channel, ...] = ()
    links: dict[str, Link] = {}
    articles: tuple[Article, ...] = ()
    canned: tuple[Canned, ...] = ()
    facts: dict[Id, Fact] = {}
    not_asked_like: Texts = ()
    tells: dict[Id, Tell] = {}
    offers: dict[Id, Offer] = {}
    forbidden: dict[Id, Forbidden] = {}
    actions: tuple[Action, ...] = ()


class Scenario(Value):
    """One case. Ids used in verify, behaviour and resolution are declared here or by the company.

    `not_asked_like`: questions that may well come up here and ask for none of the facts.
    """

    id: SlugId
    language: str
    activity: Activity
    reason: Id
    company: SlugId
    difficulty: int = Field(ge=1, le=5)
    expected_minutes: float = Field(gt=0, le=60)
    title: Text
    today: Text
    proactive: bool = False
    draw: dict[Id, Draw] = {}
    structure: dict[Id, AnyOf] = {}
    customer: Customer = Customer()
    before: tuple[Before, ...] = ()
    card: dict[str, Scalar] = {}
    records: dict[str, Scalar] = {}
    page: dict[str, Scalar] = {}
    verify: Verify | None = None
    facts: dict[Id, Fact] = {}
    not_asked_like: Texts = ()
    opening: tuple[Bubbles, ...] = Field(min_length=1)
    case: dict[str, dict[str, Scalar]] = {}
    actions: tuple[Action, ...] = ()
    tells: dict[Id, Tell] = {}
    offers: dict[Id, Offer] = {}
    forbidden: dict[Id, Forbidden] = {}
    articles: tuple[Article, ...] = ()
    canned: tuple[Canned, ...] = ()
    behaviour: tuple[Move, ...] = ()
    resolution: tuple[dict[Outcome, Condition], ...] = Field(min_length=1)
    if_unsolved: ComesBack | None = None
    robots: RobotWordings = RobotWordings()
    coaching: Coaching = Coaching()
