"""Commands that draw on the terminal, where there is none."""

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
