"""A RUN on the command line: the id of a recorded sitting, or a log file."""

import os
from dataclasses import dataclass
from pathlib import Path

from chattrainer.model.log import Entry
from chattrainer.store.logfile import SUFFIX, read_entries
from chattrainer.store.records import Run
from chattrainer.store.store import Store


@dataclass(frozen=True, slots=True)
class RecordedLog:
    """A log that was read whole. `name` is the run's id or the file's name; a file has no `run`."""

    name: str
    entries: tuple[Entry, ...]
    run: Run | None = None


def is_log_file(wanted: str) -> bool:
    """Whether a RUN names a file: it ends in `.jsonl`, holds a path separator, or such a file lies there."""
    separators = (os.sep, os.altsep or os.sep)
    return wanted.endswith(SUFFIX) or any(s in wanted for s in separators) or Path(wanted).is_file()


def read_log(wanted: str, db: Path | str | None = None) -> RecordedLog:
    """The log of a RUN. Raises StoreError when there is none, when it is broken, or when it was erased."""
    if is_log_file(wanted):
        return RecordedLog(Path(wanted).name, tuple(read_entries(Path(wanted))))
    with Store.open(db, readonly=True) as store:
        run = store.run(wanted)
        return RecordedLog(run.id, tuple(store.entries(run.id)), run)
