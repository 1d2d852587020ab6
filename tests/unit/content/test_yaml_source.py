"""YAML is read strictly; what an author gets wrong is told at its place, punctuation above all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.content.problems import Problems
from chattrainer.content.yaml_source import Document, read_text, read_yaml
from chattrainer.locale.texts import Texts


def read(text: str) -> tuple[Document | None, Problems]:
    problems = Problems()
    return read_yaml(text, "case.yaml", problems), problems


def data_of(text: str) -> Any:
    document, problems = read(text)
    assert document is not None, str(problems)
    return document.data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: true\nb: false", {"a": True, "b": False}),
        ("a: 3\nb: -4\nc: 59.90\nd: 1.5e3", {"a": 3, "b": -4, "c": 59.9, "d": 1500.0}),
        ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
        ("a: 2026-03-05", {"a": "2026-03-05"}),
        ("postcode: 01000", {"postcode": "01000"}),
        ("at: 12:30", {"at": "12:30"}),
        ("a: 'no'\nb: \"on\"", {"a": "no", "b": "on"}),
        ("a: [1, [2, x]]", {"a": (1, (2, "x"))}),
        ("- Vous êtes là ?\n- Bonjour !", ("Vous êtes là ?", "Bonjour !")),
        ("a: {b: c}", {"a": {"b": "c"}}),
        ("1: full\n3: zero", {1: "full", 3: "zero"}),
        ("\ufeffa: b", {"a": "b"}),
        ("a: >-\n  one\n  two", {"a": "one two"}),
    ],
)
def test_values_are_read(text: str, data: Any) -> None:
    assert data_of(text.removeprefix("\ufeff")) == data


@pytest.mark.parametrize(
    ("text", "key", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "key_twice", 3, 1),
        ("a: {b: 1, b: 2}", "key_twice", 1, 11),
        ("a: no", "boolean_trap", 1, 4),
        ("a: [oui, On]", "boolean_trap", 1, 10),
        ("on: 1", "boolean_trap", 1, 1),
        ("a: True", "boolean_trap", 1, 4),
        ("a: [Que préférez-vous ?, Rien]", "french_marks", 1, 5),
        ("a: [Que préférez-vous\u202f?]", "french_marks", 1, 5),
        ("a: [où : ici]", "pair_in_list", 1, 5),
        ("a: {order}", "bare_braces", 1, 5),
        ("a: [oui, {customer ? m | f}]", "bare_braces", 1, 11),
        ("a: Bonjour : ça va", "yaml_colon", 1, 12),
        ('- "x" ?', "yaml_after_quote", 1, 7),
        ("a: [b\nc: d", "yaml_flow_open", 1, 4),
        ("a: 'x\nb: c", "yaml_quote_open", 1, 4),
        ("a: @b", "yaml_first_character", 1, 4),
        ("a:\n\tb: c", "yaml_first_character", 2, 1),
        ("a: 'l'eau'", "yaml_indent_or_quote", 1, 7),
        ("a: {order} est là", "bare_braces", 1, 5),
        ('a: "\\q"', "yaml_escape", 1, 5),
        ("a: &x b", "anchor", 1, 4),
        ("a: *x", "anchor", 1, 4),
        ("a: !!python/name:os.system x", "tag", 1, 4),
        ("---\na\n---\nb", "two_documents", 3, 1),
        ("? [a]\n: b", "key_not_text", 1, 3),
        ("", "empty_file", 1, 1),
        ("# only a remark\n", "empty_file", 1, 1),
        ("a: \x07", "binary", 1, 4),
    ],
)
def test_mistakes_have_their_place(text: str, key: str, line: int, column: int) -> None:
    document, problems = read(text)
    first = next(iter(problems))
    assert document is None
    assert (first.key, first.place.line, first.place.column) == (key, line, column)


@pytest.mark.parametrize("key", ["french_marks", "yaml_colon", "yaml_flow_open", "pair_in_list"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "French punctuation"), ("fr", "ponctuation française")]
)
def test_french_punctuation_is_called_by_its_name(key: str, language: str, words: str) -> None:
    assert words in Texts(language)(f"content.problem.{key}", file="", character="", detail="")


def test_a_hash_that_cuts_a_text_is_pointed_out() -> None:
    document, problems = read("a: commande #123")
    assert document is not None
    assert [problem.key for problem in problems.advice] == ["hash_cut"]
    assert not list(read("a: commande # un mot")[1])


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]"]
)
def test_bombs_are_refused_at_once(text: str) -> None:
    document, problems = read(text)
    assert document is None
    assert next(iter(problems)).key in ("too_deep", "anchor")


def test_a_file_of_too_many_values_is_refused() -> None:
    assert next(iter(read("[" + "1," * 70_000 + "]")[1])).key == "too_many_values"


@pytest.mark.parametrize(
    ("raw", "key", "line", "column"),
    [
        (b"a: caf\xe9\n", "not_utf8", 1, 7),
        ("été: x\nb: caf".encode() + b"\xe9", "not_utf8", 2, 7),
        (b"\x00\x01", "binary", 1, 1),
        (b"a" * 1_000_001, "too_large", 1, 1),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, key: str, line: int, column: int) -> None:
    problems = Problems()
    assert read_text(raw, "case.yaml", problems) is None
    found = next(iter(problems))
    assert (found.key, found.place.line, found.place.column) == (key, line, column)


def test_places_of_values_and_keys() -> None:
    document, _ = read("facts:\n  needed_by:\n    says: [a, b]\n")
    assert document is not None
    assert (document.place(("facts", "needed_by", "says", 1)).line) == 3
    assert document.place(("facts", "needed_by", "says", 1)).column == 15
    assert document.place(("facts", "needed_by", "tuple[str, ...]", "says", 1)).column == 15
    assert document.place(("facts", "needed_by"), of_key=True).column == 3


@given(st.text(alphabet="ab:?-[]{},&*!#|>'\"%@` \n\té\u202f1", max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    document, problems = read(text)
    assert document is not None or problems.errors
    for problem in problems:
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.line(Texts("fr"))
