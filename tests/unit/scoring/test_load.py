"""Several chats at once: messages to the wrong customer, attention, chats an hour."""

import pytest

from chattrainer.model.case import Case, Person
from tests.builders import Script, cited, parcel_case

NADIA = Person(
    first_name="Nadia",
    last_name="Benhaddou",
    title="Madame",
    gender="f",
    age=34,
    email="nadia@boite.example",
    postcode="93200",
    phone="06 39 98 85 33",
)


def second_case() -> Case:
    return parcel_case(2, NADIA, facts={}, card={}, verify=None, resolution=[{"polite_failure": {}}])


def sitting(*said: tuple[float, str, tuple[str, ...]]) -> Script:
    script = Script(parcel_case(1), second_case())
    script.customer(1, "Bonjour, mon colis ?", move="opening").customer(2, "Bonjour", move="opening", chat=2)
    for at, text, acts in said:
        script.agent(at, text, acts=acts)
    return script


def closed(script: Script) -> Script:
    return script.close(100, "solved").close(110, "solved", chat=2).ends()


def test_another_customers_data_spoils_both_cases() -> None:
    card = closed(sitting((10, "Votre adresse est nadia@boite.example", ("information",)))).score()
    assert [c.outcome for c in card.chats] == ["wrong", "wrong"]
    assert card.load.misdirected == 1
    assert cited(card, "resolution.misdirected")[0].params["other"] == 2


def test_an_apology_within_thirty_seconds_leaves_it_at_partial() -> None:
    sent = (10.0, "Votre adresse est nadia@boite.example", ("information",))
    mended = closed(sitting(sent, (35, "Pardon, mauvaise conversation", ("apology",)))).score()
    late = closed(sitting(sent, (45, "Pardon, mauvaise conversation", ("apology",)))).score()
    assert [c.outcome for c in mended.chats] == ["partial", "partial"]
    assert [c.outcome for c in late.chats] == ["wrong", "wrong"]


def test_two_with_personal_data_wait_for_a_person() -> None:
    sent = (10.0, "nadia@boite.example", ("information",))
    assert "misdirected_personal" not in closed(sitting(sent)).score().reasons
    again = (20.0, "06 39 98 85 33", ("information",))
    assert "misdirected_personal" in closed(sitting(sent, again)).score().reasons


def test_what_is_the_customers_own_or_what_she_said_is_not_misdirected() -> None:
    script = sitting((10, "colette@courriel.example, c’est noté", ("information",)))
    script.customer(20, "ou alors nadia@boite.example").agent(
        30, "nadia@boite.example donc", acts=("information",)
    )
    card = closed(script).score()
    assert card.load.misdirected == 0
    assert [c.outcome for c in card.chats] == ["solved", "solved"]


def test_a_worse_outcome_is_not_softened() -> None:
    script = sitting((10, "nadia@boite.example", ("information",)), (15, "Pardon", ("apology",)))
    card = script.leaves(300, "lost", "lost").close(310, "solved", chat=2).ends().score()
    assert [c.outcome for c in card.chats] == ["lost", "partial"]


def test_attention_is_the_longest_wait_against_the_mean() -> None:
    script = sitting((11, "Jeudi", ("information",)))
    script.agent(32, "Jeudi", acts=("information",), chat=2)
    assert closed(script).score().load.attention_balance == pytest.approx(1.5, abs=0.01)


def test_chats_an_hour_are_those_that_ended() -> None:
    assert closed(sitting()).score().load.chats_per_hour == pytest.approx(2 * 3600 / 110, abs=0.01)
