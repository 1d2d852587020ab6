"""Recording: what is appended is there, in order, whatever happens to the process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chattrainer.model.errors import StoreError, UsageError
from chattrainer.model.inputs import Act, Say
from chattrainer.model.log import Entry, Event
from chattrainer.store import Store
from tests.unit.store.sittings import CHAT, ENDED, SCENARIO, SCENARIO_TEXT, UNREAD, WALL, a_event, opening


def test_a_sitting_is_read_back_as_it_went(store: Store) -> None:
    with store.begin(opening(person="Ana")) as writer:
        entries = [writer.append(event) for event in (*CHAT, ENDED)]
        writer.end()
    read = list(store.entries(writer.run_id))
    assert read == [Entry(number=1, event=opening(person="Ana")), *entries]
    assert [entry.number for entry in read] == list(range(1, len(CHAT) + 3))
    run = store.run(writer.run_id)
    assert (run.status, run.opened, run.ended) == ("ended", WALL, "2026-11-22T09:31:00Z")
    assert (run.person, run.head, run.events) == ("Ana", writer.head, len(read))


@settings(max_examples=40, deadline=None)
@given(events=st.lists(a_event, max_size=12), batch=st.sampled_from([1, 3, 64]))
def test_any_sequence_of_events_is_read_back_equal(events: list[Event], batch: int) -> None:
    with Store.open(":memory:") as store, store.begin(opening(), batch=batch) as writer:
        appended = [writer.append(event) for event in events]
        writer.flush()
        assert list(store.entries(writer.run_id))[1:] == appended
        assert [e.event for e in appended] == events
        assert store.verify(writer.run_id).status == "intact"


def test_each_event_is_safe_before_append_returns(store: Store, db: Path) -> None:
    writer = store.begin(opening())
    writer.append(CHAT[0])
    with Store.open(db, readonly=True) as another:
        assert len(list(another.entries(writer.run_id))) == 2


def test_a_batch_is_kept_back_until_it_is_full_or_flushed(store: Store) -> None:
    with store.begin(opening(), batch=3) as writer:
        writer.append(CHAT[0])
        writer.append(CHAT[1])
        assert len(list(store.entries(writer.run_id))) == 1
        writer.append(CHAT[2])
        assert len(list(store.entries(writer.run_id))) == 4
        writer.append(CHAT[3])
    assert len(list(store.entries(writer.run_id))) == 5


def test_a_killed_process_loses_nothing_and_its_sitting_is_offered_again(store: Store, db: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from chattrainer.store import Store\n"
        "from tests.unit.store.sittings import CHAT, opening\n"
        f"writer = Store.open({str(db)!r}).begin(opening(person='Ana'))\n"
        "for event in CHAT: writer.append(event)\n"
        "print(writer.run_id, writer.head, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    run, head = done.stdout.split()
    assert len(list(store.entries(run))) == len(CHAT) + 1
    assert [r.id for r in store.unfinished("Ana")] == [run]
    assert store.verify(run).head == head
    with store.resume(run) as writer:
        assert writer.append(ENDED).number == len(CHAT) + 2
        writer.end()
    assert store.unfinished() == []
    assert store.verify(run).status == "intact"


def test_a_sitting_in_use_is_not_offered_and_has_one_writer(store: Store, db: Path) -> None:
    writer = store.begin(opening())
    with Store.open(db) as another:
        assert another.unfinished() == []
        with pytest.raises(StoreError, match=r"store\.run_in_use"):
            another.resume(writer.run_id)
        writer.append(CHAT[0])
        writer.close()
        assert [run.id for run in another.unfinished()] == [writer.run_id]
        with another.resume(writer.run_id) as second:
            assert second.number == 2
            with pytest.raises(StoreError, match=r"store\.run_in_use"):
                store.resume(writer.run_id)


def test_without_locks_the_second_writer_of_an_event_is_refused(store: Store) -> None:
    first = store.begin(opening())
    store._leases.give_back(first.run_id)  # as on a drive that knows no locks
    second = store.resume(first.run_id)
    first.append(CHAT[0])
    with pytest.raises(StoreError, match=r"store\.run_in_use"):
        second.append(CHAT[1])
    assert len(list(store.entries(first.run_id))) == 2


def test_an_abandoned_or_ended_sitting_cannot_go_on(store: Store) -> None:
    with store.begin(opening()) as writer:
        pass
    store.abandon(writer.run_id)
    assert store.run(writer.run_id).status == "abandoned"
    with pytest.raises(StoreError, match=r"store\.run_closed"):
        store.resume(writer.run_id)
    assert store.unfinished() == []


def test_the_driver_that_hands_over_the_opening_again_gets_its_entry(store: Store) -> None:
    with store.begin(opening(), person="Léa", purpose="assigned") as writer:
        entry = writer.append(opening())
        assert entry == Entry(number=1, event=opening(person="Léa", purpose="assigned"))
        writer.append(CHAT[0])
        with pytest.raises(ValueError, match="one opening"):
            writer.append(opening())


def test_a_closed_log_takes_nothing_more(store: Store) -> None:
    writer = store.begin(opening())
    writer.end()
    with pytest.raises(ValueError, match="closed"):
        writer.append(CHAT[0])
    writer.close()


def test_one_copy_of_each_file_is_kept_and_put_back_on_reading(store: Store) -> None:
    runs = []
    for _ in range(2):
        with store.begin(opening()) as writer:
            runs.append(writer.run_id)
    assert list(store._db.query("select sha256, text from files")) == [
        {"sha256": SCENARIO.sha256, "text": SCENARIO_TEXT}
    ]
    for run in runs:
        (first,) = store.entries(run)
        assert first.event == opening()
    (payload,) = store._db.execute("select payload from events where run = ?", [runs[0]]).fetchone()
    assert "Le colis" not in payload


def test_a_file_whose_digest_is_wrong_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(ValueError, match="sha256"):
        store.begin(opening(files=(SCENARIO.model_copy(update={"text": "other"}), UNREAD)))
    assert store.runs() == []


def test_a_number_that_is_none_is_refused_and_the_log_goes_on(store: Store) -> None:
    with store.begin(opening()) as writer:
        # The model itself takes no such number; one that slipped past it is stopped at the door of the log.
        with pytest.raises(ValueError, match="finite"):
            Act(at=1, chat=1, action="pay", args={"amount": float("nan")})
        slipped = Act(at=1, chat=1, action="pay").model_copy(update={"args": {"amount": float("nan")}})
        with pytest.raises(ValueError, match="not JSON compliant"):
            writer.append(slipped)
        assert writer.append(CHAT[0]).number == 2
    assert store.verify(writer.run_id).status == "intact"


def test_ids_are_short_begin_with_the_day_and_differ(store: Store) -> None:
    ids = set()
    for _ in range(40):
        with store.begin(opening()) as writer:
            ids.add(writer.run_id)
    assert len(ids) == 40
    assert all(run.startswith("20261122-") and len(run) == 13 for run in ids)


def test_a_taken_id_is_drawn_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["aaaa", "aaaa", "bbbb"])
    monkeypatch.setattr("chattrainer.store.recording.token_hex", lambda size: next(drawn))
    with store.begin(opening()) as first, store.begin(opening()) as second:
        assert (first.run_id, second.run_id) == ("20261122-aaaa", "20261122-bbbb")


def test_two_processes_record_at_once(store: Store, db: Path) -> None:
    script = (
        "from chattrainer.store import Store\n"
        "from tests.unit.store.sittings import CHAT, ENDED, opening\n"
        f"with Store.open({str(db)!r}) as store, store.begin(opening()) as writer:\n"
        "    for _ in range(30):\n"
        "        for event in CHAT: writer.append(event)\n"
        "    writer.append(ENDED)\n"
        "    writer.end()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    others = [subprocess.Popen([sys.executable, "-c", script], env=environment) for _ in range(2)]
    with store.begin(opening()) as writer:
        for _ in range(30):
            for event in CHAT:
                writer.append(event)
        writer.append(ENDED)
        writer.end()
    assert [other.wait(60) for other in others] == [0, 0]
    runs = store.runs()
    assert [run.events for run in runs] == [30 * len(CHAT) + 2] * 3
    assert {store.verify(run.id).status for run in runs} == {"intact"}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_what_was_typed_is_kept_to_the_character(store: Store, text: str) -> None:
    with store.begin(opening()) as writer:
        writer.append(Say(at=1, chat=1, text=text))
    *_, last = store.entries(writer.run_id)
    assert isinstance(last.event, Say)
    assert last.event.text == text


@pytest.mark.parametrize(
    ("name", "key"),
    [("a" * 101, "long_name"), ("A\x1b[2Jna", "unprintable_name"), ("\udce9", "unprintable_name")],
)
def test_what_cannot_be_a_name_is_refused(store: Store, name: str, key: str) -> None:
    with pytest.raises(UsageError, match=key):
        store.begin(opening(person="Ana"), person=name)
    with pytest.raises(UsageError, match=key):
        store.person(name)
    assert store.runs() == []
