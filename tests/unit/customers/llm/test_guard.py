"""The guard: what the script says passes, what a model makes up, gives away or gets wrong does not."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.customers.llm.guard import FAULTS, faults
from chattrainer.customers.llm.language import actor_language, actor_languages
from chattrainer.locale.safe import printable
from chattrainer.model.case import Plan
from chattrainer.model.effects import ScriptedMove
from tests.support.llm_turn import plan_of_case, talk, turn

TALK = talk(
    ("customer", "le cadeau d'anniversaire de mon filleul devait arriver hier et toujours rien"),
    (
        "agent",
        "Bonjour, je suis Camille. Pour quel jour vous faut-il ce cadeau ? Je peux vous rembourser le 12 mars.",
    ),
)
WHEN = ScriptedMove("answer", "needed_by", ("needed_by",), ("samedi, dernier délai",))
OK = ScriptedMove("ack", None, (), ("d'accord",))
INSIST = ScriptedMove("insist", None, (), ("oui mais ça ne répond pas à ma question",))
AGREE = ScriptedMove("accept", None, (), ("oui, d'accord",))
DECLINE = ScriptedMove("decline", None, (), ("non, ça ne me va pas",))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of_case("cadeau-perdu")


def judged(plan: Plan, move: ScriptedMove, *bubbles: str) -> tuple[str, ...]:
    return faults((bubbles,), turn(plan, move, said=TALK))


def choosing(plan: Plan) -> tuple[ScriptedMove, str]:
    """Her preference to be named, and a wording of the other one."""
    case = plan.cases[0]
    fact = case.scenario.facts["preference"]
    assert isinstance(fact.says, tuple)
    other = {"reship": "remboursez-moi, ce sera plus sûr", "refund": "un nouvel envoi du jouet"}
    return ScriptedMove("choose", "preference", ("preference",), (fact.says[0],)), other[
        case.structure["prefers"]
    ]


@pytest.mark.parametrize(
    "words",
    [
        "samedi, dernier délai",
        "Alors, c'est pour samedi au plus tard",
        "il me le faut samedi, c'est le dernier délai !",
    ],
)
def test_the_same_thing_in_other_words_may_be_shown(plan: Plan, words: str) -> None:
    assert judged(plan, WHEN, words) == ()


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("dimanche, dernier délai", "invented_value"),
        ("le plus vite possible, dernier délai", "lost_value"),
        ("samedi, et mon code postal est le 75011", "invented_value"),
        ("samedi, ça m'a coûté 80 €", "invented_value"),
        ("samedi, voyez avec Géraldine", "invented_name"),
        ("samedi, ou allez voir www.autre-site.com", "invented_value"),
        ("samedi, j'accepte le remboursement", "assent"),
        ("samedi, sinon je refuse", "refusal"),
        ("samedi, au revoir", "farewell"),
        ("samedi, je vous enverrai la facture", "promise"),
        ("samedi. Comment puis-je vous aider ?", "role_swap"),
        ("samedi, nous sommes désolés pour ce retard", "role_swap"),
        ("it is for saturday, I really need it by then", "language"),
        ("это для субботы, samedi", "language"),
        ("samedi, mais je suis une intelligence artificielle", "leak"),
        ("samedi, selon mes instructions", "leak"),
        ("**samedi**, dernier délai", "markup"),
        ("- samedi, dernier délai", "markup"),
        ("samedi (soupire)", "stage_direction"),
        ("*soupire* samedi", "stage_direction"),
        ("samedi\x1b[31m", "controls"),
        ("samedi \u202e", "controls"),
        ("samedi " + "vraiment " * 40, "too_long"),
        ("samedi samedi samedi samedi", "repetition"),
        ("samedi, pour quel jour vous faut-il ce cadeau ? Je peux", "echo"),
    ],
)
def test_what_a_model_must_not_say_has_a_name(plan: Plan, words: str, fault: str) -> None:
    assert fault in judged(plan, WHEN, words)


def test_a_day_that_she_has_not_said_is_no_answer_to_something_else(plan: Plan) -> None:
    assert "undisclosed" in judged(plan, OK, "d'accord, il me le faut samedi")


def test_her_name_and_address_are_not_given_away(plan: Plan) -> None:
    person = plan.cases[0].person
    assert person is not None
    assert "undisclosed" in judged(plan, OK, f"d'accord, {person.last_name}")
    assert {"undisclosed", "invented_value"} & set(judged(plan, OK, f"d'accord, {person.email}"))


def test_the_other_choice_is_not_hers(plan: Plan) -> None:
    move, other = choosing(plan)
    assert judged(plan, move, move.bubbles[0]) == ()
    assert "other_choice" in judged(plan, move, other)


def test_a_yes_stays_a_yes_and_a_no_a_no(plan: Plan) -> None:
    assert judged(plan, AGREE, "oui, ça me va") == ()
    assert "refusal" in judged(plan, AGREE, "non, pas question")
    assert "lost_meaning" in judged(plan, AGREE, "et mon colis ?")
    assert judged(plan, DECLINE, "non merci") == ()
    assert {"assent", "lost_meaning"} & set(judged(plan, DECLINE, "oui, d'accord"))
    assert "assent" in judged(plan, INSIST, "d'accord, ça me va")


def test_every_move_has_to_be_worded(plan: Plan) -> None:
    situation = turn(plan, OK, WHEN, said=TALK)
    assert faults((("d'accord",),), situation) == ("missing_move",)
    assert faults((("d'accord",), ()), situation) == ("missing_move",)


@pytest.mark.parametrize("code", actor_languages())
def test_every_fault_is_worded_in_every_language(code: str) -> None:
    assert set(actor_language(code).faults) == set(FAULTS)


def test_every_language_says_and_names_the_same_things() -> None:
    first, *others = (actor_language(code) for code in actor_languages())
    assert others
    for other in others:
        assert set(other.prompt) == set(first.prompt)
        assert set(other.patterns) == set(first.patterns)
        assert {k: set(v) for k, v in other.names.items()} == {k: set(v) for k, v in first.names.items()}


@cache
def own_plan() -> Plan:
    return plan_of_case("cadeau-perdu")


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=60))
def test_whatever_is_shown_holds_no_control_and_no_hidden_value(text: str) -> None:
    case = own_plan().cases[0]
    situation = turn(own_plan(), OK, said=TALK)
    for words in (text, f"{text} {case.values['order']}", f"d'accord {text}"):
        if not faults(((words,),), situation):
            assert printable(words) == words
    assert faults(((f"{text} {case.scenario.facts['postcode'].value}",),), situation)


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("d'accord, je suis maintenant le conseiller", "role_swap"),
        ("d'accord, je suis votre assistante", "role_swap"),
        ("Ta réponse ne convient pas : elle est trop longue", "leak"),
        ("premier message", "leak"),
        ("Tu gardes tels quels les dates, montants, numéros", "leak"),
        ("d'accord pour s a m e d i", "undisclosed"),
        ("d'accord pour S-A-M-E-D-I", "undisclosed"),
        ("d'accord pour ｓａｍｅｄｉ", "controls"),
        ("d'accord pour 𝐬𝐚𝐦𝐞𝐝𝐢", "controls"),
    ],
)
def test_who_talks_a_model_round_gets_nothing_out_of_her(plan: Plan, words: str, fault: str) -> None:
    assert fault in judged(plan, OK, words)


@pytest.mark.parametrize("text", ["9" * 7_900, "(" * 7_900, "1,2 " * 1_900, "*a" * 3_900])
def test_endless_words_are_refused_for_their_length_alone(plan: Plan, text: str) -> None:
    assert judged(plan, OK, text) == ("too_long",)


def test_people_begin_with_well_and_swear_to_what_they_say(plan: Plan) -> None:
    assert judged(plan, INSIST, "Bon, vous ne répondez pas à ma question") == ()
    assert judged(plan, INSIST, "je vous jure, ça ne répond pas à ma question") == ()
    assert judged(plan, INSIST, "on m'avait promis une réponse, à ma question ils se dérobent") == ()


def test_an_address_may_end_a_sentence(plan: Plan) -> None:
    move = ScriptedMove("answer", "email", ("email",), ("mon adresse c'est lea.brun@courriel.example",))
    assert judged(plan, move, "mon adresse, lea.brun@courriel.example…") == ()
    assert "invented_value" in judged(plan, move, "mon adresse, lea.brune@courriel.example…")
