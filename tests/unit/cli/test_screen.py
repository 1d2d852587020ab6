"""Commands that draw on the terminal, where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from chattrainer.cli.main import main


def test_without_a_terminal_it_says_what_can_be_run_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    result = CliRunner().invoke(main, [])
    assert result.exit_code == 0
    assert "chattrainer simulate" in result.stderr


@pytest.mark.parametrize("command", ["practise", "watch"])
def test_a_desk_that_cannot_be_drawn_is_a_failure(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")
    result = CliRunner().invoke(main, [command])
    assert result.exit_code == 1
    assert "terminal" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("term", ["dumb", "unknown"])
@pytest.mark.parametrize("words", [[], ["practise"]])
def test_a_terminal_that_prints_lines_only_is_told_so(
    term: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("chattrainer.cli.screen.has_terminal", lambda: True)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert f"TERM={term}" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no file that is always full")
@pytest.mark.parametrize("words", [["--version"], ["simulate", "--list-robots"], ["runs", "--help"]])
def test_output_that_finds_no_room_is_told(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "chattrainer", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "CHATTRAINER_LANGUAGE": "en"},
        )
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_reader_who_goes_away_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        ended = subprocess.run(
            [sys.executable, "-m", "chattrainer", "simulate", "--list-robots"],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (ended.returncode, ended.stderr) == (0, "")
