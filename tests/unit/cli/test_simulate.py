"""`simulate` as it is typed."""

import json

import pytest
from click.testing import CliRunner

from chattrainer.cli.main import main
from chattrainer.locale.texts import languages
from chattrainer.robots.catalogue import KINDS


@pytest.mark.parametrize("language", languages())
def test_every_robot_is_listed_with_what_it_does(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", language)
    lines = CliRunner().invoke(main, ["simulate", "--list-robots"]).stdout.splitlines()
    named = [line.split(maxsplit=1) for line in lines]
    assert [name for name, _ in named] == list(KINDS)
    assert len({words for _, words in named}) == len(KINDS)


def test_programs_get_the_names_alone() -> None:
    result = CliRunner().invoke(main, ["simulate", "--list-robots", "--json"])
    assert json.loads(result.stdout) == list(KINDS)
