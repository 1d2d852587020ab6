"""A draft knows where each stretch of it came from, whatever the agent does to it."""

from hypothesis import given
from hypothesis import strategies as st

from chattrainer.tui.drafts import Draft, Piece, Source


def canned(text: str = "Bonjour et bienvenue") -> Draft:
    return Draft().replaced(0, 0, text, "canned", "accueil")


def test_what_is_typed_has_no_piece() -> None:
    assert Draft().replaced(0, 0, "Bonjour").pieces == ()


def test_an_inserted_reply_keeps_its_name() -> None:
    assert canned().pieces == (Piece(0, 20, "canned", "accueil"),)


def test_words_typed_after_a_reply_are_not_part_of_it() -> None:
    draft = canned("Bonjour").replaced(7, 7, " Madame")
    assert draft == Draft("Bonjour Madame", (Piece(0, 7, "canned", "accueil"),))


def test_words_typed_before_a_reply_move_it() -> None:
    draft = canned("Bonjour").replaced(0, 0, "Ah, ")
    assert draft.pieces == (Piece(4, 11, "canned", "accueil"),)


def test_typing_into_a_reply_marks_it_edited() -> None:
    draft = canned("Bonjour et bienvenue").replaced(7, 7, " Madame")
    assert draft.pieces == (Piece(0, 27, "canned", "accueil", edited=True),)


def test_deleting_part_of_a_reply_marks_it_edited() -> None:
    draft = canned("Bonjour et bienvenue").replaced(7, 20, "")
    assert draft == Draft("Bonjour", (Piece(0, 7, "canned", "accueil", edited=True),))


def test_replacing_the_start_of_a_reply_keeps_the_rest_of_it() -> None:
    draft = canned("Bonjour et bienvenue").replaced(0, 7, "Bonsoir")
    assert draft.pieces == (Piece(7, 20, "canned", "accueil", edited=True),)


def test_deleting_a_whole_reply_leaves_nothing_of_it() -> None:
    assert canned("Bonjour").replaced(0, 7, "") == Draft()


def test_typing_into_pasted_words_splits_them() -> None:
    draft = Draft().replaced(0, 0, "TIL-482113", "pasted").replaced(4, 4, "x")
    assert draft.pieces == (Piece(0, 4, "pasted"), Piece(5, 11, "pasted"))


def test_a_reply_inserted_into_another_splits_it() -> None:
    draft = canned("Bonjour à vous").replaced(8, 8, "merci ", "article", "retours")
    assert [(p.source, p.start, p.end) for p in draft.pieces] == [
        ("canned", 0, 8),
        ("article", 8, 14),
        ("canned", 14, 20),
    ]


def test_what_is_sent_has_no_white_space_around_it_and_trimming_is_no_edit() -> None:
    draft = Draft().replaced(0, 0, "  Bonjour \n", "canned", "accueil")
    assert draft.trimmed() == Draft("Bonjour", (Piece(0, 7, "canned", "accueil"),))


def test_a_change_is_found_from_the_texts_alone() -> None:
    assert canned("Bonjour").became("Bonjour Madame") == canned("Bonjour").replaced(7, 7, " Madame")


EDITS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.integers(0, 40),
        st.text("ab \n", max_size=6),
        st.sampled_from(["typed", "canned", "article", "customer", "pasted"]),
    ),
    max_size=12,
)


@given(EDITS)
def test_pieces_stay_inside_the_text_in_order_and_apart(edits: list[tuple[int, int, str, Source]]) -> None:
    draft = Draft()
    for one, other, inserted, source in edits:
        start, end = sorted((min(one, len(draft.text)), min(other, len(draft.text))))
        draft = draft.replaced(start, end, inserted, source, "id")
    for whole in (draft, draft.trimmed()):
        ends = [0, *(edge for p in whole.pieces for edge in (p.start, p.end)), len(whole.text)]
        assert ends == sorted(ends)
        assert all(p.start < p.end for p in whole.pieces)


@given(st.text("ab", max_size=8), st.text("ab", max_size=8))
def test_a_draft_becomes_any_text(before: str, after: str) -> None:
    assert Draft(before).became(after).text == after
