"""Names, brands and jargon that no dictionary knows are never errors; what is frequent and wrong is."""

from collections.abc import Iterator

import pytest

from chattrainer.adapters.proofreader.availability import available
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.content.policies import policy
from chattrainer.scoring.proofreading import counted

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not available("fr"), reason="the embedded engine is not for this machine"),
]


@pytest.fixture(scope="module")
def proofreader() -> Iterator[EmbeddedProofreader]:
    with EmbeddedProofreader() as engine:
        yield engine


def marked(proofreader: EmbeddedProofreader, text: str, language: str) -> list[str]:
    [raw] = proofreader.check([text], language)
    return [text[f.start : f.end] for f in counted(raw, text, policy(language), "chat")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La Zyxlo Mini est compatible avec la box 4 de Kaelio"),
        ("fr", "votre dossier TIL-204815 est chez le SAV"),
        ("fr", "il me faut votre IBAN, le mandat SEPA et le RIO"),
        ("fr", "l'ONT est branché, le wifi aussi"),
        ("fr", "l'e-book est dispo dans l'appli, le tracking arrive par mail"),
        ("fr", "Bonjour Fatoumata, ici Xochitl avec Oumar et Solène"),
        ("fr", "Mme Van den Berghe et M. Nguyen O'Sullivan sont prévenus"),
        ("fr", "Je vérifie les stocks puis je vous dis"),
        ("en", "The Zyxlo Mini works with box 4 from Kaelio"),
        ("en", "case TIL-204815 is with aftersales"),
        ("en", "I need your IBAN, the SEPA mandate and the PAC"),
        ("en", "the ONT and the wifi are up, the e-book is in your library"),
        ("en", "Hello Fatoumata, Xochitl here with Oumar and Solène"),
        ("en", "Ms Van den Berghe and Mr O'Sullivan have been told"),
    ],
)
def test_what_no_dictionary_knows_is_no_error(
    proofreader: EmbeddedProofreader, language: str, text: str
) -> None:
    assert marked(proofreader, text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "error"),
    [
        ("fr", "Je vous remercies de votre patience", "remercies"),
        ("fr", "La commande à été expédiée", "à"),
        ("fr", "je vous envoi le lien", "envoi"),
        ("fr", "suite a votre appel", "a"),
        ("en", "Your order have been sent", "have"),
        ("en", "The choice is your's", "your's"),
        ("en", "You could of called", "of"),
        ("en", "The parcel lost it's label", "it's"),
    ],
)
def test_frequent_errors_are_found(
    proofreader: EmbeddedProofreader, language: str, text: str, error: str
) -> None:
    assert any(error in found or found in error for found in marked(proofreader, text, language))


@pytest.mark.parametrize(
    "text",
    ["", " ", "ok", "🙂", "x" * 10_000, "for (int i = 0; i < n; i++) { a[i] = b; }", "\x1b[31mrouge\x1b[0m"],
)
def test_what_is_no_prose_is_answered_at_all(proofreader: EmbeddedProofreader, text: str) -> None:
    assert isinstance(marked(proofreader, text, "fr"), list)
