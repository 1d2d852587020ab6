"""How long she waited: the clock, holds, questions left open, other chats, the system."""

import pytest

from tests.builders import Script, cited, measure, parcel_case, share


def opened(**kwargs: object) -> Script:
    script = Script()
    return script.customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening")


def test_first_response_runs_from_the_opening_of_the_chat() -> None:
    card = opened().agent(12, "Bonjour", acts=("greeting",)).close(60, "polite_failure").score()
    assert measure(card, "first_response").value == 12
    assert share(card, "first_response") == 1


def test_first_response_has_its_points_halfway_down_the_curve_at_half_marks() -> None:
    card = opened().agent(37.5, "Bonjour", acts=("greeting",)).close(60, "polite_failure").score()
    assert share(card, "first_response") == pytest.approx(0.5, abs=0.001)


def test_two_chats_at_once_give_more_time_for_the_first_word() -> None:
    script = Script(parcel_case(1), parcel_case(2, None))
    script.customer(1, "bonjour", move="opening").agent(30, "Bonjour", acts=("greeting",))
    assert share(script.close(60, "polite_failure").score(), "first_response") == 1


def test_an_instant_empty_answer_is_no_useful_reply() -> None:
    script = opened().agent(3, "ok").agent(140, "Quel est votre nom ?", acts=("request_data",))
    card = script.close(150, "polite_failure").score()
    assert share(card, "first_response") == 1
    assert measure(card, "first_useful").value == 139
    assert cited(card, "latency.first_useful_late")


def test_a_hold_extends_the_first_useful_reply_once() -> None:
    script = opened().agent(10, "Je vérifie, deux minutes", acts=("hold",), hold={"s": 60}).holds(10, 70)
    script.agent(100, "Il est perdu", acts=("information",))
    assert measure(script.close(110, "polite_failure").score(), "first_useful").value == 39


def test_a_message_that_answers_nothing_leaves_her_question_open() -> None:
    script = opened().agent(20, "Quel numéro ?", acts=("request_data",))
    script.customer(30, "TIL-1. Il arrive quand ?", reveals=("order_number",))
    script.agent(35, "Merci", acts=("thanks",)).agent(130, "Jeudi", acts=("information",))
    card = script.close(140, "polite_failure").score()
    assert measure(card, "reply_median").value == 100


def test_a_reply_before_the_end_of_her_burst_costs_nothing() -> None:
    script = opened().agent(20, "Quel numéro ?", acts=("request_data",))
    script.customer(30, "attendez", last=False).agent(31, "Prenez votre temps", acts=("small_talk",))
    script.customer(80, "TIL-1", reveals=("order_number",)).agent(90, "Merci, jeudi", acts=("information",))
    card = script.close(100, "polite_failure").score()
    assert measure(card, "reply_median").value == 5


def test_a_kept_hold_costs_nothing_and_a_broken_one_double() -> None:
    def waited(kept: bool, answer_s: float) -> float | None:
        script = opened().agent(20, "Quel numéro ?", acts=("request_data",))
        script.customer(30, "TIL-1, il arrive quand ?")
        script.agent(40, "Je vérifie, une minute", acts=("hold",), hold={"s": 60})
        script.holds(40, 100).hold_ends(min(100, answer_s), kept)
        script.agent(answer_s, "Jeudi", acts=("information",))
        return measure(script.close(answer_s + 5, "polite_failure").score(), "reply_median").value

    assert waited(True, 95) == 10
    assert waited(False, 130) == 10 + 30 * 2


def test_a_long_wait_counts_as_announced_only_if_the_hold_was_kept() -> None:
    def announced(kept: bool) -> float:
        script = opened().agent(20, "Quel numéro ?", acts=("request_data",)).customer(30, "TIL-1 ?")
        script.agent(35, "Une minute", acts=("hold",)).holds(35, 110).hold_ends(110, kept)
        script.agent(120, "Jeudi", acts=("information",))
        return share(script.close(130, "polite_failure").score(), "waits_announced")

    assert announced(True) == 1
    assert announced(False) == 0


def test_what_was_never_answered_counts_with_its_age() -> None:
    card = opened().leaves(241).ends().score()
    assert measure(card, "first_response").value == 241
    assert card.scores["latency"] == 0
    assert measure(card, "customers_lost", None).value == 1


def test_closing_on_her_question_counts_as_her_whole_patience() -> None:
    script = opened().agent(10, "Bonjour", acts=("greeting",)).close(12, "polite_failure").ends()
    card = script.score()
    assert share(card, "first_useful") == 0
    assert measure(card, "reply_median").value == 240


def test_an_action_that_runs_is_the_systems_time() -> None:
    script = opened().agent(20, "Quel numéro ?", acts=("request_data",)).customer(30, "TIL-1 ?")
    script.action(35, takes_s=40).agent(80, "C’est fait", acts=("action_done",)).close(90)
    card = script.score()
    assert measure(card, "reply_median").value == 10
    assert measure(card, "system_delay").value == 40


def test_time_spent_in_another_chat_is_queueing() -> None:
    script = Script(parcel_case(1), parcel_case(2, None))
    script.focus(0, 1).customer(1, "bonjour ?", move="opening").agent(10, "Oui ?", acts=("ask_open",))
    script.customer(20, "Où est-il ?").focus(25, 2).focus(55, 1).agent(60, "Jeudi", acts=("information",))
    card = script.close(70, "polite_failure").score()
    assert measure(card, "queueing_delay").value == 30
    assert measure(card, "own_delay").value == 19


def test_from_ten_replies_on_the_late_ones_are_counted_over_the_sitting() -> None:
    script = opened().agent(5, "Oui ?", acts=("ask_open",))
    at = 10.0
    for turn in range(11):
        script.customer(at, "et ça ?")
        at += 130 if turn < 3 else 20
        script.agent(at, "Voilà", acts=("information",))
        at += 5
    card = script.close(at, "polite_failure").ends().score()
    late = measure(card, "share_over", None)
    assert late.value == pytest.approx(3 / 11, abs=0.001)
    assert late.of == 10
    assert len(cited(card, "latency.reply_over")) == 3


def test_in_a_proactive_chat_the_clock_starts_with_the_visitors_answer() -> None:
    script = Script(parcel_case(proactive=True), proactive=True)
    script.agent(40, "Bonjour, je peux vous aider ?", acts=("greeting", "offer_help"))
    script.customer(70, "oui, les retours sont payants ?", move="opening")
    script.agent(82, "Non, ils sont offerts", acts=("information",)).close(100)
    card = script.score()
    assert measure(card, "first_response").value == 12
    assert measure(card, "first_useful").value == 12


def test_her_own_typing_does_not_count() -> None:
    script = opened().agent(20, "Quel numéro ?", acts=("request_data",)).customer(30, "TIL-1")
    script.agent(35, "Merci", acts=("thanks",)).types(40, 70).customer(70, "et alors ?", move="insist")
    script.agent(75, "Jeudi", acts=("information",))
    assert measure(script.close(90, "polite_failure").score(), "reply_median").value == 15


def test_a_check_in_out_of_silence_counts_from_the_last_message() -> None:
    script = opened().agent(20, "Voilà", acts=("information",)).customer(25, "d’accord", expects=False)
    script.customer(140, "vous êtes là ?", move="idle_check").agent(150, "Oui, jeudi", acts=("information",))
    assert measure(script.close(160, "polite_failure").score(), "reply_median").value == 130
