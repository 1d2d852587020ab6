"""What every part of the store stands on: the connection, its lock, and how work on it is done."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from chattrainer.store.failures import told
from chattrainer.store.leases import Leases


class Base:
    """One open database. Every failure on it comes out as a `StoreError`."""

    def __init__(
        self, db: Database, path: Path | str, leases: Leases, stamp: Callable[[], str] | None = None
    ) -> None:
        self.path = path
        self._db = db
        self._leases = leases
        self._lock = threading.RLock()
        self._stamp = stamp or self._database_stamp

    @contextmanager
    def _work(self) -> Iterator[Database]:
        """The database, for one thread at a time."""
        with self._lock, told(self.path):
            yield self._db

    @contextmanager
    def _transaction(self) -> Iterator[Database]:
        """The database, for changes that are made together or not at all."""
        with self._work() as db:
            # IMMEDIATE: waiting for another writer happens here, never half-way.
            db.execute("begin immediate")
            try:
                yield db
                db.execute("commit")
            except BaseException:
                db.rollback()
                raise

    @contextmanager
    def _snapshot(self) -> Iterator[Database]:
        """The database as it is now, whatever other processes write meanwhile."""
        with self._work() as db:
            db.execute("begin")
            try:
                yield db
            finally:
                db.rollback()

    def _database_stamp(self) -> str:
        row = self._db.execute("select strftime('%Y-%m-%dT%H:%M:%SZ', 'now')").fetchone()
        return str(row[0])
