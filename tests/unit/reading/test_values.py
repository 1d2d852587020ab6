"""Values in what people type, and whether they mean the same."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.reading.comparison import before, same
from chattrainer.reading.text import fold
from chattrainer.reading.values import finder

TUESDAY = date(2026, 3, 3)


def mean_the_same(language: str, said: str, wanted: str) -> bool:
    find = finder(language).find
    return any(same(a, b, TUESDAY) for a in find(fold(said)) for b in find(fold(wanted)))


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("Vous le recevrez vendredi", "vendredi"),
        ("livraison vendredi 6 mars", "vendredi"),
        ("le 6 mars", "vendredi 6 mars"),
        ("le 06/03", "vendredi 6 mars"),
        ("le 6", "vendredi 6 mars"),
        ("Vous l'aurez le 6.", "vendredi 6 mars"),
        ("livré le 6, promis", "vendredi 6 mars"),
        ("il passe vendredi 6.", "vendredi 6 mars"),
        ("demain", "mercredi 4 mars"),
        ("sous 48h", "deux jours"),
        ("dans les cinq jours ouvrés", "5 jours"),
        ("sous une semaine", "5 jours ouvrés"),
        ("quinze jours", "2 semaines"),
        ("quinze jours", "15 jours"),
        ("5 jrs", "5 jours"),
        ("12 mois", "un an"),
        ("une semaine ouvrée", "5 jours ouvrés"),
        ("59€90", "59,90 €"),
        ("59.90 euros", "59,90 €"),
        ("EUR 60", "60 €"),
        ("60", "60 €"),
        ("1 200 €", "1200 euros"),
        ("à 10h30", "10:30"),
        ("commande TIL-123456", "TIL-123456"),
        ("06 39 98 12 34", "0639981234"),
    ],
)
def test_french_values_that_mean_the_same(said: str, wanted: str) -> None:
    assert mean_the_same("fr", said, wanted)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("by Friday", "Friday 6 March"),
        ("on March 6th", "Friday 6 March"),
        ("the 17th", "Tuesday 17 March"),
        ("in two weeks", "Tuesday 17 March"),
        ("31 pounds", "£31"),
        ("31 quid", "£31"),
        ("a year and a half", "18 months"),
        ("three weeks", "21 days"),
        ("07700 900123", "07700900123"),
        ("20 GB", "20gb"),
        ("at 5pm", "17:00"),
    ],
)
def test_english_values_that_mean_the_same(said: str, wanted: str) -> None:
    assert mean_the_same("en", said, wanted)


@pytest.mark.parametrize(
    ("language", "said", "wanted"),
    [
        ("fr", "vendredi 13 mars", "vendredi"),
        ("fr", "samedi", "vendredi 6 mars"),
        ("fr", "48 h", "5 jours"),
        ("fr", "5,90 €", "4,90 €"),
        ("en", "5 March", "Friday 6 March"),
        ("en", "$31", "£31"),
        ("en", "12 months", "18 months"),
        ("en", "30 seconds", "15 seconds"),
        ("fr", "10 minutes", "2 heures"),
    ],
)
def test_values_that_differ(language: str, said: str, wanted: str) -> None:
    assert not mean_the_same(language, said, wanted)


def test_a_day_before_the_limit_is_early_and_the_limit_is_not() -> None:
    [limit] = finder("fr").find(fold("jeudi 5 mars"))
    early = {
        text: finder("fr").find(fold(text))[0]
        for text in ("demain", "mercredi", "jeudi", "le 6 mars", "sous 24h")
    }
    assert {text for text, found in early.items() if before(found, limit, TUESDAY)} == {
        "demain",
        "mercredi",
        "sous 24h",
    }


@given(st.text(max_size=200), st.sampled_from(["fr", "en"]))
def test_whatever_is_typed_values_lie_within_it_and_do_not_overlap_by_half(text: str, language: str) -> None:
    found = finder(language).find(fold(text))
    assert all(0 <= value.start < value.end <= len(text) for value in found)
    spans = sorted({(value.start, value.end) for value in found})
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
