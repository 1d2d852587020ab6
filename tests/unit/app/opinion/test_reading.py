"""A model reads the agent's messages too; the reader stays the one that counts, and differences are kept."""

import json
from itertools import chain, repeat
from typing import Any

import pytest

from chattrainer.app.opinion.reading import compared, request
from chattrainer.model.errors import OutsideError
from chattrainer.model.opinion import Comparison
from tests.builders import Script
from tests.unit.app.opinion.loopback import BROKEN, Say, model

QUESTION = "Bonjour ! Pour quel jour vous le faut-il ?"


def script() -> Script:
    said = Script().customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening")
    return said.agent(10, QUESTION, acts=("greeting", "ask_open"), asks=("needed_by",))


def reads(**found: list[tuple[str, str]]) -> str:
    return json.dumps(
        {name: [{"id": i, "quote": q} for i, q in found.get(name, [])] for name in ("acts", "asks", "tells")}
    )


def by_model(say: Say, given: Script | None = None) -> Comparison:
    sat = given or script()
    with model(say) as (asker, _):
        return compared(sat.transcript(), sat.cases, asker)


SAME = reads(
    acts=[("greeting", "Bonjour"), ("ask_open", "quel jour")], asks=[("needed_by", "Pour quel jour")]
)


def test_where_both_understand_the_same_nothing_is_kept() -> None:
    found = by_model(lambda body: SAME)
    assert (found.reader, found.model, found.messages) == ("script", "loopback", 1)
    assert found.disagreements == ()


def test_a_difference_is_kept_with_the_words_it_rests_on() -> None:
    (one,) = by_model(lambda body: reads(acts=[("empathy", "Bonjour !")])).disagreements
    assert (one.chat, one.scenario, one.language, one.text) == (1, "lost-parcel", "fr", QUESTION)
    assert [(u.kind, u.id) for u in one.reader_only] == [
        ("act", "greeting"),
        ("act", "ask_open"),
        ("ask", "needed_by"),
    ]
    assert [(u.id, u.quote) for u in one.llm_only] == [("empathy", "Bonjour !")]


@pytest.mark.parametrize(
    ("act", "quote"),
    [("empathy", "je suis navrée"), ("empathy", ""), ("cheating", "Bonjour"), ("apology", "b" * 9)],
)
def test_what_has_no_words_in_the_message_or_no_known_name_is_left_out(act: str, quote: str) -> None:
    found = by_model(lambda body: reads(**{**_same(), "acts": [*_same()["acts"], (act, quote)]}))
    assert found.unfounded == 1
    assert found.disagreements == ()


def _same() -> dict[str, list[tuple[str, str]]]:
    given: dict[str, Any] = json.loads(SAME)
    return {name: [(one["id"], one["quote"]) for one in ones] for name, ones in given.items()}


@pytest.mark.parametrize("answer", ["no idea", "{}", "[]", '{"acts": "greeting"}', "[" * 30_000])
def test_an_answer_that_cannot_be_read_is_counted_and_compared_with_nothing(answer: str) -> None:
    found = by_model(lambda body: answer)
    assert (found.unusable, found.disagreements) == (1, ())


def test_a_failure_at_the_first_message_is_told_and_a_later_one_is_counted() -> None:
    with pytest.raises(OutsideError):
        by_model(lambda body: BROKEN)
    twice = script().agent(30, "Merci.", acts=("thanks",))
    answers = chain([SAME], repeat(BROKEN))
    assert by_model(lambda body: next(answers), twice).unusable == 1


def test_the_log_and_the_scores_stay_as_they_are() -> None:
    sat = script()
    before = sat.score()
    by_model(lambda body: reads(acts=[("blame", "Bonjour")]), sat)
    assert sat.score() == before


def test_the_message_is_shown_as_data_with_what_may_be_asked_and_told() -> None:
    sat = script()
    chat = sat.transcript().chat(1)
    system, user = request(chat, chat.agent_messages[0], sat.cases[1])
    assert "needed_by: Pour quand vous le faut-il ?" in system["content"]
    assert "delivery_date" in system["content"]
    assert user["content"].count("<<<") == 2
    assert QUESTION in user["content"]
