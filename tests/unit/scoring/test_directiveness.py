"""Leading the conversation: what was asked, restated, announced; and not too much of it."""

import pytest

from tests.builders import Script, cited, measure, parcel_case, share, well_led


def opened(**case: object) -> Script:
    script = Script(parcel_case(**case))  # type: ignore[arg-type]
    return script.customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening", reveals=("late",))


def closed(script: Script, outcome: str = "polite_failure") -> Script:
    return script.close(300, outcome).ends()


def test_a_well_led_chat_has_full_marks() -> None:
    assert well_led().score().scores["directiveness"] == 100


def test_a_needed_fact_that_was_never_asked_for_is_missed() -> None:
    script = opened().agent(
        9, "Quels sont votre mail et votre code postal ?", acts=("request_data",), asks=("email", "postcode")
    )
    script.customer(20, "a@b.example 49000", reveals=("email", "postcode"))
    card = closed(script).score()
    assert share(card, "discovery") == pytest.approx(0.5, abs=0.01)
    missed = cited(card, "directiveness.not_asked")[0]
    assert missed.better == "Quel jour vous le faut-il ?"


def test_a_fact_that_she_had_to_bring_up_was_not_discovered() -> None:
    script = opened().agent(9, "Je comprends.", acts=("empathy",))
    script.customer(
        20, "c’est pour samedi vous savez", move="led", of="needed_by", reveals=("needed_by",), how="led"
    )
    card = closed(script.agent(30, "Bien sûr", acts=())).score()
    assert share(card, "discovery") == 0
    assert cited(card, "directiveness.she_had_to_say")


def test_a_fact_volunteered_out_of_sympathy_is_neither_gain_nor_fault() -> None:
    script = opened(verify=None).agent(9, "Je comprends.", acts=("empathy",))
    script.customer(20, "c’est pour samedi", move="volunteer", reveals=("needed_by",), how="volunteered")
    card = closed(script.agent(30, "Entendu", acts=("information",))).score()
    assert measure(card, "discovery").note == "nothing_to_discover"


def test_many_questions_for_few_facts_cost_part_of_discovery() -> None:
    script = opened(verify=None)
    for turn in range(8):
        script.agent(10 + 10 * turn, "Et ceci ?", acts=("ask_closed",)).customer(15 + 10 * turn, "non")
    script.agent(90, "Pour quand ?", acts=("ask_open",), asks=("needed_by",))
    script.customer(95, "samedi", reveals=("needed_by",))
    card = closed(script).score()
    assert share(card, "discovery") == pytest.approx(0.75, abs=0.02)
    assert cited(card, "directiveness.questions_for_little")


@pytest.mark.parametrize(("fact", "source"), [("order_number", "bot"), ("late", "opening")])
def test_asking_for_what_is_known_counts(fact: str, source: str) -> None:
    card = closed(
        opened().agent(9, "Pouvez-vous me le redire ?", acts=("request_data",), asks=(fact,))
    ).score()
    assert cited(card, f"directiveness.asked_again_{source}")


def test_asking_again_for_what_she_said_counts_but_not_for_what_she_left_unanswered() -> None:
    script = opened().agent(9, "Pour quand ?", acts=("ask_open",), asks=("needed_by",))
    script.customer(15, "je ne sais pas où il est", move="beside")
    script.agent(20, "Il vous le faut pour quand ?", acts=("ask_open",), asks=("needed_by",))
    script.customer(25, "samedi", reveals=("needed_by",))
    assert share(closed(script).score(), "asked_twice") == 1
    script = opened().agent(9, "Pour quand ?", acts=("ask_open",), asks=("needed_by",))
    script.customer(25, "samedi", reveals=("needed_by",))
    script.agent(30, "C’est pour quand ?", acts=("ask_open",), asks=("needed_by",))
    assert cited(closed(script).score(), "directiveness.asked_again_customer")


def test_an_identity_check_that_the_case_requires_is_exempt() -> None:
    facts = {**parcel_case().model_dump()["scenario"]["facts"]}
    facts["email"] = {"value": "a@b.example", "identity": True, "known_from": ["card"]}
    script = opened(facts=facts).agent(9, "Quel est votre mail ?", acts=("request_data",), asks=("email",))
    assert share(closed(script).score(), "asked_twice") == 1


def test_restating_a_known_fact_is_not_asking_for_it() -> None:
    script = opened().agent(
        9,
        "Votre numéro est bien TIL-123456 ?",
        acts=("reformulation", "ask_closed"),
        asks=("order_number",),
        restates=("order_number",),
    )
    assert share(closed(script).score(), "asked_twice") == 1


def test_three_identity_data_are_one_ask_and_two_other_facts_are_two() -> None:
    one = opened().agent(
        9, "Mail, code postal, téléphone ?", acts=("request_data",), asks=("email", "postcode", "phone")
    )
    assert share(closed(one).score(), "one_at_a_time") == 1
    two = opened().agent(9, "Pour quand ? Et où ?", acts=("ask_open",), asks=("needed_by", "place"))
    card = closed(two).score()
    assert share(card, "one_at_a_time") == 0
    assert cited(card, "directiveness.questions_at_once")[0].params["n"] == 2


def test_stages_out_of_order_are_late() -> None:
    script = opened().agent(9, "Bonjour, jeudi. Au revoir", acts=("greeting", "information", "farewell"))
    script.customer(20, "mais…")
    script.agent(30, "Pour quand ?", acts=("ask_open",), asks=("needed_by",))
    card = closed(script).score()
    assert cited(card, "directiveness.stage_late_discovery") or cited(card, "directiveness.stage_late_answer")
    assert share(card, "stages") < 0.6


def test_reformulation_is_due_before_an_action_that_cannot_be_undone() -> None:
    script = opened().agent(9, "Bonjour, je le renvoie", acts=("greeting", "next_step")).action(12)
    card = closed(script, "partial").score()
    assert share(card, "reformulation") == 0
    assert cited(card, "directiveness.not_reformulated")


def test_a_reformulation_that_never_came_is_missed_at_the_agents_last_message() -> None:
    script = opened().agent(9, "Pour quand vous le faut-il ?", acts=("ask_open",), asks=("needed_by",))
    script.customer(20, "samedi", reveals=("needed_by",))
    script.agent(30, "Où le livrer ?", acts=("ask_open",), asks=("place",))
    script.customer(40, "au point relais", reveals=("place",))
    script.agent(50, "Bonne journée", acts=("farewell",))
    said = [message.number for message in script.transcript().chats[0].agent_messages]
    [missed] = cited(closed(script).score(), "directiveness.not_reformulated")
    assert missed.event == said[-1]


def test_a_reformulation_after_the_action_comes_late() -> None:
    script = opened().agent(9, "Je le renvoie", acts=("next_step",)).action(12)
    script.agent(
        20, "En somme, perdu hier, pour samedi", acts=("reformulation",), restates=("late", "needed_by")
    )
    assert share(closed(script, "partial").score(), "reformulation") == pytest.approx(0.5, abs=0.001)


def test_copying_her_words_is_no_reformulation() -> None:
    script = opened().agent(
        9, "Bonjour, mon colis n’est pas arrivé", acts=("reformulation",), restates=("late", "needed_by")
    )
    script.action(12)
    assert share(closed(script, "partial").score(), "reformulation") == 0


def test_one_fact_with_the_next_step_is_a_reformulation() -> None:
    script = opened().agent(
        9,
        "Votre livraison d’hier manque : je la renvoie ce soir",
        acts=("reformulation", "next_step"),
        restates=("late",),
    )
    assert share(closed(script.action(12), "partial").score(), "reformulation") == 1


@pytest.mark.parametrize(("told", "expected"), [(True, 1.0), (False, 0.0)])
def test_only_what_she_has_said_can_be_given_back(told: bool, expected: float) -> None:
    script = opened().agent(9, "Où le livrer ?", acts=("ask_open",), asks=("place",))
    script.customer(15, "au point relais" if told else "attendez", reveals=("place",) if told else ())
    script.agent(20, "Je le renvoie au point relais", acts=("next_step",), restates=("place",))
    assert share(closed(script.action(22), "partial").score(), "reformulation") == expected


def test_reformulation_is_not_due_for_a_quick_answer() -> None:
    card = closed(opened().agent(9, "Jeudi, sûrement.", acts=("information",))).score()
    assert measure(card, "reformulation").note == "reformulation_not_due"


def test_a_next_step_needs_a_date() -> None:
    undated = closed(opened().agent(9, "Nous vous rappelons", acts=("next_step",))).score()
    dated = closed(opened().agent(9, "Nous vous rappelons demain", acts=("next_step",))).score()
    assert share(undated, "next_step") == pytest.approx(0.7, abs=0.01)
    assert share(dated, "next_step") == 1


def test_no_next_step_is_due_where_all_was_done_on_the_spot() -> None:
    card = (
        opened()
        .agent(9, "Le délai est de 30 jours", acts=("information",))
        .close(30, "solved", rule=0)
        .ends()
        .score()
    )
    assert measure(card, "next_step").note == "done_on_the_spot"


def test_an_empty_turn_adds_nothing_and_empathy_is_not_empty_once() -> None:
    script = opened().agent(9, "Bonjour", acts=("greeting",)).customer(12, "et ?", move="insist")
    script.agent(15, "Je comprends", acts=("empathy",)).customer(18, "oui")
    script.agent(20, "d’accord").customer(25, "…").agent(30, "Je comprends", acts=("empathy",))
    card = closed(script).score()
    assert len(cited(card, "directiveness.empty_turn")) == 2
    assert len(cited(card, "directiveness.she_led")) == 1


def test_a_check_in_after_silence_charges_nobody_here() -> None:
    script = opened().agent(9, "Je vérifie", acts=("hold",)).customer(80, "vous êtes là ?", move="idle_check")
    card = closed(script.agent(90, "Oui, jeudi", acts=("information",))).score()
    assert share(card, "initiative") == 1


def test_back_to_the_case_counts_the_turns_it_took() -> None:
    def after(turns: int) -> float:
        script = opened().agent(5, "Pour quand ?", acts=("ask_open",))
        script.customer(9, "et chez vous il fait beau ?", move="digression", of="0")
        for turn in range(turns):
            script.agent(10 + turn * 5, "Très beau", acts=("small_talk",)).customer(12 + turn * 5, "ah")
        script.agent(50, "Revenons au colis", acts=("steering",)).move_ended(52, "digression", "0")
        return share(closed(script).score(), "back_to_the_case")

    assert after(0) == 1
    assert after(1) == pytest.approx(2 / 3, abs=0.01)
    assert after(3) == 0


def test_her_questions_are_answered_in_the_next_two_turns() -> None:
    script = opened().agent(5, "Oui ?", acts=("ask_open",)).customer(9, "c’est gratuit ?", move="question")
    script.agent(12, "Pour quand ?", acts=("ask_open",)).customer(15, "samedi")
    answered = closed(script.agent(20, "C’est offert", acts=("information",))).score()
    assert not cited(answered, "directiveness.question_unanswered")
    script = opened().agent(5, "Oui ?", acts=("ask_open",)).customer(9, "c’est gratuit ?", move="question")
    script.agent(12, "Merci", acts=("thanks",)).customer(15, "alors").agent(20, "Merci", acts=("thanks",))
    assert cited(closed(script).score(), "directiveness.question_unanswered")


def test_a_monologue_and_an_offer_out_of_the_blue() -> None:
    text = "mot " * 230
    card = closed(opened().agent(9, text, acts=("information", "offer"), offers=("both_ways",))).score()
    assert cited(card, "directiveness.monologue")
    assert cited(card, "directiveness.offer_before_discovery")


def test_who_says_nothing_leads_nothing() -> None:
    card = opened().leaves(240).ends().score()
    assert card.scores["directiveness"] == 0
