"""Text of unknown origin: shown without doing anything."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.locale.safe import csv_cell, json_text, printable, without_controls

any_text = st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;pwned\x07", "\\x1b[2J\\x1b]0;pwned\\x07"),
        ("\x9b2J", "\\x9b2J"),
        ("reversed \u202egnp.exe", "reversed \\u202egnp.exe"),
        ("over\rwritten", "over\\x0dwritten"),
        ("a\u2028b", "a\\u2028b"),
        ("\ud800", "\\ud800"),
        ("l’été : 5 €\u00a0! 👩\u200d💻 عربي", "l’été : 5 €\u00a0! 👩\u200d💻 عربي"),
        ("two\r\nlines\tand a tab", "two\nlines\tand a tab"),
    ],
)
def test_controls_are_spelled_out_and_the_rest_stays(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_single_line_stays_one() -> None:
    assert printable("one\ntwo\tthree", lines=False) == "one two three"


@given(any_text)
def test_nothing_that_is_shown_moves_a_cursor(text: str) -> None:
    shown = printable(text, lines=False)
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in shown)
    assert printable(shown) == shown
    shown.encode("utf-8")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    assert csv_cell(f"{start}1+1").startswith("'")


def test_harmless_cells_and_numbers_stay_as_they_are() -> None:
    assert [csv_cell(v) for v in ("Zoé = Ana", -3.5, 7, None, "")] == ["Zoé = Ana", "-3.5", "7", "", ""]
    assert csv_cell("a\x1bb") == "a\\x1bb"


@given(any_text)
def test_json_keeps_its_meaning(text: str) -> None:
    document = json_text(json.dumps({"text": text}, ensure_ascii=False, indent=1))
    assert json.loads(document) == {"text": text}
    assert not any((ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in document)
    document.encode("utf-8")


@pytest.mark.parametrize(
    ("pasted", "typed_on"),
    [
        ("ab\x1b[31mc\x07d\x1b[0m", "abcd"),
        ("\x1b]0;owned\x07Bonjour\x1b]8;;https://x.example\x1b\\ lien", "Bonjour lien"),
        ("a\x9b2Jb", "ab"),
        ("un\r\ndeux\rtrois\tquatre", "un\ndeux\ntrois\tquatre"),
        ("\u202egnp.exe", "gnp.exe"),
        ("שלום 👩‍💻 é", "שלום 👩‍💻 é"),
        ("\x1b", ""),
    ],
)
def test_what_was_pasted_keeps_its_words_and_no_codes(pasted: str, typed_on: str) -> None:
    assert without_controls(pasted) == typed_on
