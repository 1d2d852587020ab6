"""A sitting whose customer was worded badly: void, told everywhere, scored again the same; the log as it was."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from chattrainer.app.auditing import audited
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.readers import Readers
from chattrainer.app.room import TrainingRoom
from chattrainer.cli.main import main
from chattrainer.model.effects import WordMove
from chattrainer.model.exam import Conditions
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.replay import redrive
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.store import Store
from chattrainer.store.logfile import plain_lines, write_log

Reword = Callable[[str], str]


def played(reword: Reword, ready: Prepared, readers: Readers) -> tuple[Entry, ...]:
    """A skilled robot serves a customer whose words are the script's, changed."""

    def word(wanted: WordMove, transcript: Transcript) -> WordingGiven:
        bubbles = tuple(tuple(map(reword, move.bubbles)) for move in wanted.moves)
        return WordingGiven(at=wanted.at, chat=wanted.chat, of=wanted.of, bubbles=bubbles, source="llm:actor")

    log = MemoryLog()
    sitting = Sitting(engine_for(ready.opened, ready.plan), readers.reading_for(ready.plan), log, word=word)
    play(sitting, ready.opened, robot("skilled", ready.plan))
    return tuple(log.entries)


@pytest.fixture(scope="module")
def ready() -> Prepared:
    wanted = Wanted(("cadeau-perdu",), seed=3, player="skilled", conditions=Conditions(worded=True))
    return prepare(wanted)


@pytest.fixture(scope="module")
def readers() -> Readers:
    return Readers()


@pytest.fixture(scope="module")
def spoilt(ready: Prepared, readers: Readers) -> tuple[Entry, ...]:
    person = ready.plan.cases[0].person
    assert person is not None
    return played(lambda text: f"{text} (mon mail : {person.email})", ready, readers)


@pytest.fixture(scope="module")
def log_file(spoilt: tuple[Entry, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("logs") / "spoilt.jsonl"
    write_log(path, plain_lines(spoilt))
    return path


def run(*args: str) -> str:
    result = CliRunner().invoke(main, list(args), env={"CHATTRAINER_LANGUAGE": "en"})
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_faithful_actor_spoils_nothing(ready: Prepared, readers: Readers) -> None:
    entries = played(lambda text: f"alors, {text}", ready, readers)
    assert [f for f in audited(entries, ready.plan).audit.faults if f.severity == "critical"] == []


def test_an_actor_who_blurts_out_her_email_spoils_the_chat(
    spoilt: tuple[Entry, ...], ready: Prepared
) -> None:
    found = audited(spoilt, ready.plan)
    assert {(f.kind, f.about) for f in found.audit.faults if f.severity == "critical"} == {
        ("undisclosed", "email")
    }
    assert found.transcript.chat(1).void == "simulator"
    # The cases are drawn again from the log alone: the same comes of it.
    assert audited(spoilt) == found


def test_the_log_still_plays_again_to_the_same_facts(spoilt: tuple[Entry, ...]) -> None:
    assert redrive(spoilt).same
    assert not any(entry.event.kind == "chat_void" for entry in spoilt)


def test_score_and_show_tell_it_each_time_the_same(log_file: Path) -> None:
    card = json.loads(run("score", str(log_file), "--json"))
    assert [chat["outcome"] for chat in card["chats"]] == ["void"]
    assert "chat_void" in card["reasons"]
    assert "undisclosed" in [fault["kind"] for fault in card["simulator"]]
    assert json.loads(run("score", str(log_file), "--json")) == card
    shown = json.loads(run("show", str(log_file), "--json"))
    assert shown["simulator"] == card["simulator"]
    for told in (run("show", str(log_file)), run("score", str(log_file))):
        assert "Chat 1 is void" in told
        assert "gave away “email”" in told


def test_kept_with_the_scorecard_of_a_recorded_sitting(spoilt: tuple[Entry, ...], tmp_path: Path) -> None:
    db = tmp_path / "log.db"
    with Store.open(db) as store:
        with store.begin(spoilt[0].event) as writer:  # type: ignore[arg-type]
            for entry in spoilt[1:]:
                writer.append(entry.event)
            writer.end()
        name = writer.run_id
    room = TrainingRoom(db, judge_writing=False)
    try:
        first, again = room.judge(name).scorecard, room.judge(name).scorecard
        assert first == again
        (kept,) = room.store.scorecards(name)
        assert kept.simulator == first.simulator
        assert kept.chats[0].outcome == "void"
        assert room.store.verify(name).status == "intact"
    finally:
        room.close()


def test_a_log_without_its_files_is_shown_and_says_nothing_of_the_simulator(
    spoilt: tuple[Entry, ...], tmp_path: Path
) -> None:
    bare = spoilt[0].model_copy(update={"event": spoilt[0].event.model_copy(update={"files": ()})})
    path = tmp_path / "bare.jsonl"
    write_log(path, plain_lines((bare, *spoilt[1:])))
    assert json.loads(run("show", str(path), "--json"))["simulator"] is None
