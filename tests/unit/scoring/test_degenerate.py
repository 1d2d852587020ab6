"""Agents with one trick, played by hand: a score that one of them can win is wrong (docs/scoring.md)."""

from collections.abc import Callable

import pytest

from chattrainer.model.scorecard import Scorecard
from tests.builders import Script, measure, share, well_led

OPENING = "Bonjour, mon colis n’est pas arrivé hier, je suis inquiète, que faire ?"


def opened() -> Script:
    return Script().customer(1, OPENING, move="opening", reveals=("late",))


def silent() -> Script:
    return opened().customer(90, "vous êtes là ?", move="idle_check").leaves(241)


def greeter() -> Script:
    script = opened()
    for at in (5, 25, 45):
        script.agent(at, "Bonjour Madame Vasseur, je suis Camille.", acts=("greeting", "self_introduction"))
        script.customer(at + 10, "et mon colis ?", move="insist")
    return script.leaves(300, "gone", "polite_failure")


def ok_machine() -> Script:
    script = opened()
    for at in (3, 15, 27, 39, 51):
        script.agent(at, "ok").customer(at + 8, "alors ?", move="insist")
    return script.close(70, "polite_failure", comes_back=True)


def hold_spammer() -> Script:
    script = opened().agent(5, "Bonjour, je vérifie.", acts=("greeting", "hold")).holds(5, 65)
    script.hold_ends(60, kept=True)
    for at in (60, 120, 180, 240):
        script.agent(at, "Encore un instant, je vérifie.", acts=("hold",))
        script.customer(at + 10, "bon", move="wait_ok")
    return script.leaves(400)


def question_dumper() -> Script:
    script = opened().agent(
        8,
        "Bonjour, mail, code postal, téléphone, pour quand, où, et quel numéro de commande ?",
        acts=("greeting", "request_data", "ask_open"),
        asks=("email", "postcode", "phone", "needed_by", "place", "order_number"),
    )
    script.customer(60, "49000, et pour samedi", reveals=("postcode", "needed_by"))
    return script.agent(70, "Merci.", acts=("thanks",)).close(80, "polite_failure", comes_back=True)


def parrot() -> Script:
    script = opened().agent(4, OPENING, acts=("reformulation",), restates=("late",))
    for at in (20, 40):
        script.customer(at, "oui et alors ?", move="insist")
        script.agent(at + 3, "oui et alors ?", acts=("reformulation",))
    return script.close(60, "polite_failure", comes_back=True)


def padder() -> Script:
    filler = "Chaque demande est étudiée avec la plus grande attention par nos équipes. " * 7
    script = opened()
    for at in (10, 40, 70):
        script.agent(at, filler, acts=("information",)).customer(at + 20, "mais mon colis ?", move="insist")
    return script.agent(100, filler, acts=("information",)).close(110, "polite_failure", comes_back=True)


def monologue() -> Script:
    script = opened().agent(
        20, "Il faut savoir que notre organisation repose sur des services " * 20, acts=("information",)
    )
    return script.customer(60, "je n’ai rien compris", move="insist").close(
        80, "polite_failure", comes_back=True
    )


def early_closer() -> Script:
    return (
        opened()
        .agent(5, "Bonjour, bonne journée !", acts=("greeting", "farewell"))
        .close(6, "polite_failure", comes_back=True)
    )


def late_prose() -> Script:
    script = opened().agent(
        3600, "Bonjour Madame Vasseur, votre colis est perdu.", acts=("greeting", "information")
    )
    return script.leaves(3601)


TRICKS: tuple[Callable[[], Script], ...] = (
    silent,
    greeter,
    ok_machine,
    hold_spammer,
    question_dumper,
    parrot,
    padder,
    monologue,
    early_closer,
    late_prose,
)


def played(trick: Callable[[], Script]) -> Scorecard:
    return trick().ends().score()


@pytest.mark.parametrize("trick", TRICKS, ids=lambda t: t.__name__)
def test_no_trick_gets_over_45(trick: Callable[[], Script]) -> None:
    assert played(trick).overall <= 45


@pytest.mark.parametrize("trick", TRICKS, ids=lambda t: t.__name__)
def test_no_trick_resolves_anything(trick: Callable[[], Script]) -> None:
    assert (played(trick).scores["resolution"] or 0) <= 40


@pytest.mark.parametrize("trick", TRICKS, ids=lambda t: t.__name__)
def test_no_trick_leads_the_conversation(trick: Callable[[], Script]) -> None:
    assert (played(trick).scores["directiveness"] or 0) <= 55


def test_silence_is_worth_nothing_anywhere() -> None:
    card = played(silent)
    assert card.overall == 0
    assert set(card.scores.values()) == {0}


def test_quick_but_empty_answers_are_no_latency() -> None:
    for trick in (greeter, ok_machine, parrot, early_closer):
        assert (played(trick).scores["latency"] or 0) <= 40, trick.__name__


def test_holds_without_end_buy_no_latency() -> None:
    card = played(hold_spammer)
    assert share(card, "first_useful") == 0
    assert (card.scores["latency"] or 0) <= 40


def test_padding_costs_concision_and_listening() -> None:
    card = played(padder)
    assert share(card, "concision") < 0.5
    assert share(card, "discovery") == 0


def test_a_dump_of_questions_is_a_grilling() -> None:
    card = played(question_dumper)
    assert share(card, "one_at_a_time") == 0
    assert share(card, "steamroller") < 0.9


def shifted(by_s: int = 150) -> Script:
    """The well-led chat with every answer so much later."""
    script = well_led()
    slow = Script()
    delay = 0
    agent_before = False
    for entry in script.entries[2:]:
        event = entry.event
        agent = event.kind in ("say", "reading", "act", "action_started", "action_result", "close")
        if event.kind == "say" and not agent_before:
            delay += by_s
        agent_before = agent
        moved = {"at": event.at + delay * 1000}
        if event.kind == "action_started":
            moved["until"] = event.until + delay * 1000
        slow.add(event.model_copy(update=moved))
    return slow


def careless() -> Script:
    script = well_led()
    for number, message in [(e.number, e.event) for e in script.entries if e.event.kind == "say"]:
        words = [w for w in message.text.split() if len(w) > 4]
        for word in words[::3]:
            script.flag(number, 1, word, message.text)
    return script


SPOILT: dict[str, Callable[[], Script]] = {"latency": shifted, "writing": careless}


@pytest.mark.parametrize("criterion", SPOILT)
def test_a_skilled_agent_with_one_criterion_spoilt_loses_there_alone(criterion: str) -> None:
    skilled, spoilt = well_led().score().scores, SPOILT[criterion]().score().scores
    for name, value in skilled.items():
        lost = (value or 0) - (spoilt[name] or 0)
        assert lost >= 25 if name == criterion else abs(lost) <= 3, name


def test_a_criterion_without_evidence_of_its_own_is_still_shown() -> None:
    card = played(silent)
    assert measure(card, "discovery").of > 0
    assert all(value is not None for value in card.scores.values())
