"""What people read is there in every language, with the same keys and parameters, in the typography of each."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import chattrainer
from chattrainer.locale.texts import Texts, languages

SOURCES = Path(chattrainer.__file__).parent
LOCALE = SOURCES / "locale"
# A table whose keys are names of keyboard keys is worded in full: the keys are texts too.
NAME = re.compile(r"[a-z][a-z0-9_]*\Z")
# How the first of a month is written is an affair of one language.
OF_ONE_LANGUAGE = re.compile(r"_on_\d+\Z")
ASKED_FOR = re.compile(r"""\b(?:self\.)?_?texts\(\s*"([a-z_]+\.[a-z0-9_.]+)"\s*[,)]""")
ERROR = re.compile(
    r"""\b(?:UsageError|ContentError|IllegalInput|StoreError|OutsideError)\(\s*"([a-z0-9_.]+)"\s*[,)]"""
)


def areas(language: str) -> dict[str, dict[str, Any]]:
    return {f.stem: tomllib.loads(f.read_text(encoding="utf-8")) for f in (LOCALE / language).glob("*.toml")}


def leaves(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(key, text) of every text below a table."""
    if not isinstance(node, dict):
        yield path, str(node)
        return
    for key, inner in node.items():
        yield from leaves(inner, f"{path}.{key}" if path else key)


def shape(node: Any) -> Any:
    """A table's keys with the parameters of each text, and whether it says anything."""
    if not isinstance(node, dict):
        parameters = {name for _, name, _, _ in string.Formatter().parse(str(node)) if name is not None}
        return parameters, bool(str(node).strip())
    if set(node) == {"one", "other"}:
        return shape(node["other"])  # “one event” may do without the number
    if not all(NAME.match(key) for key in node):
        return [shape(inner) for inner in node.values()]
    return {key: shape(inner) for key, inner in node.items() if not OF_ONE_LANGUAGE.search(key)}


def sources() -> Iterator[tuple[str, str]]:
    for file in sorted(SOURCES.rglob("*.py")):
        yield str(file.relative_to(SOURCES)), file.read_text(encoding="utf-8")


def test_every_language_has_the_same_areas() -> None:
    assert len(languages()) >= 2
    assert len({tuple(sorted(areas(language))) for language in languages()}) == 1


@pytest.mark.parametrize("area", sorted(areas("en")))
@pytest.mark.parametrize("language", [language for language in languages() if language != "en"])
def test_a_language_says_the_same_with_the_same_parameters(language: str, area: str) -> None:
    assert shape(areas(language).get(area)) == shape(areas("en")[area])


@pytest.mark.parametrize("language", languages())
def test_every_text_that_the_code_names_exists(language: str) -> None:
    texts = Texts(language)
    missing = [
        f"{file}: {key}"
        for file, source in sources()
        for key in ASKED_FOR.findall(source)
        if not texts.has(key)
    ]
    assert not missing


@pytest.mark.parametrize("language", languages())
def test_every_error_is_worded(language: str) -> None:
    texts = Texts(language)
    missing = [
        f"{file}: {key}"
        for file, source in sources()
        for key in ERROR.findall(source)
        if not texts.has(f"errors.{key}")
    ]
    assert not missing


def test_french_texts_keep_their_marks_together() -> None:
    """Typographic apostrophes, and no-break spaces before the double marks."""
    loose = re.compile(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]|\S [?!;»](?:\W|$)|\S :(?: |$)|« ")
    wrong = [
        f"{area}.{key}: {text}"
        for area, table in areas("fr").items()
        for key, text in leaves(table)
        if not OF_ONE_LANGUAGE.search(key) and not key.startswith("problem.yaml_")  # these speak of the marks
        if loose.search(re.sub(r"`[^`]*`", "", text))
    ]
    assert not wrong


@pytest.mark.parametrize("language", languages())
def test_a_text_asked_for_without_parameters_has_none(language: str) -> None:
    tables = areas(language)
    texts = {f"{area}.{key}": text for area, table in tables.items() for key, text in leaves(table)}
    unfilled = [
        f"{file}: {key}"
        for file, source in sources()
        for key in re.findall(r"""\btexts\(\s*"([a-z_]+\.[a-z0-9_.]+)"\s*\)""", source)
        if any(name is not None for _, name, _, _ in string.Formatter().parse(texts.get(key, "")))
    ]
    assert not unfilled


def test_braces_of_an_example_are_shown_once() -> None:
    assert '{"do": "wait"' in Texts("en")("errors.not_json")
