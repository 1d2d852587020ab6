"""How a customer conducts herself, and when an answer counts as one that nobody asked for."""

from typing import Any

import pytest

from chattrainer.app.proof.bench import Play
from chattrainer.app.proof.by_conduct import by_conduct
from chattrainer.app.proof.values import says_value
from tests.support.cases import SCENARIO
from tests.support.desk import Desk


def conduct(said: str, **reading: Any) -> list[str]:
    """What is found in a sitting of one message."""
    facts = {**SCENARIO["facts"], "wish": {"value": "My money back", "says": ["the money"]}}
    desk = Desk(facts=facts, structure={"wants": "My money back"}, behaviour=[])
    desk.say(10, said, **reading)
    now = desk.answered(10)
    desk.close(now + 5)
    [chat] = desk.sitting.transcript.chats
    unscored: Any = None
    play = Play(robot="skilled", case=desk.plan.cases[0], chat=chat, score=unscored)
    return [finding.key for finding in by_conduct([], [play])]


def test_agreeing_to_what_the_agent_named_of_her_own_accord_is_no_answer_to_nothing() -> None:
    assert conduct("My money back, as they say?", offers=["both"], acts=["offer"]) == []


def test_naming_what_nobody_spoke_of_is_told() -> None:
    assert conduct("Shall I go ahead?", offers=["both"], acts=["offer"]) == ["unasked"]


def test_an_answer_to_a_question_that_was_not_put_is_told_though_its_value_was_named() -> None:
    assert conduct("My money back, you say.", asks=["wish"], acts=["ask_closed"]) == ["unasked"]


@pytest.mark.parametrize(
    ("text", "value", "shortest", "says"),
    [
        ("Réexpédié, le 12 mars !", "12 mars", 1, True),
        ("la REEXPEDITION", "Réexpédition", 1, True),
        ("le 112 mars", "12 mars", 1, False),
        ("remboursements", "remboursement", 1, False),
        ("3 jours", 3, 1, True),
        ("3 jours", 3, 3, False),
        ("rien", None, 1, False),
        ("None", None, 1, False),
        ("", "", 1, False),
        ("?", "!", 1, False),
    ],
)
def test_a_value_is_said_where_its_words_stand(text: str, value: object, shortest: int, says: bool) -> None:
    assert says_value(text, value, shortest) is says
