"""Hasty spelling undone, in words and in values."""

from datetime import date

import pytest

from chattrainer.reading.comparison import same
from chattrainer.reading.language import language
from chattrainer.reading.spelling import spelled_out
from chattrainer.reading.text import fold
from chattrainer.reading.values import values_in


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("fr", "c koi vot num de cmd", "c'est quoi votre numéro de commande"),
        ("fr", "jregarde svp", "je regarde s'il vous plaît"),
        ("fr", "le jouet c pour un anniv ?", "le jouet c'est pour un anniversaire ?"),
        ("fr", "numero de telephone", "numéro de téléphone"),
        ("fr", "vous avez 30 jouurs", "vous avez 30 jours"),
        ("en", "wats ur order no", "what's your order number"),
        ("en", "y do u wanna leave ?", "why do you want to leave ?"),
        ("en", "No, thank you.", "no, thank you."),
    ],
)
def test_short_forms_are_spelled_out(code: str, typed: str, meant: str) -> None:
    assert spelled_out(typed, language(code)) == meant


@pytest.mark.parametrize(
    ("code", "typed", "meant"),
    [
        ("fr", "vous avez 30 jouurs", "30 jours"),
        ("fr", "sous 5 jurs ouvrés", "5 jours"),
        ("fr", "livraison vendrdi", "vendredi 6 mars"),
        ("en", "within 3 wekes", "21 days"),
        ("en", "on wendesday", "Wednesday 4 March"),
    ],
)
def test_a_slip_in_a_unit_or_a_day_is_understood(code: str, typed: str, meant: str) -> None:
    today = date(2026, 3, 3)
    wanted = values_in(fold(meant), code)
    assert any(same(found, value, today) for found in values_in(fold(typed), code) for value in wanted)


@pytest.mark.parametrize("text", ["les jours suivants", "mrs Petit", "deux marches", "un pot de yaourt"])
def test_a_word_that_is_no_slip_gives_no_day(text: str) -> None:
    assert [v for v in values_in(fold(text), "fr") if v.kind == "date"] == []
