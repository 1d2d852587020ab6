"""Which of the turns on offer an answer takes."""

import pytest

from chattrainer.customers.llm.answer import Faulty, parse_choice
from chattrainer.customers.llm.choice import choice_of
from chattrainer.customers.llm.prompt import prompt
from chattrainer.model.effects import ScriptedMove, WordMove
from tests.support.llm_turn import plan_of_case

ANSWER = ScriptedMove("answer", "when", ("when",), ("pour samedi",))
DETAIL = ScriptedMove("volunteer", "who", ("who",), ("c'est pour ma sœur",))
REMARK = ScriptedMove("remark", None, (), ("j'ai un peu peur",))
CHOICE = choice_of(WordMove(0, 1, 1, 0, (ANSWER, DETAIL), ((ANSWER,), (REMARK, ANSWER, DETAIL))))


def test_each_move_is_asked_for_once() -> None:
    assert CHOICE.moves == (ANSWER, DETAIL, REMARK)
    assert CHOICE.turns == ((1, 2), (1,), (3, 1, 2))
    assert CHOICE.of(2) == (REMARK, ANSWER, DETAIL)


@pytest.mark.parametrize(
    ("answer", "turn", "bubbles"),
    [
        ("1. samedi\n2. ma sœur", 0, (("samedi",), ("ma sœur",))),
        ("1. samedi", 1, (("samedi",),)),
        ("1. samedi\n2. ma sœur\n3. j'ai peur", 2, (("j'ai peur",), ("samedi",), ("ma sœur",))),
        ('{"moves": [{"n": 1, "bubbles": ["samedi"]}]}', 1, (("samedi",),)),
    ],
)
def test_the_numbers_that_are_worded_are_the_choice(
    answer: str, turn: int, bubbles: tuple[tuple[str, ...], ...]
) -> None:
    assert parse_choice(answer, CHOICE) == (turn, bubbles)


def test_more_than_any_turn_has_is_the_minds_own() -> None:
    choice = choice_of(WordMove(0, 1, 1, 0, (ANSWER, DETAIL), ((REMARK, ANSWER),)))
    assert parse_choice("1. samedi\n2. ma sœur\n3. j'ai peur", choice)[0] == 0


@pytest.mark.parametrize("answer", ["2. ma sœur", "3. j'ai peur", '{"moves": [{"n": 7, "bubbles": ["x"]}]}'])
def test_what_makes_no_turn_is_asked_for_again(answer: str) -> None:
    with pytest.raises(Faulty, match="missing_move"):
        parse_choice(answer, CHOICE)


def test_the_prompt_names_the_turns_and_her_patience() -> None:
    case = plan_of_case("cadeau-perdu").cases[0]
    told = prompt(case, (), CHOICE.moves, "plain", CHOICE.turns, "thin")[-1].text
    assert "1 + 2\u00a0; ou 1\u00a0; ou 3 + 1 + 2." in told
    assert "entamée" in told
    alone = prompt(case, (), (ANSWER,), "plain", ((1,),))[-1].text
    assert "une seule" not in alone
