"""`chattrainer judge` and `reread --compare-llm`: through the settings, the real client and a server on loopback."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.opening import Wanted, prepare
from chattrainer.cli.main import main
from chattrainer.model.inputs import Say
from chattrainer.model.reading import Reading
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.store.logfile import plain_lines, write_log
from tests.unit.app.opinion.loopback import BROKEN, NAME, serving

SAID = "Bonjour, je comprends votre inquiétude. Quelle est votre adresse mail ?"


@pytest.fixture(scope="module")
def log_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ready = prepare(Wanted(("cadeau-perdu",), 1, "fr", 3))
    read = Reading(reader="reader-0", acts=("greeting", "request_data"), asks=("email",))
    sitting = Sitting(engine_for(ready.opened, ready.plan), lambda *_: read, MemoryLog())
    sitting.open(ready.opened)
    sitting.feed(Say(at=20_000, chat=1, text=SAID))
    run_out(sitting)
    path = tmp_path_factory.mktemp("logs") / "one.jsonl"
    write_log(path, plain_lines(sitting.entries))
    return path


def run(url: str, *args: str) -> Result:
    env = {"CHATTRAINER_LANGUAGE": "en", "CHATTRAINER_LLM_URL": url, "CHATTRAINER_LLM_MODEL": NAME}
    return CliRunner().invoke(main, list(args), env=env)


def verdict(body: dict[str, Any]) -> str:
    quote = "je comprends votre inquiétude"
    given = [{"item": i, "answer": "yes", "quote": quote} for i in ("tone", "empathy")]
    return json.dumps({"items": [*given, {"item": "clarity", "answer": "no", "quote": "made up"}]})


def test_the_opinion_is_printed_with_quotes_and_its_spread(log_file: Path) -> None:
    before = log_file.read_bytes()
    with serving(verdict) as server:
        result = run(server.url, "judge", str(log_file), "--samples", "2")
        told = json.loads(run(server.url, "judge", str(log_file), "--samples", "1", "--json").stdout)
    assert result.exit_code == 0, result.output
    assert "no points come from it" in result.stdout
    assert "Empathy: 2 of 2 said yes" in result.stdout
    assert "yes: “je comprends votre inquiétude”" in result.stdout
    assert "2 answers could not be used." in result.stdout
    assert told["model"] == NAME
    assert {item["item"]: item["unusable"] for item in told["items"]} == {
        "tone": 0,
        "empathy": 0,
        "clarity": 1,
    }
    assert log_file.read_bytes() == before


def test_an_endpoint_that_fails_is_told_and_nothing_is_printed(log_file: Path) -> None:
    with serving(lambda body: BROKEN) as server:
        result = run(server.url, "judge", str(log_file), "--samples", "1")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "The server failed" in result.stderr


def test_without_an_endpoint_it_says_how_to_set_one(log_file: Path) -> None:
    result = run("", "judge", str(log_file))
    assert result.exit_code == 2
    assert "CHATTRAINER_LLM_URL" in result.stderr


def test_differences_to_the_model_are_added_to_a_file(log_file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "differences.jsonl"
    found = {"acts": [{"id": "empathy", "quote": "je comprends votre inquiétude"}], "asks": [], "tells": []}
    with serving(lambda body: json.dumps(found)) as server:
        for _ in range(2):
            result = run(server.url, "reread", str(log_file), "--compare-llm", str(kept))
            assert result.exit_code == 0, result.output
    assert "0 of 1 messages are understood alike." in result.stdout
    assert "model only: act empathy" in result.stdout
    assert "reader only: act greeting, act request_data, ask email" in result.stdout
    first, second = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    assert first == second
    assert (first["reader"], first["model"], first["text"]) == ("reader-0", NAME, SAID)
    assert first["llm_only"] == [{"kind": "act", "id": "empathy", "quote": "je comprends votre inquiétude"}]


def test_a_file_that_cannot_be_written_is_told(log_file: Path, tmp_path: Path) -> None:
    with serving(lambda body: '{"acts": []}') as server:
        nowhere = tmp_path / "nowhere" / "x.jsonl"
        result = run(server.url, "reread", str(log_file), "--compare-llm", str(nowhere))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
