"""How it ended, and what it rests on: the ledger, what was told, what was checked."""

import pytest

from chattrainer.model.ids import OUTCOMES
from tests.builders import Script, cited, general, measure, parcel_case, share, well_led


def opened(**case: object) -> Script:
    script = Script(parcel_case(**case))  # type: ignore[arg-type]
    return script.customer(1, "Bonjour, mon colis n’est pas arrivé", move="opening", reveals=("late",))


def test_a_right_end_well_told_has_full_marks() -> None:
    card = well_led().score()
    assert card.scores["resolution"] == 100
    assert card.chats[0].capped_by is None


@pytest.mark.parametrize("outcome", [o for o in OUTCOMES if o not in ("gone", "void")])
def test_no_outcome_gets_more_than_its_cap(outcome: str) -> None:
    script = well_led()
    script.entries = script.entries[:-3]
    card = script.close(190, outcome).ends().score()
    cap = general().caps[outcome]  # type: ignore[index]
    assert (card.scores["resolution"] or 0) <= cap.resolution
    assert card.chats[0].composite <= cap.composite
    if cap.composite < 90:
        assert card.chats[0].capped_by == outcome


def test_what_had_to_be_told_and_was_not() -> None:
    card = (
        opened().agent(9, "Je le renvoie", acts=("next_step",)).action(12).close(40, "partial").ends().score()
    )
    untold = cited(card, "resolution.not_told")[0]
    assert untold.params["what"] == "Vous le recevrez jeudi"


def test_false_information_counts_until_it_is_put_right() -> None:
    def told(corrected: bool) -> bool:
        script = opened().agent(
            9, "Vous l’aurez demain", acts=("information",), tells_wrong=("delivery_date",)
        )
        if corrected:
            script.agent(15, "Pardon, jeudi", acts=("information",), tells=("delivery_date",))
        return bool(cited(script.close(40, "polite_failure").ends().score(), "resolution.told_wrong"))

    assert told(corrected=False)
    assert not told(corrected=True)


def test_acting_without_the_identity_check() -> None:
    script = opened().agent(9, "Je le renvoie", acts=("next_step",)).action(12, verified=False)
    card = script.close(40, "wrong").ends().score()
    assert cited(card, "resolution.unverified")
    assert cited(card, "resolution.acted_too_soon")
    assert (card.scores["resolution"] or 0) <= 20


def test_a_promise_outside_the_rules() -> None:
    script = opened().agent(9, "Ce sera fait", acts=("information",), forbidden=("x",))
    assert cited(script.close(40, "wrong").ends().score(), "resolution.forbidden")


def test_confirmation_is_sought_after_the_answer_or_by_a_nudge_and_silence() -> None:
    asked = opened().agent(9, "C’est fait. Autre chose ?", acts=("action_done", "anything_else"))
    assert share(asked.close(40, "solved").ends().score(), "confirmation_sought") == 1
    early = opened().agent(9, "Autre chose ?", acts=("anything_else", "ask_open"))
    early.agent(20, "C’est fait", acts=("action_done",))
    assert share(early.close(40, "solved").ends().score(), "confirmation_sought") == pytest.approx(
        0.5, abs=0.01
    )
    nudged = opened().agent(9, "C’est fait", acts=("action_done",))
    nudged.agent(130, "Êtes-vous toujours là ?", acts=("ask_closed",))
    assert share(nudged.close(260, "solved").ends().score(), "confirmation_sought") == 1
    hasty = opened().agent(9, "C’est fait", acts=("action_done",)).close(12, "solved").ends()
    assert share(hasty.score(), "confirmation_sought") == 0


def test_a_second_request_counts_once_she_made_it() -> None:
    assert measure(well_led().score(), "second_request").note == "no_second_request"
    script = opened().agent(9, "C’est fait", acts=("action_done",))
    script.customer(20, "et je peux changer d’adresse ?", move="second_request", of="1")
    script.agent(30, "Oui, voilà", acts=("action_done",))
    left_open = script.close(60, "partial").ends().score()
    assert cited(left_open, "resolution.second_open")


def test_a_come_back_costs_and_mending_it_gives_part_of_it_back() -> None:
    script = opened().agent(9, "Au revoir", acts=("farewell",)).close(20, "polite_failure", comes_back=True)
    unmended = script.ends().score()
    assert cited(unmended, "resolution.comes_back")
    script = opened().agent(9, "Au revoir", acts=("farewell",)).close(20, "polite_failure", comes_back=True)
    script.comes_back(200).customer(201, "toujours rien", move="comes_back")
    script.agent(210, "Jeudi", acts=("information",), tells=("delivery_date",)).action(215).close(
        240, "solved"
    )
    mended = script.ends().score()
    assert 0 < share(mended, "no_come_back") < 1
    assert mended.chats[0].outcome == "solved"


def test_who_left_for_her_own_reasons_is_judged_on_what_was_told_and_done() -> None:
    nothing = opened().agent(9, "d’accord").leaves(60, "gone", "gone").ends().score()
    all_but_the_end = opened().agent(9, "Pour quand ?", acts=("ask_open",), asks=("needed_by",))
    all_but_the_end.customer(20, "samedi", reveals=("needed_by",)).action(25)
    all_but_the_end.agent(35, "Jeudi", acts=("information",), tells=("delivery_date",))
    done = all_but_the_end.leaves(60, "gone", "gone").ends().score()
    assert (nothing.scores["resolution"] or 0) == 0
    assert (done.scores["resolution"] or 0) > 90


def test_an_escalation_carries_what_the_next_person_needs() -> None:
    rules = [{"escalated": {"escalated_to": ["level2"], "handed_over": ["late"]}}, {"polite_failure": {}}]
    script = (
        opened(resolution=rules)
        .agent(9, "Je vous passe un collègue", acts=("escalation",))
        .escalate(12, "level2")
    )
    card = script.close(20, "partial").ends().score()
    assert cited(card, "resolution.missing_handed_over")
