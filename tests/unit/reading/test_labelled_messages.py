"""The labelled messages of the reader: what is measured on is never learned from, and every label is an act."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from benchmarks.reading.paths import DATA

from chattrainer.model.ids import ACTS
from chattrainer.model.reading import ContextLine

LANGUAGES = ("en", "fr")
LEARNED = ("acts", "messages", "messages_2", "messages_3", "messages_4")
HELD_OUT = ("heldout", "heldout_2", "heldout_3")


def rows(name: str, language: str) -> Iterator[dict[str, Any]]:
    for line in (DATA / f"{name}.{language}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*LEARNED, *HELD_OUT])
def test_every_label_is_an_act_and_stands_once(name: str, language: str) -> None:
    for row in rows(name, language):
        assert set(row["acts"]) <= set(ACTS), row
        assert len(row["acts"]) == len(set(row["acts"])), row
        assert row["text"].strip(), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_held_out_message_is_learned_from(language: str) -> None:
    """But for bare acknowledgements, which are the same for everybody."""
    learned = {row["text"].casefold() for name in LEARNED for row in rows(name, language)}
    held_out = {row["text"].casefold() for name in HELD_OUT for row in rows(name, language) if row["acts"]}
    assert held_out
    assert not held_out & learned


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [*LEARNED[1:], "heldout"])
def test_messages_tell_their_style_and_batch_and_their_context_can_be_read(name: str, language: str) -> None:
    for row in rows(name, language):
        assert all(row[field] for field in ("style", "group", "world")), row
        for line in row.get("context", ()):
            ContextLine.model_validate(line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_rewordings_name_what_the_scenario_knows(language: str) -> None:
    cases = json.loads((DATA / f"vocabularies.{language}.json").read_text(encoding="utf-8"))
    known = {case["scenario"]: {(e["kind"], e["id"]) for e in case["entries"]} for case in cases}
    kinds = {
        "asks": "ask",
        "tells": "tell",
        "tells_wrong": "tell",
        "offers": "offer",
        "forbidden": "forbidden",
    }
    for row in rows("rewordings", language):
        means = {(kind, name) for field, kind in kinds.items() for name in row.get(field, ())}
        assert means <= known[row["scenario"]], row
