"""The dialogue acts of plain messages."""

import pytest

from chattrainer.model.ids import Act
from chattrainer.reading.reader import Reader


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Bonjour Madame Petit", {"greeting"}),
        ("En quoi puis-je vous aider ?", {"offer_help"}),
        ("Merci de m'indiquer votre numéro de commande", {"request_data"}),
        ("Préférez-vous un avoir ou un échange ?", {"ask_choice"}),
        ("Je vérifie, deux minutes", {"hold"}),
        ("Merci d'avoir patienté", {"hold_return", "thanks"}),
        ("Débranchez la box 30 secondes", {"instruction"}),
        ("Je viens de valider l'échange", {"action_done"}),
        ("Veuillez nous excuser pour ce retard", {"apology"}),
        ("Avez-vous d'autres questions ?", {"anything_else"}),
        ("Bonne journée", {"farewell"}),
        ("Merci de me donner votre nom", {"request_data"}),
        ("merci de confirmer votre adresse mail svp", {"request_data"}),
        ("Merci beaucoup !", {"thanks"}),
    ],
)
def test_a_french_message_carries_its_acts(french: Reader, text: str, acts: set[Act]) -> None:
    assert set(french.read(text).acts) == acts


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Hello Mrs Petit", {"greeting"}),
        ("How can I help?", {"offer_help"}),
        ("Please give me your order number", {"request_data"}),
        ("Let me check, two minutes", {"hold"}),
        ("Unplug the box for 30 seconds", {"instruction"}),
        ("I'm transferring you to a technical expert", {"escalation"}),
        ("Is there anything else?", {"anything_else"}),
        ("Have a good day", {"farewell"}),
        ("Unfortunately I can't cancel that invoice", {"refusal"}),
    ],
)
def test_an_english_message_carries_its_acts(english: Reader, text: str, acts: set[Act]) -> None:
    assert set(english.read(text).acts) == acts


@pytest.mark.parametrize("text", ["d'accord", "ok", "Très bien", "Entendu.", "oui oui", "👌👌", "17"])
def test_an_acknowledgement_is_no_act(french: Reader, text: str) -> None:
    assert french.read(text).acts == ()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Je vérifie, deux minutes", 120),
        ("Un instant, je regarde", None),
        ("Patientez 2 à 3 minutes s'il vous plaît", 180),
        ("deux secondes, je regarde", None),
    ],
)
def test_a_hold_has_the_duration_that_was_stated(french: Reader, text: str, seconds: int | None) -> None:
    hold = french.read(text).hold
    assert hold is not None
    assert hold.s == seconds


def test_no_wait_is_announced_by_a_delay(french: Reader) -> None:
    assert french.read("Le délai de livraison est de 48 h").hold is None
