"""What SQLite and the file system report, turned into `StoreError`s that name place, cause and remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chattrainer.locale.safe import printable
from chattrainer.model.errors import StoreError

_BY_CODE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_PROTOCOL: "locked",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_IOERR: "io",
}
_BY_ERRNO = {
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.ENOTDIR: "cannot_open",
    errno.EISDIR: "cannot_open",
}
_PRIMARY_CODE = 0xFF  # an extended result code carries the primary one in its low byte


def failure(path: Path | str, key: str, **params: object) -> StoreError:
    """A `StoreError` about the database at `path`."""
    return StoreError(f"store.{key}", path=printable(str(path), lines=False), **params)


@contextmanager
def told(path: Path | str) -> Iterator[None]:
    """Runs a piece of work on the database; what SQLite or the file system refuses becomes a StoreError."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise  # a rule of the schema: the caller knows what it means
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        key = _BY_CODE.get(code & _PRIMARY_CODE) if code is not None else None
        if key is None and not isinstance(error, sqlite3.DatabaseError):
            raise
        if key is None and "decode" in str(error).lower():
            key = "corrupt"  # text that is not UTF-8: SQLite itself has no code for it
        raise failure(path, key or "unusable", detail=printable(str(error), lines=False)) from error
    except OSError as error:
        key = _BY_ERRNO.get(error.errno or 0, "cannot_open")
        raise failure(path, key, detail=error.strerror or "") from error
