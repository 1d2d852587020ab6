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
from chattrainer.store import Store
from chattrainer.store.logfile import plain_lines, write_log
from tests.builders import RUBRICS
from tests.support.languagetool_double import languagetool_double


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


def test_a_run_or_all_of_them_is_asked_for(tmp_path: Path) -> None:
    for asked in ([], ["some-run", "--all"]):
        result = CliRunner().invoke(main, ["score", *asked, "--db", str(tmp_path / "t.db")])
        assert result.exit_code == 2, result.output


def test_all_sittings_are_scored_by_the_server_that_is_named_and_earlier_scorecards_stay(
    tmp_path: Path,
) -> None:
    from chattrainer.app.room import TrainingRoom

    db = tmp_path / "t.db"
    room = TrainingRoom(db, judge_writing=False)
    run, _, _ = room.simulate(Wanted(("cadeau-perdu",), 1, seed=1, player="greeter"))
    room.judge(run)
    room.close()
    with languagetool_double() as server:
        asked = ["score", "--all", "--languagetool", server.url, "--json", "--db", str(db)]
        result = CliRunner().invoke(main, asked)
        assert result.exit_code == 0, result.output
        [record] = json.loads(result.stdout)
        texts = len(server.asked)
        CliRunner().invoke(main, asked)
        kept = len(server.asked)
        CliRunner().invoke(main, [*asked, "--recheck"])
        anew = len(server.asked)
    assert record["run"] == run
    assert record["engine"].startswith("LanguageTool 6.6 (server)")
    assert kept - texts < anew - kept
    with Store.open(db) as store:
        engines = [card.engine for card in store.scorecards(run)]
    assert engines == [record["engine"], "none"]


def test_nothing_to_score_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["score", "--all", "--db", str(tmp_path / "t.db")])
    assert result.exit_code == 0
    assert "nothing to score" in result.stdout
