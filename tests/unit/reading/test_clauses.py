"""Cutting a message into sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.reading.clauses import MAX_SEGMENTS, segments
from chattrainer.reading.language import language
from chattrainer.reading.text import fold


def cut(text: str, code: str = "fr") -> list[str]:
    return [segment.text for segment in segments(text, language(code))]


def test_sentences_are_cut_at_their_ends_and_titles_and_links_are_not() -> None:
    text = "Bonjour Mme. Petit, voici https://a.example/b?c=1.5 pour vous. Et votre code postal ?"
    assert cut(text)[0] == "Bonjour Mme. Petit, voici https://a.example/b?c=1.5 pour vous."
    assert cut(text)[-1] == "Et votre code postal ?"


def test_a_sentence_of_two_clauses_gives_both_beside_the_whole() -> None:
    assert cut("Je vérifie votre dossier et je reviens vers vous.") == [
        "Je vérifie votre dossier et je reviens vers vous.",
        "Je vérifie votre dossier",
        "et je reviens vers vous.",
    ]


@pytest.mark.parametrize(
    ("text", "code", "second"),
    [
        (
            "La remise s'élève à 133,50 €, et le canapé demeure sous garantie.",
            "fr",
            "et le canapé demeure sous garantie.",
        ),
        (
            "The line test came back clean, and nobody repeats those steps.",
            "en",
            "and nobody repeats those steps.",
        ),
    ],
)
def test_after_a_comma_and_an_and_a_clause_begins_whatever_its_verb(
    text: str, code: str, second: str
) -> None:
    assert second in cut(text, code)
    assert cut("Votre nom, et votre mail.") == ["Votre nom, et votre mail."], "a short list stays one"


def test_a_greeting_stands_apart_from_the_question_after_its_comma() -> None:
    assert "what's your postcode?" in cut("Hello Mrs Petit, what's your postcode?", "en")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quel téléphone avez-vous laissé au dossier ?", "fr"),
        ("Which parcel point did you use that day?", "en"),
    ],
)
def test_a_question_word_stays_with_its_verb(text: str, code: str) -> None:
    assert cut(text, code) == [text]


@pytest.mark.parametrize(
    ("text", "code", "second"),
    [
        ("Suivez-le sur https://a.example/b Vous le recevrez jeudi.", "fr", "Vous le recevrez jeudi."),
        ("It's at wrenlink.example/help Then plug the hub in.", "en", "Then plug the hub in."),
    ],
)
def test_a_capital_after_an_address_begins_a_sentence(text: str, code: str, second: str) -> None:
    assert second in cut(text, code)


@pytest.mark.parametrize("text", ["Code postal :", "Postcode:"])
def test_a_form_field_keeps_its_colon(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "…", "?!", "\x1b\x07\x00"])
def test_nothing_to_read_gives_no_segment(text: str) -> None:
    assert cut(text) == []


@given(st.text(max_size=400), st.sampled_from(["fr", "en"]))
def test_segments_lie_within_the_text_and_are_few(text: str, code: str) -> None:
    found = segments(text, language(code))
    assert len(found) <= MAX_SEGMENTS
    assert all(0 <= s.start < s.end <= len(text) and len(s.text) == s.end - s.start for s in found)


@given(st.text(max_size=400))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
