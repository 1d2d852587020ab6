"""What `doctor` says of the proofreader: which one, which version, what is missing, what to do."""

from pathlib import Path

import pytest

from chattrainer.adapters.proofreader import availability
from chattrainer.app.doctor import Finding, examine
from tests.support.languagetool_double import languagetool_double


@pytest.fixture(autouse=True)
def _nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path))
    monkeypatch.delenv("CHATTRAINER_LANGUAGETOOL", raising=False)


def proofreader(languagetool: str | None = None) -> Finding:
    return next(f for f in examine(Path("none.db"), languagetool) if f.check == "proofreader")


def test_where_no_engine_is_installed_it_says_how_to_name_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "find_spec", lambda name: None)
    found = proofreader()
    assert (found.state, found.key) == ("advice", "missing")


@pytest.mark.parametrize("by", ["option", "environment", "settings"])
def test_a_server_is_named_with_its_version_wherever_it_was_named(
    by: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with languagetool_double() as server:
        if by == "environment":
            monkeypatch.setenv("CHATTRAINER_LANGUAGETOOL", server.url)
        if by == "settings":
            (tmp_path / "settings.toml").write_text(f'languagetool = "{server.url}"\n')
        found = proofreader(server.url if by == "option" else None)
    assert (found.state, found.params["engine"]) == ("ok", "LanguageTool 6.6 (server)")


@pytest.mark.parametrize("named", ["http://127.0.0.1:9", "nonsense"])
def test_a_server_that_does_not_answer_is_a_problem(named: str) -> None:
    assert proofreader(named).state == "problem"


@pytest.mark.parametrize("text", ["languagetool = 3", "languagetool = ", "\x00"])
def test_a_broken_settings_file_is_a_problem(text: str, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(text)
    assert proofreader().state == "problem"
