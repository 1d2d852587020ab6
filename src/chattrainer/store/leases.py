"""Who is writing which run: one locked file a run, in a folder beside the database.

The operating system lets go of a lock when its process ends, however it ends. So a run that is open and whose
lock is free was cut off, and one whose lock is taken is in use, by this process or another. No process number
has to be trusted, and a restart of the machine frees everything.

Taking, asking and letting go happen behind one gate (a lock held for microseconds), so that a question never
gets in the way of a writer, and a lock file can be removed without anybody locking a removed one.
"""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, *, wait: bool) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int, *, wait: bool) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


class Leases(Protocol):
    """Who holds which run."""

    def take(self, run: str) -> bool:
        """Takes the run for this process's writer; False when it is in use."""

    def give_back(self, run: str) -> None: ...

    def in_use(self, run: str) -> bool: ...


class OwnLeases:
    """For a database in memory, which no other process sees."""

    def __init__(self) -> None:
        self._held: set[str] = set()

    def take(self, run: str) -> bool:
        if run in self._held:
            return False
        self._held.add(run)
        return True

    def give_back(self, run: str) -> None:
        self._held.discard(run)

    def in_use(self, run: str) -> bool:
        return run in self._held


class FileLeases:
    """One locked file a run, in `<database>-locks/`."""

    def __init__(self, database: Path) -> None:
        self._folder = database.with_name(f"{database.name}-locks")
        self._held: dict[str, int] = {}
        self._threads = threading.RLock()

    def take(self, run: str) -> bool:
        with self.gate():
            handle = self._locked(run)
            if handle is None:
                return False
            self._held[run] = handle
            return True

    def give_back(self, run: str) -> None:
        with self._threads:
            if run not in self._held:
                return
            with self.gate():
                self._release(run, self._held.pop(run))

    def in_use(self, run: str) -> bool:
        if not self._file(run).exists():
            return False
        with self.gate():
            handle = self._locked(run)
            if handle is None:
                return True
            self._release(run, handle)
            return False

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Waits until no other process takes, asks or lets go; held for moments only."""
        with self._threads:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._folder / "gate", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                _lock(handle, wait=True)
                yield
            finally:
                os.close(handle)

    def _file(self, run: str) -> Path:
        return self._folder / f"{run}.lock"

    def _locked(self, run: str) -> int | None:
        handle = os.open(self._file(run), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle, wait=False)
        except OSError:
            os.close(handle)
            return None
        return handle

    def _release(self, run: str, handle: int) -> None:
        os.close(handle)
        self._file(run).unlink(missing_ok=True)
