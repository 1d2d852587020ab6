"""A case: a scenario with its company, drawn for one chat of one sitting. Nothing in it is left to chance."""

from chattrainer.model.base import ChatNumber, Value
from chattrainer.model.scenario import Article, Canned, Company, Scenario


class Person(Value):
    """A drawn customer. `title` is Madame, Mr…; `gender` is f or m and drives agreement."""

    first_name: str
    last_name: str
    title: str
    gender: str
    age: int
    email: str
    postcode: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Case(Value):
    """What one chat is about.

    `scenario` is drawn: its texts hold no `{…}`, its facts, tells, offers, forbidden, actions, articles and
    canned replies include the company's. `values` are the drawn values by name (`order`, `customer.name`…),
    `structure` the structural ones. `personal` lists the values that must never reach another customer.
    """

    chat: ChatNumber
    scenario: Scenario
    company: Company
    person: Person | None = None
    values: dict[str, str] = {}
    structure: dict[str, str] = {}
    personal: tuple[str, ...] = ()

    @property
    def articles(self) -> tuple[Article, ...]:
        return self.scenario.articles

    @property
    def canned(self) -> tuple[Canned, ...]:
        return self.scenario.canned


class Phrases(Value):
    """What any customer of a language says for the moves no scenario words: by move, then variants.

    Keys: ack, thanks, agree, disagree, ask_back (holds `{guess}`), dont_know, insist, wait_ok, bye,
    still_unsolved, idle_check, left, impatient, confused, hello, wrong_chat, not_a_robot.
    Where there, already_said, nothing_else; choose_offer and cannot_choose, for a question that leaves her a choice;
    still_unclear, for still_unsolved once something was done; and remark_<mood>: what a mood makes her add, no
    question and no yes.
    A key may carry a formality suffix (`bye.tu`), tried first.

    `confirms`: how an agent's message begins that confirms what a customer guessed.
    """

    language: str
    says: dict[str, tuple[str, ...]]
    confirms: tuple[str, ...] = ()


class Plan(Value):
    """A whole sitting, drawn: the cases in the order in which their customers come.

    `fillers` are chats that only keep the load up while a scored one goes on: they come last and count for nothing.
    """

    seed: int
    language: str
    chats_at_once: int
    cases: tuple[Case, ...]
    phrases: Phrases
    fillers: frozenset[ChatNumber] = frozenset()
