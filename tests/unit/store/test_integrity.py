"""Integrity: whoever changes a log, anywhere in it, is found out; who erases a person is not taken for one."""

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.model.errors import StoreError
from chattrainer.store import RunFilter, Store
from chattrainer.store.logfile import sealed_lines, verify_file, write_log
from tests.unit.store.sittings import CHAT, EVENTS, FINDINGS, SCORECARD, opening, recorded

COLUMNS = ("payload", "salt", "digest", "link")


def without_guards(store: Store) -> sqlite3.Connection:
    """The connection of somebody who may write the file and knows SQL."""
    store._db.execute("drop trigger if exists no_change")
    store._db.execute("drop trigger if exists no_removal")
    store._db.execute("drop trigger if exists head_follows")
    connection: sqlite3.Connection = store._db.conn
    return connection


def flipped(value: bytes, place: int, bits: int) -> bytes:
    place %= len(value)
    return value[:place] + bytes([value[place] ^ bits]) + value[place + 1 :]


def test_an_untouched_log_is_intact_and_its_head_is_the_writers(store: Store) -> None:
    verdict = store.verify(run := recorded(store))
    assert (verdict.status, verdict.events) == ("intact", EVENTS)
    assert verdict.head == store.run(run).head


@settings(max_examples=150, deadline=None)
@given(
    number=st.integers(1, EVENTS),
    column=st.sampled_from(COLUMNS),
    place=st.integers(0, 10_000),
    bits=st.integers(1, 255),
)
def test_any_altered_byte_is_found_at_its_event(number: int, column: str, place: int, bits: int) -> None:
    with Store.open(":memory:") as store:
        run = recorded(store)
        db = without_guards(store)
        where = "where run = ? and number = ?"
        (value,) = db.execute(f"select cast({column} as blob) from events {where}", [run, number]).fetchone()
        cast = "cast(? as text)" if column == "payload" else "?"
        changed = flipped(value, place, bits)
        db.execute(f"update events set {column} = {cast} {where}", [changed, run, number])
        verdict = store.verify(run)
        assert (verdict.status, verdict.first_bad) == ("altered", number)


@settings(max_examples=40, deadline=None)
@given(number=st.integers(1, EVENTS))
def test_a_removed_event_is_found(number: int) -> None:
    with Store.open(":memory:") as store:
        run = recorded(store)
        without_guards(store).execute("delete from events where run = ? and number = ?", [run, number])
        assert store.verify(run).status == "altered"
        assert store.verify(run).first_bad == number


@settings(max_examples=40, deadline=None)
@given(pair=st.lists(st.integers(1, EVENTS), min_size=2, max_size=2, unique=True))
def test_two_events_that_changed_places_are_found(pair: list[int]) -> None:
    one, other = sorted(pair)
    with Store.open(":memory:") as store:
        run = recorded(store)
        db = without_guards(store)
        for was, becomes in ((one, 9_999), (other, one), (9_999, other)):
            db.execute("update events set number = ? where run = ? and number = ?", [becomes, run, was])
        verdict = store.verify(run)
        assert (verdict.status, verdict.first_bad) == ("altered", one)


def test_an_end_that_was_cut_off_is_found_even_in_an_open_sitting(store: Store) -> None:
    with store.begin(opening()) as writer:
        for event in CHAT:
            writer.append(event)
    without_guards(store).execute("delete from events where number > 5")
    verdict = store.verify(writer.run_id)
    assert (verdict.status, verdict.first_bad, verdict.why) == ("altered", 6, "head")
    with pytest.raises(StoreError, match=r"store\.run_altered"):
        store.resume(writer.run_id)


@pytest.mark.parametrize("exported", [False, True])
def test_a_finished_sitting_cut_off_together_with_its_head_is_found(
    store: Store, tmp_path: Path, exported: bool
) -> None:
    run = recorded(store)
    db = without_guards(store)
    db.execute("delete from events where number > 5")
    db.execute("update runs set events = 5, head = (select link from events where number = 5)")
    if exported:
        write_log(tmp_path / "log.jsonl", sealed_lines(store.run(run), store.links(run)))
        verdict = verify_file(tmp_path / "log.jsonl")
    else:
        verdict = store.verify(run)
    assert (verdict.status, verdict.first_bad, verdict.why) == ("altered", 6, "end")


@pytest.mark.parametrize("change", ["purpose = 'fun'", "seed = 'x'", "scenarios = 'no'", "scenarios = '3'"])
def test_a_row_that_cannot_be_read_is_told_and_found(store: Store, change: str) -> None:
    run = recorded(store)
    store._db.execute(f"update runs set {change}")
    for ask in (store.runs, lambda: store.run(run), lambda: store.entries(run)):
        with pytest.raises(StoreError, match=r"store\.broken_row"):
            ask()
    verdict = store.verify(run[:12])
    assert (verdict.run, verdict.status, verdict.why) == (run, "altered", "row")


@pytest.mark.parametrize("payload", ["no JSON", "[]", '{"kind":"say","x":NaN}', "[" * 100_000])
def test_an_event_that_is_none_any_more_is_not_exported(store: Store, payload: str) -> None:
    run = recorded(store)
    without_guards(store).execute("update events set payload = ? where number = 4", [payload])
    with pytest.raises(StoreError, match=r"store\.broken_export"):
        list(sealed_lines(store.run(run), store.links(run)))


def test_an_added_event_is_found(store: Store) -> None:
    run = recorded(store)
    without_guards(store).execute(
        "insert into events (run, number, payload, salt, digest, link)"
        " select run, number + 1, payload, salt, digest, link from events where number = ?",
        [EVENTS],
    )
    assert store.verify(run).first_bad == EVENTS + 1


def test_a_changed_or_missing_file_text_is_found(store: Store) -> None:
    run = recorded(store)
    store._db.execute("update files set text = text || '#'")
    assert (store.verify(run).first_bad, store.verify(run).why) == (1, "file")
    store._db.execute("delete from files")
    assert store.verify(run).why == "file"


@pytest.mark.parametrize(
    "change",
    [
        "purpose = 'evaluation'",
        "seed = '8'",
        "scenarios = '[]'",
        "player = 'robot'",
        "chats_at_once = 1",
        "language = 'en'",
        "opened = '2020-01-01T00:00:00Z'",
        "person = (select max(id) from people)",
    ],
)
def test_a_list_that_contradicts_the_opening_is_found(store: Store, change: str) -> None:
    store.person("Zoé")
    run = recorded(store, person="Ana")
    store.person("Zoë")
    store._db.execute(f"update runs set {change}")
    verdict = store.verify(run)
    assert (verdict.status, verdict.why) == ("altered", "row")


def test_one_runs_log_does_not_pass_for_anothers(store: Store) -> None:
    recorded(store)
    other = store.begin(opening())
    other.close()
    db = without_guards(store)
    db.execute("delete from events where run = ?", [other.run_id])
    db.execute("update events set run = ?", [other.run_id])
    assert (store.verify(other.run_id).status, store.verify(other.run_id).first_bad) == ("altered", 1)


@pytest.mark.parametrize(
    "statement",
    [
        "update events set payload = '{}'",
        "update events set payload = null, salt = null",
        "delete from events",
        "insert or replace into events (run, number, payload, salt, digest, link)"
        " select run, number, '{}', salt, digest, link from events",
    ],
)
def test_the_database_itself_refuses_to_change_a_log(store: Store, statement: str) -> None:
    run = recorded(store)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store._db.execute(statement)
    assert store.verify(run).status == "intact"


# Erasing


def test_an_erased_person_leaves_a_verifiable_log_without_her_words(store: Store) -> None:
    run = recorded(store, person="Ana")
    kept = recorded(store, person="Bob")
    head = store.run(run).head
    erasure = store.erase("Ana")
    assert (erasure.runs, erasure.events, erasure.thorough) == ((run,), EVENTS, True)
    verdict = store.verify(run)
    assert (verdict.status, verdict.head, verdict.erased) == ("erased", head, erasure.erased)
    assert store.run(run).person is None
    assert [p.name for p in store.people()] == ["Bob"]
    with pytest.raises(StoreError, match=r"store\.run_erased"):
        store.entries(run)
    assert store.verify(kept).status == "intact"


def test_nothing_that_she_wrote_stays_in_any_file(store: Store, db: Path) -> None:
    run = recorded(store, person="Ana-Lucía")
    store.save_findings(run, FINDINGS)
    store.save_scorecard(SCORECARD.model_copy(update={"run": run}))
    secrets = [b"je regarde", "Ana-Lucía".encode(), b"Accord ?"]
    assert all(
        any(secret in f.read_bytes() for f in db.parent.glob("log.db*") if f.is_file()) for secret in secrets
    )
    store.erase("Ana-Lucía")
    for file in (f for f in db.parent.rglob("*") if f.is_file()):
        assert not any(secret in file.read_bytes() for secret in secrets), file.name
    assert store.scorecards(run) == []
    assert store.findings(run) is None


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(1, EVENTS),
    column=st.sampled_from(("digest", "link")),
    place=st.integers(0, 31),
    bits=st.integers(1, 255),
)
def test_an_erased_log_that_is_altered_is_found(number: int, column: str, place: int, bits: int) -> None:
    with Store.open(":memory:") as store:
        run = recorded(store, person="Ana")
        store.erase("Ana")
        db = without_guards(store)
        where = "where run = ? and number = ?"
        (value,) = db.execute(f"select {column} from events {where}", [run, number]).fetchone()
        db.execute(f"update events set {column} = ? {where}", [flipped(value, place, bits), run, number])
        assert (store.verify(run).status, store.verify(run).first_bad) == ("altered", number)


def test_a_payload_that_vanishes_without_an_erasure_is_an_alteration(store: Store) -> None:
    run = recorded(store)
    without_guards(store).execute("update events set payload = null, salt = null where number = 3")
    assert (store.verify(run).status, store.verify(run).first_bad) == ("altered", 3)


def test_a_sitting_that_is_going_on_is_not_erased(store: Store) -> None:
    done = recorded(store, person="Ana")
    with store.begin(opening(person="Ana")) as writer:
        with pytest.raises(StoreError, match=r"store\.run_in_use"):
            store.erase("Ana")
        assert store.verify(done).status == "intact"
        writer.append(CHAT[0])
    assert len(store.erase("Ana").runs) == 2


def test_one_run_can_be_erased_and_gets_no_results_any_more(store: Store) -> None:
    run, other = recorded(store, person="Ana"), recorded(store, person="Ana")
    store.erase_run(run)
    assert [r.id for r in store.runs(RunFilter(person="Ana"))] == [other]
    with pytest.raises(StoreError, match=r"store\.run_erased"):
        store.save_findings(run, FINDINGS)
