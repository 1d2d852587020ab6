"""`chattrainer reread`: what another reader understands, kept beside the log; the log stays as it is."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.opening import Wanted, prepare
from chattrainer.cli.main import main
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Reading
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.store import Store
from chattrainer.store.logfile import plain_lines, write_log


def misread() -> tuple[Entry, ...]:
    """A sitting in which an older reader took a question for a farewell."""
    ready = prepare(Wanted(("cadeau-perdu",), 1, "fr", 3, player="silent"))
    log = MemoryLog()
    old = Reading(reader="reader-0", acts=("farewell",))
    sitting = Sitting(engine_for(ready.opened, ready.plan), lambda *_: old, log)
    sitting.open(ready.opened)
    sitting.feed(Say(at=20_000, chat=1, text="Quelle est votre adresse mail ?"))
    run_out(sitting)
    return tuple(log.entries)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return misread()


def reread(*args: str) -> Result:
    return CliRunner().invoke(main, ["reread", *args], env={"CHATTRAINER_LANGUAGE": "en"})


def test_of_a_file_it_tells_what_is_understood_otherwise(entries: tuple[Entry, ...], tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    write_log(path, plain_lines(entries))
    before = path.read_bytes()
    result = reread(str(path), "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["recorded"] == ["reader-0"]
    assert told["reader"] != "reader-0"
    (changed,) = told["changed"]
    assert "asks email" in changed["gained"]
    assert changed["lost"] == ["acts farewell"]
    assert told["before"]["scorer"] != told["after"]["scorer"]
    assert path.read_bytes() == before


def test_of_a_recorded_sitting_both_readings_and_both_scorecards_stay(
    entries: tuple[Entry, ...], tmp_path: Path
) -> None:
    db = tmp_path / "log.db"
    with Store.open(db) as store:
        opened = entries[0].event
        with store.begin(opened) as writer:  # type: ignore[arg-type]
            for entry in entries[1:]:
                writer.append(entry.event)
            writer.end()
        run = writer.run_id
    result = reread(run, "--db", str(db))
    assert result.exit_code == 0, result.output
    assert "1 of 1 messages" in result.stdout
    with Store.open(db, readonly=True) as store:
        (kept,) = store.rereadings(run)
        cards = store.scorecards(run)
        assert store.verify(run).status == "intact"
    assert kept.texts[0].reading.asks == ("email",)
    assert len({card.scorer for card in cards}) == 2
    # Lists go on showing the one by the readings of the log.
    assert kept.reader not in cards[0].scorer
    assert kept.reader in cards[1].scorer


def test_a_sitting_that_is_not_there_is_told(tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    Store.open(db).close()
    result = reread("nowhere", "--db", str(db))
    assert result.exit_code == 1
    assert "no sitting is called “nowhere”" in result.output
