"""Lists of phrases: what is found quickly is what trying every phrase everywhere finds."""

import json

import pytest
from benchmarks.reading.paths import DATA

from chattrainer.reading.language import language, reading_languages
from chattrainer.reading.phrases import Phrases, openings
from chattrainer.reading.text import fold


@pytest.mark.parametrize("code", reading_languages())
def test_a_list_is_found_where_one_of_its_phrases_stands(code: str) -> None:
    lines = (DATA / f"heldout.{code}.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [fold(json.loads(line)["text"]) for line in lines]
    for phrases in (language(code).cues, language(code).concepts):
        for text in texts:
            tried = [pattern.search(text) is not None for pattern in phrases.patterns]
            assert phrases.found(text) == tried, text


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("merci", {"merc"}),
        ("un|deux", {"un", "deux"}),
        ("(?:re-?)?bonjour", set()),
        ("(?:bon|bel)le", {"bon", "bel"}),
        ("ab?c", {"a"}),
        ("n°", {"n°"}),
        (r"\w+ ou", set()),
        ("[ab]c", set()),
        ("o+k", {"o"}),
        ("ok(?: d'a|$)", {"ok"}),
        (r"ok\b", {"ok"}),
    ],
)
def test_what_a_phrase_begins_with(pattern: str, begins: set[str]) -> None:
    assert openings(pattern) == begins


def test_a_phrase_stands_at_the_beginning_of_a_word() -> None:
    phrases = Phrases({"hat": ["hat"], "start": ["^so", r"\w+ or"]})
    assert phrases.found("that") == [False, False]
    assert phrases.found("so a hat") == [True, True]
    assert phrases.found("a hat or so") == [True, True]
    assert phrases.found("") == [False, False]
