"""What the engine is given, and that its offsets lead back to the text as it was written."""

from hypothesis import given
from hypothesis import strategies as st

from chattrainer.adapters.proofreader.cleaning import LONGEST_PIECE, clean, code_points, pieces

ANYTHING = st.text(alphabet=st.characters(codec=None), max_size=300)


def test_a_plain_message_is_given_as_it_is() -> None:
    text = "Votre commande n° 12 est prête 🙂\nÀ bientôt !"
    assert clean(text).text == text
    assert clean(text).as_written(5, 13) == (5, 13)


def test_nul_controls_and_lone_surrogates_become_spaces() -> None:
    assert clean("a\x00b\x1bc\ud800d").text == "a b c d"


def test_loose_accents_are_composed_and_offsets_count_the_letters_as_written() -> None:
    text = "un e\u0301te\u0301 recu"
    cleaned = clean(text)
    assert cleaned.text == "un été recu"
    start, end = cleaned.as_written(3, 6)
    assert text[start:end] == "e\u0301te\u0301"
    start, end = cleaned.as_written(7, 11)
    assert text[start:end] == "recu"


def test_an_endless_run_without_a_space_is_no_language() -> None:
    cleaned = clean("clé " + "x" * 5_000 + " recu")
    assert cleaned.text.split() == ["clé", "recu"]
    assert cleaned.as_written(5_005, 5_009) == (5_005, 5_009)


@given(ANYTHING)
def test_every_letter_given_comes_from_one_stretch_of_the_text(text: str) -> None:
    cleaned = clean(text)
    cleaned.text.encode("utf-8")
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    # The stretches follow one another and cover the whole text.
    places = sorted(set(zip(cleaned.starts, cleaned.ends, strict=True)))
    assert [start for start, _ in places] == [0, *[end for _, end in places]][: len(places)]
    assert (places[-1][1] if places else 0) == len(text)


@given(st.text(alphabet="ab é😀\n.?!", max_size=9_000))
def test_pieces_put_together_are_the_text(text: str) -> None:
    found = list(pieces(text))
    assert "".join(piece for _, piece in found) == text
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in found)
    assert all(len(piece) <= LONGEST_PIECE for _, piece in found)


def test_a_long_text_is_cut_where_a_sentence_ends() -> None:
    text = "Votre colis est parti. " * 400
    assert all(piece.endswith(". ") for _, piece in pieces(text))


@given(st.text(max_size=80), st.text(min_size=1, max_size=20), st.text(max_size=80))
def test_bytes_are_counted_back_to_code_points(before: str, marked: str, after: str) -> None:
    text = before + marked + after
    start, length = len(before.encode()), len(marked.encode())
    assert code_points(text, start, length) == (len(before), len(before) + len(marked))


def test_bytes_beyond_the_text_are_cut_off() -> None:
    assert code_points("été", 2, 99) == (1, 3)
