"""Templates in texts: what they stand for, in the words of the language."""

from datetime import date

import pytest

from chattrainer.content.filling import Values, filler
from chattrainer.content.templates import Broken, template
from chattrainer.content.wording import scalar_text
from chattrainer.model.base import Scalar
from chattrainer.model.case import Person
from chattrainer.model.scenario import Action, Fact

ANNE = Person(
    first_name="Anne", last_name="Roy", title="Madame", gender="f", age=40,
    email="anne@mail.example", postcode="01000", phone="01 99 00 12 34",
)  # fmt: skip
PAUL = ANNE.model_copy(update={"first_name": "Paul", "title": "Monsieur", "gender": "m"})


def filled(text: str, language: str = "fr", person: Person = ANNE) -> str:
    scalars: dict[str, Scalar] = {
        "order": "TIL-1",
        "amount": 59.9,
        "whole": 60.0,
        "stock": 4,
        "company.name": "Tilleul",
    }
    values = Values(language, date(2026, 2, 26), scalars, {"customer": person})
    found = template(text)
    return found.filled(values.text) if found else text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("commande {order} de {customer.name}", "commande TIL-1 de Anne Roy"),
        ("{customer.title} {customer.last_name}", "Madame Roy"),
        ("chez {company.name}", "chez Tilleul"),
        ("{today}", "jeudi 26 février"),
        ("{today+2}", "samedi 28 février"),
        ("{today+3}", "dimanche 1er mars"),
        ("{today+3 day}", "1er mars"),
        ("{today+5 weekday}", "mardi"),
        ("{today-9 short}", "17/02/2026"),
        ("{today+3 iso}", "2026-03-01"),
        ("{amount} €", "59,90 €"),
        ("{whole} €, {stock} en stock", "60 €, 4 en stock"),
        ("content{customer ? | e}", "contente"),
        ("rien", "rien"),
    ],
)
def test_a_french_text_is_filled(text: str, words: str) -> None:
    assert filled(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{today+3}", "Sunday 1 March"),
        ("{today short}", "26/02/2026"),
        ("£{amount}", "£59.90"),
    ],
)
def test_an_english_text_is_filled(text: str, words: str) -> None:
    assert filled(text, "en") == words


def test_agreement_follows_the_person_drawn() -> None:
    text = "je préfère être {customer ? remboursé | remboursée}"
    assert filled(text, person=ANNE).endswith("remboursée")
    assert filled(text, person=PAUL).endswith("remboursé")


@pytest.mark.parametrize("text", ["{}", "{Order}", "{today+x}", "{a ? b}", "{a", "{a {order}}", "{order!}"])
def test_what_is_no_template_is_broken(text: str) -> None:
    found = template(text)
    assert found is not None
    assert any(isinstance(reference, Broken) for reference in found.references)


def test_a_whole_template_of_a_number_keeps_its_type() -> None:
    values = Values("fr", date(2026, 3, 3), {"amount": 59.9}, {})
    fact = filler(Fact(value="{amount}", says=("{amount}", "c'est {amount} €")))(values)
    assert (fact.value, fact.says) == (59.9, ("59,90", "c'est 59,90 €"))


def test_arguments_of_actions_are_left_for_the_moment_of_the_action() -> None:
    values = Values("en", date(2026, 3, 3), {"order": "A-1"}, {})
    action = Action(id="move", sets={"order.note": "{order}: {args.note}"}, result="{args.note}")
    assert filler(action)(values).sets == {"order.note": "A-1: {args.note}"}
    assert filler(action)(values).result == "{args.note}"


def test_plain_values_inside_sentences() -> None:
    assert [scalar_text("en", value) for value in (1234.5, 1200, "x", True, None)] == [
        "1234.50", "1200", "x", "true", "",
    ]  # fmt: skip
