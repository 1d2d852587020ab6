"""What can go wrong with the file: each is told by its own key, the file is left alone, nothing is lost."""

import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chattrainer.locale.texts import Texts, languages
from chattrainer.model.errors import StoreError, UsageError
from chattrainer.store import RunFilter, Store
from chattrainer.store.failures import told
from tests.unit.store.sittings import CHAT, ENDED, opening, recorded

needs_rights = pytest.mark.skipif(sys.platform == "win32", reason="rights of files work another way")


@contextmanager
def refused(key: str) -> Iterator[None]:
    with pytest.raises(StoreError) as told:
        yield
    assert told.value.key == f"store.{key}"
    for language in languages():
        text = Texts(language)(f"errors.{told.value.key}", **told.value.params)
        assert "{" not in text
        assert text.endswith(".")


@contextmanager
def as_somebody_else() -> Iterator[None]:
    """Without the superuser's right to write everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_a_locked_database_is_waited_for(store: Store, db: Path) -> None:
    with store.begin(opening()) as writer:
        other = sqlite3.connect(db, isolation_level=None, check_same_thread=False)
        other.execute("begin immediate")
        release = threading.Timer(0.2, other.rollback)
        release.start()
        assert writer.append(CHAT[0]).number == 2
        release.join()
        other.close()


def test_a_database_that_stays_locked_is_told_and_the_event_can_be_appended_again(db: Path) -> None:
    with Store.open(db, busy_ms=50) as store, store.begin(opening()) as writer:
        other = sqlite3.connect(db, isolation_level=None)
        other.execute("begin exclusive")
        with refused("locked"):
            writer.append(CHAT[0])
        other.rollback()
        other.close()
        assert writer.append(CHAT[0]).number == 2
        assert store.verify(writer.run_id).status == "intact"


def test_a_full_disk_loses_nothing(store: Store) -> None:
    with store.begin(opening()) as writer:
        _full(store)
        kept = 1
        with refused("disk_full"):
            for _ in range(2_000):
                writer.append(CHAT[1])
                kept += 1
        assert len(list(store.entries(writer.run_id))) == kept == writer.number
        _roomy(store)
        assert writer.append(CHAT[1]).number == kept + 1
        assert store.verify(writer.run_id).status == "intact"


def test_a_batch_that_met_a_full_disk_is_committed_later(store: Store) -> None:
    with store.begin(opening(), batch=500) as writer:
        _full(store)
        with refused("disk_full"):
            for _ in range(500):
                writer.append(CHAT[1])
        with refused("disk_full"):
            writer.end()
        assert len(list(store.entries(writer.run_id))) == 1
        _roomy(store)
        writer.append(ENDED)
        writer.end()
    assert len(list(store.entries(writer.run_id))) == 502
    assert store.verify(writer.run_id).status == "intact"


def test_a_run_that_cannot_begin_leaves_nothing_behind(store: Store, db: Path) -> None:
    _full(store)
    with refused("disk_full"):
        for number in range(200):
            store.begin(opening(versions={"x": "y" * 2_000, "n": str(number)})).close()
    _roomy(store)
    assert {store.verify(run.id).status for run in store.runs()} == {"intact"}
    assert [p.name for p in db.with_name("log.db-locks").iterdir()] == ["gate"]


def _full(store: Store) -> None:
    (pages,) = store._db.execute("pragma page_count").fetchone()
    store._db.execute(f"pragma max_page_count = {pages + 3}")


def _roomy(store: Store) -> None:
    store._db.execute("pragma max_page_count = 1000000")


@pytest.mark.parametrize("readonly", [True, False])
def test_a_folder_in_place_of_the_file(tmp_path: Path, readonly: bool) -> None:
    with refused("is_a_folder"):
        Store.open(tmp_path, readonly=readonly)


@pytest.mark.parametrize("readonly", [True, False])
def test_a_file_in_place_of_the_folder(tmp_path: Path, readonly: bool) -> None:
    (tmp_path / "file").write_text("")
    with refused("missing" if readonly else "cannot_open"):
        Store.open(tmp_path / "file" / "log.db", readonly=readonly)


@pytest.mark.parametrize("readonly", [True, False])
def test_a_file_that_is_no_database_is_left_as_it_was(db: Path, readonly: bool) -> None:
    garbage = b"My notes, which are no database at all.\n" * 200
    db.write_bytes(garbage)
    with refused("not_a_database"):
        Store.open(db, readonly=readonly)
    assert db.read_bytes() == garbage


@pytest.mark.parametrize("readonly", [True, False])
def test_another_programs_database_is_left_as_it_was(db: Path, readonly: bool) -> None:
    other = sqlite3.connect(db)
    other.execute("create table recipes (name)")
    other.close()
    before = db.read_bytes()
    with refused("not_ours"):
        Store.open(db, readonly=readonly)
    assert db.read_bytes() == before


@pytest.mark.parametrize("readonly", [True, False])
def test_a_newer_versions_database_is_left_as_it_was(db: Path, readonly: bool) -> None:
    with Store.open(db) as store:
        store._db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('chattrainer', '9999_from_the_future', '')"
        )
    before = db.read_bytes()
    with refused("newer"):
        Store.open(db, readonly=readonly)
    assert db.read_bytes() == before


def test_a_damaged_database_is_told_not_crashed_on(db: Path) -> None:
    with Store.open(db) as store:
        for _ in range(20):
            recorded(store)
        run = store.runs()[0].id
    whole = bytearray(db.read_bytes())
    for page in range(4096, len(whole), 4096):
        whole[page : page + 200] = b"\xa5" * 200
    db.write_bytes(whole)
    with refused("corrupt"), Store.open(db, readonly=True) as store:
        list(store.entries(run))


def test_an_event_that_cannot_be_read_is_told_with_its_number(store: Store) -> None:
    run = recorded(store)
    store._db.execute("drop trigger no_change")
    store._db.execute("update events set payload = '{}' where number = 4")
    with refused("broken_event"):
        list(store.entries(run))
    assert store.verify(run).first_bad == 4


def test_text_that_is_no_text_is_told(store: Store) -> None:
    run = recorded(store)
    store._db.execute("drop trigger no_change")
    store._db.execute("update events set payload = cast(x'ff00ff' as text) where number = 4")
    with refused("corrupt"):
        list(store.entries(run))
    assert store.verify(run).first_bad == 4


@needs_rights
def test_a_file_that_may_only_be_read_can_be_read(open_folder: Path) -> None:
    db = open_folder / "log.db"
    with Store.open(db) as store:
        run = recorded(store)
    db.chmod(0o444)
    with as_somebody_else():
        with Store.open(db, readonly=True) as store:
            assert store.verify(run).status == "intact"
        with refused("read_only"), Store.open(db) as store:
            store.begin(opening())


@needs_rights
def test_a_folder_that_may_not_be_written_is_told(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_somebody_else(), refused("read_only"):
        Store.open(open_folder / "log.db")
    with as_somebody_else(), refused("read_only"):
        Store.open(open_folder / "further" / "down" / "log.db")


@needs_rights
def test_what_people_wrote_is_for_its_owner_alone(tmp_path: Path) -> None:
    db = tmp_path / "data" / "log.db"
    with Store.open(db) as store:
        recorded(store)
        assert all(f.stat().st_mode & 0o077 == 0 for f in [*db.parent.rglob("*"), db.parent])


def test_a_read_only_store_refuses_to_write(db: Path) -> None:
    Store.open(db).close()
    with Store.open(db, readonly=True) as store:
        with refused("read_only"):
            store.begin(opening())
        with refused("read_only"):
            store.person("Ana")


def test_a_database_that_was_named_and_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with refused("missing"):
        Store.open(tmp_path / "none.db", readonly=True)
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "none.db"))
    with refused("missing"):
        Store.open(readonly=True)
    assert list(tmp_path.iterdir()) == []


def test_before_the_first_sitting_the_default_file_reads_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHATTRAINER_DB", raising=False)
    monkeypatch.setattr("platformdirs.user_data_path", lambda *a, **k: tmp_path / "data")
    with Store.open(readonly=True) as store:
        assert store.runs() == []
    assert not (tmp_path / "data").exists()
    with Store.open() as store:
        assert store.path == tmp_path / "data" / "chattrainer.db"


def test_asking_for_what_is_not_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["ab12", "ab34"])
    monkeypatch.setattr("chattrainer.store.recording.token_hex", lambda size: next(drawn))
    run, _ = recorded(store), recorded(store)
    assert store.runs(RunFilter(scenario="\udce9", language="\udce9")) == []
    for wrong in ("nothing", "", "%", "20261122_", "\udce9"):
        with refused("no_such_run"):
            store.run(wrong)
    for several in ("2026", "ab", "20261122-ab"):
        with refused("ambiguous_run"):
            store.run(several)
    assert store.run("ab1").id == store.run("20261122-ab1").id == run
    with refused("no_such_person"):
        store.person("Nobody", create=False)
    with pytest.raises(UsageError, match="empty_name"):
        store.person(" \n")


def test_a_store_that_was_closed_says_that_it_cannot_be_used(db: Path) -> None:
    store = Store.open(db)
    store.close()
    with refused("unusable"):
        store.runs()


def test_what_the_file_system_refuses_is_told() -> None:
    for code, key in ((13, "read_only"), (28, "disk_full"), (2, "cannot_open"), (30, "read_only")):
        with refused(key), told("x"):
            raise OSError(code, os.strerror(code))
