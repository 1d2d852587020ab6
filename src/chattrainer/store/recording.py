"""Recording sittings: beginning a run, going on with one that was cut off, closing one for good."""

import sqlite3
from secrets import token_hex
from typing import Any

from chattrainer.model.facts import SittingOpened
from chattrainer.model.ids import Purpose
from chattrainer.store import people
from chattrainer.store.chain import origin
from chattrainer.store.failures import failure
from chattrainer.store.payloads import canonical, texts_of
from chattrainer.store.reading import Reading, is_taken, last_link
from chattrainer.store.writer import Row, RunWriter

INSERT_EVENT = "insert into events (run, number, payload, salt, digest, link) values (?, ?, ?, ?, ?, ?)"
_ID_BYTES = (2, 2, 2, 4, 8)  # an id that is taken is drawn again, longer in the end


class Recording(Reading):
    """What writes logs."""

    def begin(
        self,
        opened: SittingOpened,
        *,
        person: str | None = None,
        purpose: Purpose | None = None,
        batch: int = 1,
    ) -> RunWriter:
        """Starts a run with its opening as event 1. `person` (a name) and `purpose` replace the opening's.

        Raises ValueError when the digest of a file is not that of its text, UsageError for an odd name.
        """
        given = {"person": person, "purpose": purpose}
        opened = opened.model_copy(update={k: v for k, v in given.items() if v is not None})
        if opened.person is not None:
            people.refuse_odd(opened.person)
        texts = texts_of(opened)
        wall = opened.wall or self._stamp()
        run = self._free_id(wall)
        writer = self._writer(run, batch=batch, opened=opened)
        try:
            first = writer.sealed(opened)
            with self._transaction() as db:
                db.table("runs").insert(self._row(run, opened, wall))
                db.conn.executemany(
                    "insert or ignore into files (sha256, text) values (?, ?)", sorted(texts.items())
                )
                db.conn.execute(INSERT_EVENT, first)
        except BaseException:
            self._leases.give_back(run)
            raise
        writer.begun(first)
        return writer

    def resume(self, run: str, *, batch: int = 1) -> RunWriter:
        """Goes on with a run that was cut off; its chain continues. `run` is an id or a unique beginning.

        Raises StoreError when the run is closed, is in use, or its end was altered.
        """
        name = self.run(run).id
        with self._work() as db:
            if not self._leases.take(name):
                raise failure(self.path, "run_in_use", run=name)
            try:
                found = self.run(name)  # now that nobody else can write it
                if found.status != "open" or found.erased is not None:
                    raise failure(self.path, "run_closed", run=name)
                head, number = last_link(db, name) or (origin(name), 0)
                if (head.hex(), number) != (found.head, found.events):
                    raise failure(self.path, "run_altered", run=name)
            except BaseException:
                self._leases.give_back(name)
                raise
        return self._writer(name, number=number, head=head, batch=batch)

    def abandon(self, run: str) -> None:
        """Closes an unfinished run that nobody will resume."""
        self.resume(run).end("abandoned")

    def _writer(
        self,
        run: str,
        *,
        batch: int,
        number: int = 0,
        head: bytes | None = None,
        opened: SittingOpened | None = None,
    ) -> RunWriter:
        return RunWriter(
            run,
            save=self._save,
            close=self._close_run,
            number=number,
            head=origin(run) if head is None else head,
            batch=batch,
            opened=opened,
        )

    def _free_id(self, wall: str) -> str:
        """A new id, already leased: the day of opening, and random digits."""
        with self._work() as db:
            for size in _ID_BYTES:
                run = f"{wall[:10].replace('-', '')}-{token_hex(size)}"
                taken = db.execute("select 1 from runs where id = ?", [run]).fetchone()
                if taken is None and self._leases.take(run):
                    return run
        raise AssertionError("eight random bytes are never taken")

    def _row(self, run: str, opened: SittingOpened, wall: str) -> dict[str, Any]:
        named = opened.person is not None
        person = people.add(self._db, opened.person or "", self._stamp()).id if named else None
        return {
            "id": run,
            "person": person,
            "purpose": opened.purpose,
            "player": opened.player,
            "language": opened.language,
            "seed": str(opened.seed),
            "chats_at_once": opened.chats_at_once,
            "scenarios": canonical(list(opened.scenarios)),
            "status": "open",
            "opened": wall,
            "head": origin(run),
            "events": 0,
        }

    def _save(self, rows: list[Row]) -> None:
        """Commits events in one transaction; a single one in the least time."""
        try:
            if len(rows) == 1:
                with self._work() as db:
                    db.conn.execute(INSERT_EVENT, rows[0])
            else:
                with self._transaction() as db:
                    db.conn.executemany(INSERT_EVENT, rows)
        except sqlite3.IntegrityError as error:
            if not is_taken(error):
                raise
            # Leases forbid it; on a network drive without locks, this still stands between two writers.
            raise failure(self.path, "run_in_use", run=rows[0][0]) from error

    def _close_run(self, run: str, status: str | None, ended: str | None) -> None:
        with self._work() as db:
            try:
                if status is not None:
                    db.execute(
                        "update runs set status = ?, ended = ? where id = ?",
                        [status, ended or self._stamp(), run],
                    )
            finally:
                self._leases.give_back(run)
