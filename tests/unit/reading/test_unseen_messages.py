"""The messages that nobody's wordings have seen: of ids that the cases know, and in nobody's wording."""

from itertools import groupby

import pytest
from benchmarks.reading.unseen import FILES, SEED, Figures, Line, count, lines_of, told

from chattrainer.content.casting import cast
from chattrainer.content.library import load_library
from chattrainer.model.reading import Reading, ReadingItem
from chattrainer.reading.text import fold
from chattrainer.reading.vocabulary import Vocabulary

LANGUAGES = ("en", "fr")
PLURAL = {"ask": "asks", "tell": "tells", "offer": "offers", "forbidden": "forbidden"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_each_means_what_its_case_knows_and_none_is_a_wording_of_the_case(name: str, language: str) -> None:
    library = load_library()
    for scenario, lines in groupby(lines_of(name, language), key=lambda line: line.scenario):
        vocabulary = Vocabulary.of(cast(library, [scenario], 1, SEED).cases[0])
        entries = vocabulary.asks + vocabulary.statements
        known = {(PLURAL[entry.kind], entry.id) for entry in entries}
        wordings = {(f"{e.kind}s", fold(text)) for e in entries if e.kind == "ask" for text in e.examples}
        for line in lines:
            assert known.issuperset(line.meant), line
            assert {name for _, name in known}.issuperset(line.maybe), line
            assert wordings.isdisjoint((kind, fold(line.text)) for kind, _ in line.meant), line


def test_what_is_heard_as_something_else_is_confused_and_what_is_half_heard_is_told() -> None:
    figures = Figures()
    asked = Line("case", "When?", (("asks", "since"),))
    count(asked, Reading(reader="test", asks=("since",)), figures)
    count(asked, Reading(reader="test", asks=("until",)), figures)
    half = ReadingItem(kind="ask", id="since", start=0, end=5, confidence=0.4)
    count(asked, Reading(reader="test", unsure=(half,)), figures)
    count(Line("case", "Hello"), Reading(reader="test", asks=("since",)), figures)
    line = told("case", figures)
    assert "asks 1/3 (33 %), half heard 1, confused 33.3 %" in line
    assert "taken for a question 1/1" in line
    assert "F1 asked 0.333" in line, "one of three was heard, two others were"


def test_what_is_debatable_counts_neither_for_nor_against() -> None:
    figures = Figures()
    said = Line(
        "case", "It's free, until Friday.", (("tells", "free"), ("tells", "until")), frozenset({"soon"})
    )
    count(said, Reading(reader="test", tells=("free", "soon")), figures)
    assert (figures.told.both, figures.told.only_heard, figures.told.only_meant) == (1, 0, 1)
    count(said, Reading(reader="test", tells=("free", "until"), tells_wrong=("price",)), figures)
    assert (figures.told.both, figures.told.only_heard, figures.told.only_meant) == (3, 1, 1)
    assert figures.asked.f1 == 0, "who says something is not held against the questions"
