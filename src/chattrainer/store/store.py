"""The store: one SQLite file that holds every sitting's log, and what was found and scored of it."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from chattrainer.store import connection
from chattrainer.store.campaigns import Campaigns
from chattrainer.store.erasing import People
from chattrainer.store.exam_results import ExamResults
from chattrainer.store.exam_texts import ExamTexts
from chattrainer.store.exams import Exams
from chattrainer.store.forms import Forms
from chattrainer.store.gathering import Gathering
from chattrainer.store.leases import FileLeases, OwnLeases
from chattrainer.store.paths import database_path, is_default
from chattrainer.store.results import Results


class Store(Gathering, Results, People, Forms, Campaigns, Exams, ExamResults, ExamTexts):
    """All access to the database. Safe to be used from several threads; every failure is a `StoreError`."""

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        readonly: bool = False,
        stamp: Callable[[], str] | None = None,
        busy_ms: int = connection.BUSY_MS,
    ) -> Self:
        """Opens the database: `path`, else CHATTRAINER_DB, else the user's data folder; `:memory:` for none.

        Opened for writing, it is created or brought up to date. Opened for reading, it is never written; the
        default file, when nothing was recorded yet, reads as empty. `stamp` gives the UTC stamp of now (left
        out, the database's own clock does); `busy_ms` is how long another process's write is waited for.

        Raises StoreError when the file cannot be used; it is left as it was.
        """
        if str(path) == connection.MEMORY:
            return cls(connection.in_memory(), connection.MEMORY, OwnLeases(), stamp)
        file = database_path(path)
        if readonly and is_default(path) and not file.exists():
            return cls(connection.in_memory(), file, OwnLeases(), stamp)
        db = connection.connect(file, readonly=readonly, busy_ms=busy_ms)
        return cls(db, file, FileLeases(file), stamp)

    def close(self) -> None:
        """Closes the file. What a writer of this store still holds back must be flushed before."""
        with self._work() as db:
            db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
