"""What a customer does with a message that she half understands, and with one that is meant for somebody else."""

from typing import Any

from chattrainer.model.case import Person, Phrases, Plan
from tests.support.cases import PHRASES, SCENARIO, case
from tests.support.desk import Desk

ASK_BACK = ("Do you mean: {guess}?", "Is it: {guess}?", "Sorry: {guess}?")
WRONG_CHAT = ("Not me", "Who is that?", "You mix me up")
OTHER = Person(
    first_name="Bea",
    last_name="Marsh",
    title="Mr",
    gender="m",
    age=30,
    email="bea.marsh@mail.example",
    postcode="ZZ9 9ZZ",
    phone="01632 960222",
)


def desk(chats: int = 1) -> Desk:
    says = {**PHRASES.says, "ask_back": ASK_BACK, "wrong_chat": WRONG_CHAT}
    phrases = Phrases(language="en", says=says, confirms=("yes", "that's it"))
    facts: dict[str, Any] = {**SCENARIO["facts"]}
    facts["door"] = {"value": "blue", "says": ["a blue door"], "asked_like": ["What colour is your door?"]}
    facts["meter"] = {"value": "42", "says": ["it reads 42"], "asked_like": ["The meter reading, please?"]}
    cases = [case(n, facts=facts) for n in range(1, chats + 1)]
    others = [
        c.model_copy(update={"person": OTHER, "personal": (OTHER.name, OTHER.email, OTHER.postcode)})
        for c in cases[1:]
    ]
    plan = Plan(seed=7, language="en", chats_at_once=chats, cases=(*cases[:1], *others), phrases=phrases)
    return Desk(plan)


def half_understood(fact: str) -> list[dict[str, Any]]:
    return [{"kind": "ask", "id": fact, "start": 0, "end": 1, "confidence": 0.4}]


def test_she_asks_back_with_the_question_she_believes_was_asked() -> None:
    d = desk()
    d.say(10, "door?", unsure=half_understood("door"))
    d.answered(10)
    said = d.said()[-1]
    assert said.startswith("ask_back: ")
    assert said.endswith("what colour is your door?")
    assert "blue" not in said


def test_asking_back_twice_she_words_it_otherwise() -> None:
    d = desk()
    d.say(10, "door?", unsure=half_understood("door"))
    now = d.answered(10)
    d.say(now + 5, "the door thing", unsure=half_understood("door"))
    d.answered(now + 5)
    first, second = d.said()[-2:]
    assert first.startswith("ask_back")
    assert second.startswith("ask_back")
    assert first != second


def test_what_the_agent_confirms_she_answers() -> None:
    d = desk()
    d.say(10, "door?", unsure=half_understood("door"))
    now = d.answered(10)
    d.say(now + 5, "Yes, that one")
    d.answered(now + 5)
    assert d.said()[-1] == "answer: a blue door"


def test_what_the_agent_denies_she_does_not_answer() -> None:
    d = desk()
    d.say(10, "door?", unsure=half_understood("door"))
    now = d.answered(10)
    d.say(now + 5, "No, the meter", asks=["meter"], acts=["request_data"])
    d.answered(now + 5)
    assert d.said()[-1] == "answer: it reads 42"
    assert "answer: a blue door" not in d.said()


def test_a_yes_that_comes_later_confirms_nothing() -> None:
    d = desk()
    d.say(10, "door?", unsure=half_understood("door"))
    now = d.answered(10)
    d.say(now + 5, "Let me explain", acts=["information"])
    now = d.answered(now + 5)
    d.say(now + 5, "Yes", acts=["information"])
    d.answered(now + 5)
    assert "answer: a blue door" not in d.said()


def test_sent_somebody_elses_data_she_says_so_and_answers_nothing() -> None:
    d = desk(chats=2)
    d.say(10, "Bea Marsh, what colour is your door?", asks=["door"], acts=["request_data"])
    d.answered(10)
    assert d.moves()[-1] == "wrong_chat"
    assert "answer: a blue door" not in d.said()


def test_addressed_by_another_customers_name_she_says_so() -> None:
    d = desk(chats=2)
    d.say(10, "Hello Mr Marsh, what colour is your door?", asks=["door"], acts=["greeting", "request_data"])
    d.answered(10)
    assert d.moves()[-1] == "wrong_chat"


def test_addressed_by_her_own_name_she_answers() -> None:
    d = desk(chats=2)
    d.say(10, "Hello Mrs Pond, is it a marsh? What colour is your door?", asks=["door"], acts=["ask_open"])
    d.answered(10)
    assert d.said()[-1] == "answer: a blue door"


def test_what_was_for_somebody_else_is_not_told_to_her() -> None:
    d = desk(chats=2)
    d.say(10, "bea.marsh@mail.example gets it on Thursday", tells=["date"], acts=["next_step"])
    now = d.answered(10)
    d.act(now + 5, "reship", order_number="L-1")
    d.to_the_end()
    assert d.outcome() != "solved"


def test_her_own_data_and_a_part_of_a_word_are_not_somebody_elses() -> None:
    d = desk(chats=2)
    d.say(10, "Ada Pond, the abc-zz9 9zzx lamp. What colour is your door?", asks=["door"], acts=["ask_open"])
    d.answered(10)
    assert d.said()[-1] == "answer: a blue door"


def test_she_answers_what_was_for_her_beside_what_was_not() -> None:
    d = desk(chats=2)
    d.say(10, "Bea Marsh, it is sent")
    d.say(10.5, "What colour is your door?", asks=["door"], acts=["request_data"])
    d.answered(10.5)
    assert d.said()[-1] == "answer: a blue door"


def test_after_a_few_times_she_lets_it_pass() -> None:
    d = desk(chats=2)
    now = 5.0
    for _ in range(5):
        d.say(now + 5, "Bea Marsh, it is sent")
        now = d.answered(now + 5)
    said = [line for line in d.said() if line.startswith("wrong_chat")]
    assert len(said) == len(set(said)) == 3
