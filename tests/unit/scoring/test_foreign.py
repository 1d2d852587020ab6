"""What is read into words that are not the agent's own: less than it seems."""

from chattrainer.model.inputs import Span
from tests.builders import Script, cited, measure

OPENING = "Bonjour, mon colis n’est pas arrivé, que dois-je faire maintenant ?"
ARTICLE = "Un colis perdu est renvoyé. Demandez la date à tenir. Le client le reçoit sous deux jours."


def opened() -> Script:
    return Script().customer(1, OPENING, move="opening", reveals=("late",))


def test_saying_her_words_back_answers_nothing() -> None:
    script = opened().agent(5, OPENING.upper(), acts=("information", "ask_open"), tells=("delivery_date",))
    card = script.close(60, "polite_failure").ends().score()
    assert cited(card, "latency.first_useful_never")
    assert cited(card, "directiveness.empty_turn")


def test_an_answer_that_takes_up_her_words_is_an_answer() -> None:
    text = "Votre colis n’est pas arrivé : je vous le renvoie, que préférez-vous, jeudi ou vendredi ?"
    script = opened().agent(5, text, acts=("ask_choice", "next_step"))
    card = script.close(60, "polite_failure").ends().score()
    assert measure(card, "first_useful").value == 4


def test_a_pasted_article_informs_but_neither_asks_nor_restates_nor_plans() -> None:
    span = Span(start=0, end=len(ARTICLE), source="article", id="perdu")
    script = opened().agent(
        5,
        ARTICLE,
        acts=("information", "next_step", "request_data", "reformulation"),
        asks=("needed_by",),
        restates=("late", "needed_by"),
        spans=(span,),
    )
    card = script.action(10).close(60, "partial").ends().score()
    assert measure(card, "first_useful").value == 4
    for rule in ("no_next_step", "not_reformulated", "not_asked"):
        assert cited(card, f"directiveness.{rule}"), rule
