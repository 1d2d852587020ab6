"""What seeks to learn something is heard however it is put, and what seeks nothing is not answered."""

import pytest

from chattrainer.adapters.encoder import build_reader, shared_encoder
from chattrainer.reading.acts import act_model
from chattrainer.reading.analysis import Networks, analyse
from chattrainer.reading.language import language
from chattrainer.reading.reader import Reader
from chattrainer.reading.seeks import seeks_model
from chattrainer.reading.spelling import for_vector
from chattrainer.reading.vocabulary import Entry, Vocabulary


def seeking(text: str, code: str) -> float:
    """How surely anything in the text seeks to learn something."""
    networks = Networks(act_model(), seeks_model())
    return float(analyse(text, language(code), shared_encoder(), networks).seeks.max())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Sans votre code postal, je ne retrouve rien."),
        ("fr", "Il me manque juste votre numéro de contrat."),
        ("fr", "je me demandais à quel étage vous habitez"),
        ("fr", "Reste à savoir quel jour vous êtes chez vous."),
        ("en", "I can't see your account number anywhere."),
        ("en", "It would help to know where the hub stands."),
        ("en", "just waiting on your postcode"),
    ],
)
def test_an_indirect_request_seeks_something(code: str, text: str) -> None:
    assert seeking(text, code) > 0.5


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", "Je m'appelle Camille, je m'occupe de votre demande."),
        ("fr", "Votre numéro de contrat figure sur la facture."),
        ("en", "I'm Robin from the customer team."),
        ("en", "Thanks for your account number."),
    ],
)
def test_a_statement_that_names_a_fact_seeks_nothing(code: str, text: str) -> None:
    assert seeking(text, code) < 0.3


@pytest.mark.parametrize("text", ["", "…", "😀", "1" * 5000])
def test_what_has_no_words_seeks_nothing_and_breaks_nothing(text: str) -> None:
    reading = build_reader("fr").read(text)
    assert not {"ask_open", "ask_closed", "ask_choice", "request_data"} & set(reading.acts)


@pytest.mark.parametrize(
    "text",
    [
        "Pour continuer il me faudrait votre mail et le code postal",
        "Alors, pour avancer donnez-moi votre mail et le code postal",
        "Sans votre mail et votre code postal je ne peux rien ouvrir",
    ],
)
def test_both_members_of_a_list_are_heard_whatever_stands_around_it(
    french: Reader, toy: Vocabulary, text: str
) -> None:
    assert set(french.read(text, toy).asks) == {"email", "postcode"}


@pytest.mark.parametrize(
    "text",
    [
        "Je ne vous demanderai pas votre mail.",
        "Vous m'avez déjà donné votre mail.",
        "Je note votre code postal",
    ],
)
def test_what_is_noted_or_needed_no_more_is_neither_asked_nor_asked_back(
    french: Reader, toy: Vocabulary, text: str
) -> None:
    reading = french.read(text, toy)
    assert reading.asks == ()
    assert reading.unsure == ()


def test_of_two_offers_that_differ_in_a_number_only_the_one_named_is_offered() -> None:
    offers = tuple(
        Entry("offer", name, (f"Je vous mets le forfait {size} Go ?", f"Le {size} Go vous irait bien"))
        for name, size in (("small", 5), ("medium", 40))
    )
    vocabulary = Vocabulary("fr", None, asks=(), statements=offers, restatables=())
    assert build_reader("fr").read("je vous mets le forfait 40 go ?", vocabulary).offers == ("medium",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vous en prenez cb au juste", "vous en prenez combien au juste"),
        ("cb de chaises", "combien de chaises"),
        ("le paiement par cb", "le paiement par carte bancaire"),
        ("votre cb svp", "votre carte bancaire s'il vous plaît"),
    ],
)
def test_cb_is_how_much_or_a_bank_card(typed: str, meant: str) -> None:
    assert for_vector(typed, language("fr")) == meant
