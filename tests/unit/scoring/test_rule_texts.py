"""Every rule, measure, reason and note has a text in both languages, with the same parameters."""

import re
import string
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, get_args

import pytest

import chattrainer.scoring
from chattrainer.content.rubrics import load_rubric
from chattrainer.content.targets import CALIBRATION
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA, OUTCOMES
from chattrainer.model.rubric import Stage
from chattrainer.scoring.ends import Kind
from tests.builders import RUBRICS

SOURCES = sorted(Path(chattrainer.scoring.__file__).parent.rglob("*.py"))
RULE = re.compile(r'"((?:latency|writing|directiveness|resolution)\.[a-z_]+)"')
NOTE = re.compile(r'unjudged\("([a-z_]+)"')
LANGUAGES = ("fr", "en")


def table(language: str) -> dict[str, Any]:
    file = resources.files("chattrainer.locale").joinpath(language, "rules.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def rules() -> Iterator[str]:
    for source in SOURCES:
        yield from RULE.findall(source.read_text(encoding="utf-8"))
    for stage in get_args(Stage):
        yield from (f"directiveness.stage{kind}_{stage}" for kind in ("", "_missing", "_late"))
    for outcome in OUTCOMES[:-1]:
        yield from (f"resolution.end_{outcome}", f"resolution.capped_{outcome}")
    yield from (f"writing.too_{manner}" for manner in ("casual", "stiff"))
    yield from (f"resolution.missing_{kind}" for kind in get_args(Kind) if kind != "told")
    yield from (
        f"directiveness.asked_again_{source}" for source in ("card", "bot", "contact", "opening", "customer")
    )
    yield from (
        f"directiveness.{way}_{move}"
        for way in ("astray", "back_from")
        for move in ("digression", "objection")
    )
    yield from (
        f"latency.{name}_{how}"
        for name in ("first_response", "first_useful")
        for how in ("late", "never", "prompt")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_worded(language: str) -> None:
    texts = Texts(language)
    missing = [rule for rule in sorted(set(rules())) if not texts.has(f"rules.{rule}")]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_of_a_rubric_has_a_name(language: str) -> None:
    texts = Texts(language)
    for file in sorted(set(RUBRICS.glob("*.yaml")) - {RUBRICS / CALIBRATION}):
        rubric = load_rubric(file)
        for criterion in CRITERIA:
            for name in rubric.measures[criterion]:
                assert texts.has(f"rules.measure.{criterion}.{name}"), (file.name, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_note_is_worded(language: str) -> None:
    notes = {note for source in SOURCES for note in NOTE.findall(source.read_text(encoding="utf-8"))}
    assert notes <= set(table(language)["note"])


def test_both_languages_say_the_same_with_the_same_parameters() -> None:
    assert placeholders(table("fr")) == placeholders(table("en"))


def placeholders(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: placeholders(value) for key, value in node.items()}
    return {name for _, name, _, _ in string.Formatter().parse(node) if name is not None}


def test_no_text_is_left_that_no_rule_uses() -> None:
    used = set(rules())
    told = {f"{criterion}.{name}" for criterion in CRITERIA for name in table("fr")[criterion]}
    assert told <= used, told - used
