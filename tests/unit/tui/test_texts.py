"""The interface says the same in both languages, and French as French is set."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

AREAS = ("desk", "keys", "lobby", "setup", "past", "scoring", "debrief", "help")
HELP_KEYS = re.compile(
    r"^help\.(anywhere|menu|form|table|page|write|turn|panel|sitting|exam_page|campaign_list|candidate_list|result_page)\."
)


def leaves(language: str, area: str) -> dict[str, str]:
    file = resources.files("chattrainer.locale").joinpath(language, f"{area}.toml")
    return dict(walk(area, tomllib.loads(file.read_text(encoding="utf-8"))))


def walk(path: str, node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(f"{path}.{key}", value)
    else:
        yield path, str(node)


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_the_same_texts_and_parameters(area: str) -> None:
    french, english = (
        {k: v for k, v in leaves(lang, area).items() if not HELP_KEYS.match(k)} for lang in ("fr", "en")
    )
    assert french.keys() == english.keys()
    for key in french:
        names = [sorted(re.findall(r"\{(\w+)", text[key])) for text in (french, english)]
        assert names[0] == names[1], key


def test_the_help_has_as_many_lines_in_both_languages() -> None:
    counts = [sum(1 for key in leaves(lang, "help") if HELP_KEYS.match(key)) for lang in ("fr", "en")]
    assert counts[0] == counts[1]


@pytest.mark.parametrize("area", AREAS)
def test_french_has_typographic_apostrophes_and_its_spaces_do_not_break(area: str) -> None:
    for key, text in leaves("fr", area).items():
        assert not re.search(r"\w'\w", text), f"{key}: straight apostrophe"
        assert not re.search(r" [;?!»]| :(?= |$)|« ", text), f"{key}: breaking space in {text!r}"
        assert not re.search(r"[^\s\u00a0\u202f/(][;?!](?=\s|$)", text), (
            f"{key}: no space before the sign in {text!r}"
        )


@pytest.mark.parametrize("area", AREAS)
def test_english_has_typographic_apostrophes(area: str) -> None:
    for key, text in leaves("en", area).items():
        assert not re.search(r"\w'\w", text), key
