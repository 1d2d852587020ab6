"""`chattrainer proofread` with an engine made by hand: what goes in, what comes out."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.model.findings import LanguageFinding


class TwoRules:
    """Marks every `conmande` as misspelt and every comma as a comma."""

    engine = "by hand 1"

    def __enter__(self) -> "TwoRules":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        return [[*_marked(t, "conmande", "TYPOS"), *_marked(t, ",", "PONCTUATION_VIRGULE")] for t in texts]


def _marked(text: str, what: str, category: str) -> list[LanguageFinding]:
    starts = [i for i in range(len(text)) if text.startswith(what, i)]
    return [
        LanguageFinding(start=s, end=s + len(what), rule="R", category=category, message="–") for s in starts
    ]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chattrainer.adapters.proofreader.embedded.EmbeddedProofreader", TwoRules)
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")


def proofread(lines: str | bytes, *options: str, language: str = "fr") -> Result:
    return CliRunner().invoke(main, ["proofread", "--language", language, *options], input=lines)


def told(lines: str | bytes, *options: str) -> list[dict[str, Any]]:
    result = proofread(lines, "--json", *options)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_one_line_out_for_each_line_in_blank_ones_included() -> None:
    out = told("Votre conmande\n\nOui\r\nNon")
    assert [line["text"] for line in out] == ["Votre conmande", "", "Oui", "Non"]
    assert [len(line["findings"]) for line in out] == [1, 0, 0, 0]
    assert out[0]["engine"].startswith("by hand 1")


def test_a_finding_tells_place_rule_kind_and_weight() -> None:
    [line] = told("😀 é conmande")
    assert line["findings"] == [
        {"start": 4, "end": 12, "rule": "R", "category": "spelling", "message": "–", "suggestions": [],
         "weight": 1.0}
    ]  # fmt: skip


def test_only_what_counts_is_printed_unless_all_is_asked_for() -> None:
    assert told("Oui, bon")[0]["findings"] == []
    assert [f["weight"] for f in told("Oui, bon", "--all")[0]["findings"]] == [0.0]
    assert [f["weight"] for f in told("Oui, bon", "--strictness", "strict")[0]["findings"]] == [0.25]


def test_other_line_separators_do_not_end_a_message() -> None:
    assert [line["text"] for line in told("un\u2028deux\x0btrois\n")] == ["un\u2028deux\x0btrois"]


def test_bytes_that_are_no_utf_8_are_shown_and_survived() -> None:
    assert told(b"\xef\xbb\xbfcaf\xe9 conmande\n")[0]["text"] == "caf\ufffd conmande"


def test_without_json_errors_are_told_in_words() -> None:
    result = proofread("Votre conmande\n")
    assert "conmande   (spelling, 1.0)" in result.stdout


@pytest.mark.parametrize("options", [("--strictness", "lax"), ("--nope",)])
def test_a_wrong_option_is_a_wrong_command_line(options: tuple[str, ...]) -> None:
    assert proofread("Oui", *options).exit_code == 2


def test_an_unknown_language_is_told_with_the_known_ones() -> None:
    result = proofread("Ja", language="de")
    assert result.exit_code == 2
    assert "en, fr" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_names_of_a_scenario_are_no_errors() -> None:
    from chattrainer.content.library import load_library

    french = next(i for i in load_library().listing() if i.language == "fr")
    assert told("Bonjour", "--scenario", french.id)[0]["findings"] == []
    assert proofread("Hi", "--scenario", french.id, language="en").exit_code == 2
