"""`chattrainer score`: the scorecard of a log file, by any rubric, as often as wanted."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from chattrainer.app.opening import Wanted, prepare
from chattrainer.cli.main import main
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.store.logfile import plain_lines, write_log
from tests.builders import RUBRICS


@pytest.fixture(scope="module")
def silent_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A customer whom nobody answers."""
    ready = prepare(Wanted(("cadeau-perdu",), 1, "fr", 3, player="silent"))

    def never(*_: object) -> None:
        raise AssertionError("nothing is said")

    sitting = Sitting(engine_for(ready.opened, ready.plan), never, MemoryLog())  # type: ignore[arg-type]
    sitting.open(ready.opened)
    run_out(sitting)
    path = tmp_path_factory.mktemp("logs") / "silent.jsonl"
    write_log(path, plain_lines(sitting.entries))
    return path


def test_a_log_file_is_scored_from_what_it_holds(silent_log: Path) -> None:
    result = CliRunner().invoke(main, ["score", str(silent_log), "--json"])
    assert result.exit_code == 0, result.output
    card = json.loads(result.stdout)
    assert card["overall"] == 0
    assert card["chats"][0]["outcome"] == "lost"
    assert card["rubric"]["id"] == "after_sales"
    assert {m["criterion"] for m in card["measures"]} == {"latency", "writing", "directiveness", "resolution"}


def test_another_rubric_gives_another_scorecard(silent_log: Path, tmp_path: Path) -> None:
    kinder = tmp_path / "kinder.yaml"
    text = (RUBRICS / "general.yaml").read_text(encoding="utf-8")
    kinder.write_text(text.replace("typed_words_least: 150", "typed_words_least: 0"), encoding="utf-8")

    def reasons(*options: str) -> list[str]:
        result = CliRunner().invoke(main, ["score", str(silent_log), "--json", *options])
        assert result.exit_code == 0, result.output
        found: list[str] = json.loads(result.stdout)["reasons"]
        return found

    assert "few_typed_words" in reasons()
    assert "few_typed_words" not in reasons("--rubric", str(kinder))


def test_a_missing_rubric_is_told_and_leaves_with_two(silent_log: Path) -> None:
    result = CliRunner().invoke(main, ["score", str(silent_log), "--rubric", "nonsense"])
    assert result.exit_code == 2
    assert "nonsense" in result.output
