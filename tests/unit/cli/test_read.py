"""`chattrainer read`: lines in, one JSON line out for each."""

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main


def read(lines: str | bytes, *options: str) -> Result:
    return CliRunner().invoke(main, ["read", *options], input=lines)


def told(lines: str | bytes, *options: str) -> list[dict[str, Any]]:
    result = read(lines, *options, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(autouse=True)
def english_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")


def test_one_line_out_for_each_line_in_blank_ones_included() -> None:
    out = told("Bonjour Madame\n\nok\r\nBonne journée", "--language", "fr")
    assert [line["text"] for line in out] == ["Bonjour Madame", "", "ok", "Bonne journée"]
    assert [line["acts"] for line in out] == [["greeting"], [], [], ["farewell"]]
    names = {"text", "acts", "asks", "tells", "tells_wrong", "offers", "hold", "restates", "items"}
    assert all(names <= set(line) for line in out)


def test_a_line_is_json_only_if_it_is_an_object_with_a_text() -> None:
    lines = ['{"text": "Let me check, two minutes"}', '{"note": 1}', '{"text": 5}', "[1]", "{", "[" * 5000]
    out = told("\n".join(lines), "--language", "en")
    assert [line["text"] for line in out] == ["Let me check, two minutes", *lines[1:]]
    assert out[0]["hold"] == {"s": 120}


def test_a_hold_without_a_duration_says_so() -> None:
    assert told("Un instant, je vérifie", "--language", "fr")[0]["hold"] == {"s": None}


def test_a_stated_wait_is_shown_with_its_duration() -> None:
    out = read("Let me check, two minutes\nOne moment please", "--language", "en").stdout
    assert out.count("announces a wait of 120 s") == 1
    assert out.count("announces a wait") == 2


def test_half_a_character_from_an_escape_is_printed_as_an_escape() -> None:
    assert told('{"text": "ok \\ud83d"}', "--language", "en")[0]["text"] == "ok \ud83d"


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ([], "ok"),
        (["--language", "xx"], "ok"),
        (["--scenario", "no-such-case"], "ok"),
    ],
)
def test_a_mistake_is_told_in_one_line(options: list[str], lines: str) -> None:
    result = read(lines, *options)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    assert result.stderr.strip()


@pytest.mark.parametrize("context", ["3", '{"from": "agent"}', '[{"who": "agent"}]', '["Bonjour"]'])
def test_a_line_with_a_wrong_context_is_told_and_the_next_one_is_read(context: str) -> None:
    result = read(f'{{"text": "Merci", "context": {context}}}\nBonne journée', "--language", "fr", "--json")
    wrong, read_on = map(json.loads, result.stdout.splitlines())
    assert (wrong["text"], wrong["acts"], read_on["acts"]) == ("Merci", [], ["farewell"])
    assert "context" in wrong["error"]
    assert "Line 1" in result.stderr
    assert result.exit_code == 0
