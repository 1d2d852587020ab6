"""Every way in which an endpoint can be wrong, in `chattrainer llm` and in `doctor`, in both languages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from chattrainer.app import doctor as app_doctor
from chattrainer.app.doctor import Finding
from chattrainer.cli.doctor import doctor
from chattrainer.cli.main import main
from chattrainer.locale.texts import Texts
from tests.support.llm_double import EVERY_WAY, TOLD_AS, llm_double

KEY = "sk-very-secret-key"
# Words in plenty: an endpoint that works, and a model that is not fit.
UNFIT = {"huge_words"}
BY_ADDRESS = [
    ("no address at all", "wrong_url"),
    ("ftp://llm.example/v1", "wrong_url"),
    ("http://llm.example/v1", "https_due"),
    ("openai", "no_key"),
    ("http://127.0.0.1:9/v1", "refused"),
]

Settings = Callable[..., None]


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    def put(url: str, language: str, key: str = KEY) -> None:
        for name, value in {
            "CONFIG": str(tmp_path),
            "DB": str(tmp_path / "none.db"),
            "LANGUAGE": language,
            "LLM_URL": url,
            "LLM_MODEL": "good",
            "LLM_KEY": key,
            "LLM_ANSWER_S": "0.6",
        }.items():
            monkeypatch.setenv(f"CHATTRAINER_{name}", value)
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    return put


def beginning(kind: str, language: str) -> str:
    """How the error of that kind begins, before what differs."""
    words = Texts(language)(f"errors.llm.{kind}", detail="\0", said="\0")
    return words.partition("\0")[0].partition(".")[0]


def by_llm() -> str:
    result = CliRunner().invoke(main, ["llm"])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def by_doctor(monkeypatch: pytest.MonkeyPatch) -> str:
    """The line on the endpoint alone: the other checks are not what is looked at."""
    found = [examined()]
    assert [f.state for f in found] == ["advice"]
    monkeypatch.setattr("chattrainer.app.doctor.examine", lambda *given: found)
    return CliRunner().invoke(doctor, []).output


def examined() -> Finding:
    return app_doctor._llm()


def test_every_way_has_a_name() -> None:
    assert set(TOLD_AS) | UNFIT == set(EVERY_WAY)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("way", sorted(TOLD_AS))
def test_a_broken_server_is_named_in_both(
    way: str, language: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with llm_double(break_as=way) as double:
        settings(double.url, language)
        told = {"llm": by_llm()}
        # A short question may well be cut short: only a real one shows it.
        if way != "half":
            told["doctor"] = by_doctor(monkeypatch)
    for where, words in told.items():
        assert KEY not in words
        offered = where == "doctor" and way == "unknown_model"
        assert ("good, other" if offered else beginning(TOLD_AS[way], language)) in words


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("url", "kind"), BY_ADDRESS)
def test_a_wrong_address_or_no_key_is_named_in_both(
    url: str, kind: str, language: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(url, language, key="")
    assert beginning(kind, language) in by_llm()
    assert beginning(kind, language) in by_doctor(monkeypatch)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_https_to_a_server_without_it_is_named(language: str, settings: Settings) -> None:
    with llm_double() as double:
        settings(double.url.replace("http:", "https:"), language)
        assert beginning("no_tls", language) in by_llm()


def test_a_good_server_is_there(settings: Settings) -> None:
    with llm_double() as double:
        settings(double.url, "en")
        assert examined().key == "there"
        assert CliRunner().invoke(main, ["llm"]).exit_code == 0
