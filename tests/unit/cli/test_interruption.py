"""Ctrl+C: one line and the exit code of shells, from the first moment of a command on."""

import builtins
import sys
from typing import Any

import click
import pytest
from click.testing import CliRunner

from chattrainer.cli import main as cli_main
from chattrainer.cli import start


@click.command()
def interrupted() -> None:
    """Is interrupted while it works."""
    raise KeyboardInterrupt


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(cli_main.COMMANDS, "interrupted", (__name__, "interrupted"))
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")
    return "interrupted"


def test_a_command_that_is_interrupted_says_so_and_ends_like_one(command: str) -> None:
    result = CliRunner().invoke(cli_main.main, [command])
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "Interrompu.\n")


def test_so_does_one_whose_module_is_still_being_imported(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def import_module(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("importlib.import_module", import_module)
    result = CliRunner().invoke(cli_main.main, [command])
    assert (result.exit_code, result.stderr) == (130, "Interrompu.\n")


def test_so_does_the_start_before_any_command_is_known(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usual = builtins.__import__

    def importing(name: str, *args: Any) -> Any:
        if name == "chattrainer.cli.main":
            raise KeyboardInterrupt
        return usual(name, *args)

    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.delitem(sys.modules, "chattrainer.cli.main")
    monkeypatch.setattr(builtins, "__import__", importing)
    with pytest.raises(SystemExit) as ended:
        start.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Interrupted.\n"
