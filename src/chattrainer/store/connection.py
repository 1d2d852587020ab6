"""Opening the database file: created for its owner alone, brought up to date, refused when it is not ours."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from chattrainer.store import migrations
from chattrainer.store.failures import failure, told
from chattrainer.store.leases import FileLeases

BUSY_MS = 5_000
"""How long a statement waits for another process's write before it says that the database is locked."""

MEMORY = ":memory:"


def connect(path: Path, *, readonly: bool, busy_ms: int = BUSY_MS) -> Database:
    """The database at `path`, every migration applied. Raises StoreError; a refused file is untouched."""
    with told(path):
        if path.is_dir():
            raise failure(path, "is_a_folder")
        if readonly:
            return _for_reading(path, busy_ms)
        _make_file(path)
        with FileLeases(path).gate():
            return _for_writing(path, busy_ms)


def in_memory() -> Database:
    """A database that lives as long as the process."""
    db = _database(sqlite3.connect(MEMORY, isolation_level=None, check_same_thread=False), BUSY_MS)
    migrations.migrations.apply(db)
    return db


def _for_writing(path: Path, busy_ms: int) -> Database:
    db = _open(path, "rw", busy_ms)
    try:
        _refuse_foreign(db, path)
        if db.journal_mode != "wal":
            db.execute("pragma journal_mode = wal")
        # WAL with NORMAL survives a killed process whole; a power cut may cost the last moments, not the file.
        db.execute("pragma synchronous = normal")
        db.execute("pragma secure_delete = on")
        if migrations.migrations.pending(db):
            migrations.migrations.apply(db)
    except BaseException:
        db.close()
        raise
    return db


def _for_reading(path: Path, busy_ms: int) -> Database:
    if not path.exists():
        raise failure(path, "missing")
    try:
        db = _checked(path, "ro", busy_ms)
    except sqlite3.OperationalError:
        # A folder that cannot be written holds no index of the WAL. Without a WAL none is needed: the file
        # cannot change under us, since whoever changes it needs one.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        db = _checked(path, "ro&immutable=1", busy_ms)
    if migrations.migrations.pending(db):
        db.close()
        connect(path, readonly=False, busy_ms=busy_ms).close()
        db = _checked(path, "ro", busy_ms)
    return db


def _checked(path: Path, mode: str, busy_ms: int) -> Database:
    db = _open(path, mode, busy_ms)
    try:
        _refuse_foreign(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _make_file(path: Path) -> None:
    """Creates the file for its owner alone: it holds what people wrote."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _open(path: Path, mode: str, busy_ms: int) -> Database:
    uri = f"file:{quote(str(path.absolute()))}?mode={mode}"
    return _database(sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False), busy_ms)


def _database(connection: sqlite3.Connection, busy_ms: int) -> Database:
    connection.execute(f"pragma busy_timeout = {int(busy_ms)}")
    connection.execute("pragma foreign_keys = on")
    return Database(connection, execute_plugins=False)


def _refuse_foreign(db: Database, path: Path) -> None:
    if not migrations.is_ours_or_empty(db):
        raise failure(path, "not_ours")
    if newer := migrations.unknown(db):
        raise failure(path, "newer", steps=", ".join(newer))
