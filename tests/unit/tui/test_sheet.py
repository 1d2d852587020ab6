"""A sheet shows names beside values, wrapped under themselves."""

from chattrainer.tui.widgets.sheet import Field, Heading, Words, drawn


def test_a_value_wraps_under_itself() -> None:
    lines = [line.plain.rstrip() for line in drawn(Field("Panier", "parure en lin lavé, ardoise"), 30)]
    assert lines == ["Panier      parure en lin", "            lavé, ardoise"]


def test_a_long_name_stands_above_its_value() -> None:
    lines = [line.plain.rstrip() for line in drawn(Field("Commandes sur 12 mois", "3"), 30)]
    assert lines == ["Commandes sur 12 mois", "  3"]


def test_a_heading_has_a_line_above_it_unless_it_comes_first() -> None:
    assert len(drawn(Heading("Client"), 30)) == 2
    assert len(drawn(Heading("Client"), 30, first=True)) == 1


def test_control_characters_are_spelled_out() -> None:
    assert drawn(Words("a\x1b[31mb"), 30)[0].plain == "a\\x1b[31mb"
