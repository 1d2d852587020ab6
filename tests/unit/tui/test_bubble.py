"""A conversation is laid out in cells: bubbles fit, texts are only text, nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from chattrainer.tui.widgets.bubble import Row, Side, drawn


def words(row: Row, width: int) -> str:
    """What can be read of a row, without spaces and line ends."""
    return "".join("".join(line.text.split()) for line in drawn(row, width))


def test_the_agents_bubble_stands_at_the_right_edge() -> None:
    [line] = drawn(Row("agent", "Bonjour", "right"), 40)
    assert line.indent + cell_len(line.text) == 39
    assert line.text == " Bonjour "


def test_a_bubble_is_as_wide_as_its_longest_line() -> None:
    lines = drawn(Row("customer", "un mot puis\nun autre mot un peu long", "left"), 60)
    assert len({cell_len(line.text) for line in lines}) == 1


def test_a_word_of_the_system_stands_in_the_middle() -> None:
    [blank, line] = drawn(Row("system", "Nouvelle", "middle", above=1), 20)
    assert blank.text == ""
    assert (line.indent, line.text) == (6, "Nouvelle")


def test_a_word_longer_than_the_line_is_folded_whole() -> None:
    assert words(Row("customer", "a" * 500), 40) == "a" * 500


@pytest.mark.parametrize("text", ["", "\n\n", " "])
def test_an_empty_message_takes_a_line(text: str) -> None:
    assert drawn(Row("customer", text), 40)


ALPHABET = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs", "Mn", "Me"])


@given(st.text(ALPHABET, max_size=200), st.integers(24, 120), st.sampled_from(["left", "right", "middle"]))
def test_every_line_fits_and_every_letter_is_there(text: str, width: int, side: Side) -> None:
    row = Row("customer", text, side)
    assert all(line.indent + cell_len(line.text) <= width for line in drawn(row, width))
    assert words(row, width) == "".join(text.split())


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_a_mark_never_begins_a_line_and_stays_as_it_was_written(space: str) -> None:
    lines = drawn(Row("customer", f"qu’est-ce qui se passe{space}?"), 27)
    assert [line.text.strip() for line in lines] == ["qu’est-ce qui se", f"passe{space}?"]
    quoted = drawn(Row("customer", f"la housse «{space}brume{space}»"), 23)
    assert [line.text.strip() for line in quoted] == ["la housse", f"«{space}brume{space}»"]
