"""A scenario: one customer's case, as its file says it. Every text may hold `{…}` values, drawn per sitting.

The same classes hold the *drawn* scenario (see `model.case`): then no `{…}` is left.
"""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from chattrainer.model.base import Scalar, Seconds, Value
from chattrainer.model.ids import Act, Activity, Outcome

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
SlugId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Texts = tuple[Text, ...]
Bubbles = Text | tuple[Text, ...]


# --- draws -------------------------------------------------------------------------------------


class PeopleDraw(Value):
    """A person of the language's pool. `age` [from, to] and `gender` narrow the choice."""

    age: tuple[int, int] | None = None
    gender: Literal["f", "m"] | None = None


class Draw(Value):
    """One drawn value: exactly one of the fields.

    `pattern`: `#` becomes a digit, `@` a capital letter. `integer` and `amount` draw from [low, high].
    """

    people: PeopleDraw | None = None
    pattern: str | None = None
    any_of: tuple[Scalar, ...] | None = None
    integer: tuple[int, int] | None = None
    amount: tuple[float, float] | None = None


class AnyOf(Value):
    """A structural choice: fixed by the exam's form, not by the sitting's seed."""

    any_of: tuple[str, ...] = Field(min_length=1)


# --- the person --------------------------------------------------------------------------------


class Public(Value):
    digital_ease: Literal["low", "medium", "high"] = "medium"
    formality: Literal["vous", "tu", "formal", "neutral", "casual"] = "neutral"


class Style(Value):
    """How she writes. `spelling_noise` is the share of words with a slip; `bursts`: several short bubbles."""

    verbosity: Literal["low", "medium", "high"] = "medium"
    spelling_noise: float = Field(default=0.0, ge=0, le=0.5)
    bursts: bool = False
    lower_case: bool = False
    no_accents: bool = False


class Pace(Value):
    """Seconds to think, seconds to fetch something, typing speed in characters a minute."""

    think_s: tuple[Seconds, Seconds] = (8, 45)
    fetch_s: tuple[Seconds, Seconds] = (30, 120)
    typing_cpm: int = Field(default=160, ge=20, le=2000)


class Patience(Value):
    """Waits, in seconds, counted from the end of her burst (the first from the opening of the chat)."""

    first_reply_s: Seconds = 60
    reply_s: Seconds = 120
    nudges: int = Field(default=2, ge=0, le=6)
    leaves_after_s: Seconds = 240


class Customer(Value):
    public: Public = Public()
    style: Style = Style()
    pace: Pace = Pace()
    patience: Patience = Patience()
    mood: Literal["calm", "cheerful", "worried", "annoyed", "angry", "hurried", "lost", "sad"] = "calm"


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


# --- moves -------------------------------------------------------------------------------------


class Objection(Value):
    """Raised once, when `after` (an action, offer or tell id) has been done or said; until `settled_by`."""

    after: str
    says: Texts = Field(min_length=1)
    settled_by: tuple[str, ...] = ()
    if_not_settled: Literal["refuses", "accepts"] = "accepts"


class Digression(Value):
    after_turns: int = Field(ge=1, le=30)
    says: Texts = Field(min_length=1)
    ends_when: tuple[Act, ...] = ("steering", "request_data", "offer")


class IdleCheck(Value):
    says: Texts = Field(min_length=1)


class SecondRequest(Value):
    """A second thing she asks: `after` the first is solved, or after some turns. Done by an action or a tell."""

    after: str = "solved"
    says: Texts = Field(min_length=1)
    done_by: str


class Question(Value):
    """A question she asks of her own after some turns; answered by a tell, an offer or an action."""

    after_turns: int = Field(ge=1, le=30)
    says: Texts = Field(min_length=1)
    answered_by: tuple[str, ...] = ()


class ObjectionMove(Value):
    objection: Objection


class DigressionMove(Value):
    digression: Digression


class IdleCheckMove(Value):
    idle_check: IdleCheck


class SecondRequestMove(Value):
    second_request: SecondRequest


class QuestionMove(Value):
    question: Question


def _move_name(value: Any) -> str:
    keys = value if isinstance(value, dict) else type(value).model_fields
    return next(iter(keys), "")


Move = Annotated[
    Annotated[ObjectionMove, Tag("objection")]
    | Annotated[DigressionMove, Tag("digression")]
    | Annotated[IdleCheckMove, Tag("idle_check")]
    | Annotated[SecondRequestMove, Tag("second_request")]
    | Annotated[QuestionMove, Tag("question")],
    Discriminator(_move_name),
]


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


# --- for robots, authors and coaches -----------------------------------------------------------


class RobotWordings(Value):
    """The robots' own wordings; `check` keeps them apart from `asked_like` and `like`.

    `plan` lists the steps of a skilled agent in order: `ask:<fact>`, `tell:<id>`, `offer:<id>`,
    `do:<action>`, `refuse:<tell>`, `escalate:<channel>`, each optionally ` if <structure>=<value>`.
    `args` gives the skilled agent's arguments for each action.
    """

    ask: dict[str, Texts] = {}
    tell: dict[str, Texts] = {}
    offer: dict[str, Texts] = {}
    wrong: Texts = ()
    plan: tuple[str, ...] = ()
    args: dict[str, dict[str, Scalar]] = {}
    empathy: Texts = ()
    restate: Texts = ()
    summary: str | None = None


class ModelLine(Value):
    """One step of the model conversation: a message, an action, or the close."""

    agent: str | None = None
    customer: str | None = None
    act: str | None = None
    args: dict[str, Scalar] = {}


class Coaching(Value):
    model: tuple[ModelLine, ...] = ()
    advice: dict[Literal["latency", "writing", "directiveness", "resolution"], Text] = {}


# --- the company -------------------------------------------------------------------------------


class Article(Value):
    id: SlugId
    title: Text
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    keywords: tuple[str, ...] = ()


class Canned(Value):
    """A ready-made reply; `{customer.name}` and the like are filled in on insertion."""

    id: SlugId
    title: Text
    text: Text


class Link(Value):
    title: Text
    url: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+\.example(/[A-Za-z0-9._~/-]*)?$")]


class Channel(Value):
    """Where a case can be handed over to: an expert, another team, the phone."""

    id: Id
    title: Text


class Voice(Value):
    """How the brand writes."""

    address: Literal["vous", "tu", "neutral"] = "neutral"
    emoji: bool = False
    signature: str | None = None


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
    tells: dict[Id, Tell] = {}
    offers: dict[Id, Offer] = {}
    forbidden: dict[Id, Forbidden] = {}
    actions: tuple[Action, ...] = ()


class Scenario(Value):
    """One case. Ids used in verify, behaviour and resolution are declared here or by the company."""

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
