"""The command line speaks the user's language."""

from collections.abc import Iterator
from importlib import resources

import click
import pytest
from click.testing import CliRunner

from chattrainer.cli.main import main
from chattrainer.cli.words import _table, paragraphs

TABLES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files("chattrainer.locale").joinpath("commands").iterdir()
)


@pytest.fixture(autouse=True)
def in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")


def told(*args: str) -> str:
    return CliRunner().invoke(main, args, prog_name="chattrainer").output


def in_english(command: click.Command) -> Iterator[str]:
    """Every paragraph of help of the command and those under it."""
    yield from paragraphs(command.help or "")
    for param in command.params:
        yield from paragraphs(getattr(param, "help", None) or "")
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (sub := command.get_command(context, name)) is not None:
                yield from in_english(sub)


@pytest.mark.parametrize("language", TABLES)
def test_every_help_text_is_there_and_none_is_left_over(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    wanted = set(in_english(main)) - {""}
    there = set(_table(language)["help"])
    assert sorted(wanted - there) == []
    assert sorted(there - wanted) == []


def test_help_is_in_french() -> None:
    page = told("practise", "--help")
    assert "Utilisation\u00a0: chattrainer practise [OPTIONS]" in page
    assert "--scenarios DOSSIER" in page
    assert "par défaut\u00a0: 1" in page
    assert "Afficher cette aide et quitter." in page


def test_help_of_a_command_under_a_command_is_in_french() -> None:
    page = told("campaign", "--help")
    assert "Créer des codes, un par candidat." in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("practise", "--chats", "9"), "n’est pas dans l’intervalle"),
        (("campaign", "form"), "Option manquante '--company'"),
        (("verify",), "Argument manquant 'RUN'"),
        (("nope",), "La commande 'nope' n’existe pas."),
        (("practise", "--chat"), "L’option '--chat' n’existe pas. (Vouliez-vous dire"),
        (("verify", "a", "b"), "Argument en trop (b)"),
        (("practise", "--seed", "x"), "n’est pas un nombre du genre attendu"),
    ],
)
def test_a_wrong_argument_is_told_in_french(wrong: tuple[str, ...], message: str) -> None:
    assert message in told(*wrong)


def test_options_that_go_ill_together_are_told_in_french() -> None:
    assert "--csv et --json s’excluent l’un l’autre." in told("compare", "ID", "--csv", "--json")


def test_english_is_spoken_again_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Argument manquant" in told("verify")
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    assert "Missing argument 'RUN'" in told("verify")
    assert "Sit down at the desk" in told("practise", "--help")
