"""`chattrainer llm`: what is there, whether it is fit, and each mistake in plain words."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from tests.support.llm_double import always, llm_double

KEY = "sk-very-secret-key"


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path))
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_LLM_KEY", KEY)
    for name in ("CHATTRAINER_LLM_URL", "CHATTRAINER_LLM_MODEL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["llm", *args])


def test_without_an_endpoint_the_usual_ones_are_listed() -> None:
    result = run()
    assert result.exit_code == 0
    for name in ("ollama", "llamacpp", "vllm", "lmstudio", "openai"):
        assert name in result.output


def test_a_good_endpoint_plays_three_lines() -> None:
    with llm_double() as double:
        result = run("--url", double.url, "--model", "good", "--json")
    report = json.loads(result.output)
    assert report["verdict"] in {"fit", "slow"}
    assert len(report["lines"]) == 3
    assert KEY not in result.output


def test_a_model_that_plays_the_agent_is_not_fit() -> None:
    with llm_double(always("Hello, how can I help you today?")) as double:
        result = run("--url", double.url, "--model", "good", "--json")
    assert json.loads(result.output)["verdict"] == "unfit"
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("html", "web page"),
        ("unauthorised", "key is refused"),
        ("unknown_model", "no such model"),
        ("error_inside", "out of credit"),
        ("huge", "far too long"),
        ("invalid_utf8", "UTF-8"),
        ("cut_body", "broke off"),
    ],
)
def test_each_mistake_is_told_in_plain_words_without_the_key(way: str, said: str) -> None:
    with llm_double(break_as=way) as double:
        result = run("--url", double.url, "--model", "good")
    assert result.exit_code == 1
    assert said in result.output
    assert KEY not in result.output


def test_without_a_model_those_on_offer_are_named() -> None:
    with llm_double() as double:
        result = run("--url", double.url)
    assert result.exit_code == 1
    assert "good, other" in result.output


def test_playing_with_a_model_needs_an_endpoint() -> None:
    result = CliRunner().invoke(main, ["simulate", "--llm"])
    assert result.exit_code == 2
    assert "CHATTRAINER_LLM_URL" in result.output


def test_a_simulated_sitting_tells_what_it_will_take_and_what_it_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with llm_double() as double:
        monkeypatch.setenv("CHATTRAINER_LLM_URL", double.url)
        monkeypatch.setenv("CHATTRAINER_LLM_MODEL", "good")
        monkeypatch.setenv("CHATTRAINER_LLM_PRICE_PROMPT", "1")
        options = ["--llm", "--no-keep", "--no-proofread", "--scenario", "cadeau-perdu"]
        result = CliRunner().invoke(main, ["simulate", *options])
    assert result.exit_code == 0
    before, after = result.stderr.splitlines()[0], result.stderr.splitlines()[-1]
    assert before.startswith("good: about ")
    assert "USD" in before
    assert after.startswith("Spent on words: ")
    assert KEY not in result.output
