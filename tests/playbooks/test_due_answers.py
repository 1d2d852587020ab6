"""What is due comes first: to each question its answer, to a choice the one she wants, to an offer yes or no."""

from typing import Any

from chattrainer.model.case import Phrases, Plan
from chattrainer.model.facts import CustomerSaid
from tests.support.cases import PHRASES, SCENARIO, case
from tests.support.desk import Desk

CHOOSING = {"choose_offer": ("<yours>",), "cannot_choose": ("<either>",), "still_unclear": ("<unclear>",)}
QUESTION = {"question": {"after_turns": 1, "says": ["Who pays?", "And who pays?"], "answered_by": ["date"]}}


# A case that needs nothing which she would bring up after some turns.
SMALL: dict[str, Any] = {
    "facts": {"door": SCENARIO["facts"]["door"], "meter": SCENARIO["facts"]["meter"]},
    "verify": None,
}


def desk(*, structure: dict[str, str] | None = None, **changes: Any) -> Desk:
    phrases = Phrases(language="en", says={**PHRASES.says, **CHOOSING})
    cases = (case(1, structure=structure, **changes),)
    return Desk(Plan(seed=7, language="en", chats_at_once=1, cases=cases, phrases=phrases))


def preferring(fact: dict[str, Any], offers: dict[str, Any], **structure: str) -> Desk:
    """A customer with a preference among offers."""
    return desk(structure=structure, facts={**SCENARIO["facts"], "wish": fact}, offers=offers, behaviour=[])


def given(d: Desk) -> list[str]:
    return [r.fact for f in d.facts(CustomerSaid) for r in f.reveals if r.how == "asked"]


# --- questions ---


def test_two_questions_are_both_answered() -> None:
    d = desk()
    d.say(10, asks=["door", "meter"], acts=["ask_closed"])
    d.answered(10)
    assert given(d) == ["door", "meter"]


def test_what_was_one_question_too_many_is_answered_in_her_next_turn() -> None:
    d = desk()
    d.say(10, asks=["email", "door", "meter"], acts=["request_data"])
    now = d.answered(10)
    assert given(d) == ["email", "door"]
    d.say(now + 5, "thanks", acts=["thanks"])
    d.answered(now + 5)
    assert given(d) == ["email", "door", "meter"]


def test_what_she_has_answered_since_is_not_answered_again() -> None:
    d = desk()
    d.say(10, asks=["email", "door", "meter"], acts=["request_data"])
    now = d.answered(10)
    d.say(now + 5, asks=["meter"], acts=["request_data"])
    now = d.answered(now + 5)
    d.say(now + 5, "thanks", acts=["thanks"])
    d.until(now + 60)
    assert given(d).count("meter") == 1
    assert "repeat" not in d.moves()


def test_asked_twice_for_two_things_she_says_so_once() -> None:
    d = desk()
    d.say(10, asks=["door", "meter"], acts=["request_data"])
    now = d.answered(10)
    d.say(now + 5, asks=["door", "meter"], acts=["request_data"])
    d.answered(now + 5)
    assert [line for line in d.said() if "already_said" in line] == ["repeat: <already_said>"]
    assert d.moves()[-3:] == ["repeat"] * 3


# --- a question of her own ---


def test_she_answers_before_she_asks_in_her_turn() -> None:
    d = desk(behaviour=[QUESTION])
    d.say(10, asks=["door"], acts=["ask_closed"])
    d.answered(10)
    assert d.moves()[1:] == ["answer", "question"]


def test_a_question_that_she_does_not_understand_is_not_met_with_one_of_hers() -> None:
    for acts in (["ask_choice"], ["ask_closed"], ["offer", "comprehension_check"]):
        d = desk(**SMALL, behaviour=[QUESTION])
        d.say(10, acts=acts)
        now = d.answered(10)
        assert "question" not in d.moves()
        d.say(now + 5, acts=["information"])
        d.answered(now + 5)
        assert d.moves()[-1] == "question"


def test_an_open_question_of_hers_waits_while_she_owes_an_answer_and_is_then_put_otherwise() -> None:
    d = desk(**SMALL, behaviour=[QUESTION])
    d.say(10, acts=["information"])
    now = d.answered(10)
    d.say(now + 5, acts=["ask_closed"])
    now = d.answered(now + 5)
    d.say(now + 5, acts=["information"])
    d.answered(now + 5)
    assert d.moves()[1:] == ["question", "confused", "question"]
    assert len({line for line in d.said() if line.startswith("question")}) == 2


def test_asked_to_wait_she_says_that_she_waits_and_asks_later() -> None:
    d = desk(**SMALL, behaviour=[QUESTION])
    d.say(10, acts=["hold"], hold_s=60)
    now = d.answered(10)
    assert d.moves()[1:] == ["wait_ok"]
    d.say(now + 5, acts=["information"])
    now = d.answered(now + 5)
    d.say(now + 5, acts=["hold"], hold_s=60)
    d.answered(now + 5)
    assert d.moves()[2:] == ["question", "wait_ok"]


def test_news_are_not_met_with_more_talk_of_the_weather() -> None:
    talk = {"after_turns": 1, "says": ["Nice weather", "Or not"], "ends_when": ["steering"]}
    d = desk(**SMALL, behaviour=[{"digression": talk}])
    d.say(10, acts=["information"])
    now = d.answered(10)
    d.say(now + 5, acts=["next_step"])
    now = d.answered(now + 5)
    assert d.moves()[1:] == ["digression", "ack"]
    d.say(now + 5, acts=["small_talk"])
    d.answered(now + 5)
    assert d.moves()[-1] == "digression"
    assert len(set(d.said())) == len(d.said())


def test_asked_for_a_yes_she_does_not_bring_up_what_nobody_needs() -> None:
    facts = {"budget": {"value": 35, "says": ["35"], "led": {"after_empty_turns": 1, "says": ["35 at most"]}}}
    d = desk(facts=facts, verify=None, behaviour=[])
    d.say(10, acts=["ask_closed"])
    now = d.answered(10)
    d.say(now + 5, acts=["ask_closed"])
    d.answered(now + 5)
    assert d.moves()[1:] == ["confused", "confused"]


# --- a choice ---


def test_asked_to_choose_she_names_what_she_prefers_also_when_she_has_said_it() -> None:
    d = preferring(
        {"value": "refund", "says": ["my money back"]}, {"both": {"like": ["either"]}}, wants="refund"
    )
    d.say(10, offers=["both"], acts=["ask_choice"])
    now = d.answered(10)
    d.say(now + 5, offers=["both"], acts=["ask_choice"])
    d.answered(now + 5)
    assert d.said()[1:] == ["choose: my money back", "choose: my money back"]
    assert given(d) == ["wish"]


def test_told_what_is_being_done_she_agrees_and_names_no_preference_that_nobody_asked_for() -> None:
    d = preferring({"value": "refund", "says": ["my money back"]}, {"both": {"like": ["x"]}}, wants="refund")
    d.say(10, offers=["both"], acts=["information", "escalation"])
    d.answered(10)
    assert d.moves()[1:] == ["accept"]
    assert given(d) == []


def test_between_an_offer_that_suits_her_and_one_that_does_not_she_says_what_she_wants() -> None:
    offers = {
        "small": {"like": ["5 GB"], "accepted_if": {"use": "little"}},
        "large": {"like": ["40 GB"], "accepted_if": {"use": "much"}},
    }
    d = preferring({"value": "much", "says": ["films every evening"]}, offers, use="much")
    d.say(10, offers=["small", "large"], acts=["ask_choice"])
    d.answered(10)
    assert d.said()[-1] == "choose: films every evening"


def test_an_offer_or_something_else_is_not_answered_with_a_bare_yes() -> None:
    d = preferring(
        {"value": "x", "says": ["x"]},
        {"small": {"like": ["5 GB"], "accepted_if": {"use": "little"}}},
        use="little",
    )
    d.say(10, offers=["small"], acts=["ask_choice"])
    d.answered(10)
    assert d.said()[-1] == "accept: <yours>"


def test_a_choice_that_her_case_does_not_know_is_not_answered_with_yes() -> None:
    d = desk(behaviour=[])
    d.say(10, tells=["date"], acts=["ask_choice"])
    d.answered(10)
    assert d.said()[-1] == "confused: <either>"


def test_while_her_preference_is_not_understood_she_does_not_say_that_she_has_none() -> None:
    d = preferring({"value": "refund", "says": ["my money back"]}, {}, wants="refund")
    d.say(10, acts=["ask_choice"])
    d.answered(10)
    assert d.said()[-1].startswith("confused: <confused")


def test_between_two_things_one_of_which_she_said_she_says_it_again() -> None:
    d = desk(behaviour=[])
    d.say(10, asks=["door"], acts=["ask_closed"])
    now = d.answered(10)
    d.say(now + 5, restates=["door"], acts=["ask_choice", "comprehension_check"])
    d.answered(now + 5)
    assert d.said()[-1] == "repeat: a blue door"


def test_what_is_offered_along_with_a_question_and_does_not_suit_her_is_refused_before_she_answers() -> None:
    offers = {"small": {"like": ["5 GB"], "accepted_if": {"use": "little"}}}
    d = preferring({"value": "x", "says": ["x"]}, offers, use="much")
    d.say(10, offers=["small"], asks=["door"], acts=["offer", "ask_closed"])
    d.answered(10)
    assert d.moves()[1:] == ["decline", "answer"]


# --- what is left to tell ---


def test_with_something_done_she_does_not_say_that_nothing_was() -> None:
    d = desk(behaviour=[])
    d.act(5, "newsletter", on=True)
    d.until(9)
    d.say(10, acts=["anything_else"])
    d.answered(10)
    assert d.said()[-1] == "still_unsolved: <unclear>"


def test_with_nothing_done_she_says_that_it_is_not_solved() -> None:
    d = desk(behaviour=[])
    d.say(10, acts=["anything_else"])
    d.answered(10)
    assert d.said()[-1].startswith("still_unsolved: <still_unsolved")


def test_asked_what_else_there_is_she_says_that_nothing_is_solved_before_she_takes_the_lead() -> None:
    d = desk(behaviour=[])
    now = 10.0
    for acts in (["greeting"], ["anything_else"], ["anything_else"]):
        d.say(now, acts=acts)
        d.until(now + 40)
        now = d.now_s + 5
    assert [m for m in d.moves() if m in ("still_unsolved", "led")] == ["still_unsolved", "led"]
