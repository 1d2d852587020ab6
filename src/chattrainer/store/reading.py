"""Reading runs and their logs."""

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlite_utils import Database

from chattrainer.locale.safe import printable
from chattrainer.model.errors import StoreError
from chattrainer.model.facts import SittingOpened
from chattrainer.model.log import Entry
from chattrainer.store.base import Base
from chattrainer.store.chain import Link, Verdict, check
from chattrainer.store.failures import failure
from chattrainer.store.payloads import event_of
from chattrainer.store.people import tidy, writable
from chattrainer.store.records import Run, RunFilter, SortKey

_PAGE = 500
_RUNS = """
select runs.*, people.name as person_name, erasures.erased as erased,
  (select overall from scorecards where run = runs.id order by rowid desc limit 1) as overall
from runs
left join people on people.id = runs.person
left join erasures on erasures.run = runs.id
"""
_ORDER: dict[SortKey, str] = {
    "opened": "runs.opened",
    "id": "runs.id",
    "person": "person_name",
    "purpose": "runs.purpose",
    "language": "runs.language",
    "player": "runs.player",
    "status": "runs.status",
    "overall": "overall",
}
_FOR_LEAD = "runs.player = 'person' and (runs.purpose <> 'practice' or runs.shared)"


class Reading(Base):
    """What can be asked of the logs."""

    def run(self, run: str) -> Run:
        """The run of that id, or of that unique beginning (of the id, or of its part after the dash)."""
        name = self._run_id(run)
        with self._work() as db:
            return self._rows(db, "where runs.id = ?", [name])[0]

    def _run_id(self, run: str) -> str:
        """The whole id of a run, whatever else its row says."""
        run = writable(run)
        with self._work() as db:
            found = _ids(db, "id = ?", [run]) or _ids(
                db,
                "? <> '' and ? in (substr(id, 1, length(?)), substr(id, 10, length(?))) order by id",
                [run, run, run, run],
            )
        if not found:
            raise failure(self.path, "no_such_run", run=run)
        if len(found) > 1:
            raise failure(self.path, "ambiguous_run", run=run, runs=", ".join(found[:5]), n=len(found))
        return found[0]

    def runs(
        self, wanted: RunFilter | None = None, *, sort: SortKey = "opened", descending: bool | None = None
    ) -> list[Run]:
        """The runs that fit. Sorted by moment or by score they come the highest first, unless said."""
        down = sort in ("opened", "overall") if descending is None else descending
        where, params = _conditions(wanted or RunFilter())
        way = "desc" if down else "asc"
        order = f" order by {_ORDER[sort]} {way} nulls last, runs.opened desc, runs.rowid desc"
        if sort == "opened":
            order = f" order by runs.opened {way}, runs.rowid {way}"
        with self._work() as db:
            return self._rows(db, where + order, params)

    def unfinished(self, person: str | None = None) -> list[Run]:
        """Sittings at the desk that were cut off: open, and written by no living process; the newest first.

        What a robot or a program was playing is not offered to anybody.
        """
        found = self.runs(RunFilter(person=person, status="open", player="person"))
        with self._work():
            return [run for run in found if run.erased is None and not self._leases.in_use(run.id)]

    def entries(self, run: str) -> Iterator[Entry]:
        """The log of a run, from its first event.

        Raises StoreError for an erased run at once, and for a broken event when it is reached.
        """
        found = self.run(run)
        if found.erased is not None:
            raise failure(self.path, "run_erased", run=found.id, erased=found.erased)
        return self._entries(found.id)

    def links(self, run: str) -> Iterator[Link]:
        """The log as it is stored, with its digests, for exports."""
        found = self.run(run)
        after = 0
        while True:
            with self._work() as db:
                page = list(_links(db, found.id, after, _PAGE))
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].number

    def verify(self, run: str) -> Verdict:
        """Whether a run's log is as it was written. Reads it from its first event."""
        name = self._run_id(run)
        with self._snapshot() as db:
            try:
                found = self._rows(db, "where runs.id = ?", [name])[0]
            except StoreError:
                head, number = last_link(db, name) or (b"", 0)
                return Verdict(name, "altered", head.hex(), number, 1, "row")
            verdict = check(
                name,
                _links(db, name, 0, -1),
                head=bytes.fromhex(found.head),
                events=found.events,
                erased=found.erased,
                status=found.status,
            )
        if verdict.status == "intact" and not self._row_agrees(found):
            return Verdict(name, "altered", verdict.head, verdict.events, 1, "row")
        return verdict

    def _row_agrees(self, run: Run) -> bool:
        """Whether what lists show of a run is what its opening says."""
        first = next(self._entries(run.id), None)
        if first is None or not isinstance(first.event, SittingOpened):
            return first is None
        opened = first.event
        person = tidy(opened.person) if opened.person is not None else None
        return (
            (opened.purpose, opened.player, opened.language, opened.seed, opened.chats_at_once)
            == (run.purpose, run.player, run.language, run.seed, run.chats_at_once)
            and opened.scenarios == run.scenarios
            and person == run.person
            and opened.wall in (None, run.opened)
        )

    def _rows(self, db: Database, clauses: str, params: list[str]) -> list[Run]:
        found = []
        for row in db.query(_RUNS + clauses, params):
            try:
                found.append(_run(row))
            except (ValueError, TypeError, AttributeError, RecursionError) as error:
                raise failure(self.path, "broken_row", run=printable(str(row["id"]), lines=False)) from error
        return found

    def _entries(self, run: str) -> Iterator[Entry]:
        after = 0
        while True:
            with self._work() as db:
                page = db.execute(
                    "select number, payload from events where run = ? and number > ? order by number limit ?",
                    [run, after, _PAGE],
                ).fetchall()
            for number, payload in page:
                yield self._entry(run, number, payload)
            if len(page) < _PAGE:
                return
            after = page[-1][0]

    def _entry(self, run: str, number: int, payload: str | None) -> Entry:
        try:
            event = event_of(payload or "", self._text_of)
        except ValidationError as error:
            raise failure(self.path, "broken_event", run=run, number=number) from error
        return Entry.model_construct(number=number, event=event)

    def _text_of(self, sha256: str) -> str | None:
        with self._work() as db:
            row = db.execute("select text from files where sha256 = ?", [sha256]).fetchone()
        return None if row is None else str(row[0])


def _conditions(wanted: RunFilter) -> tuple[str, list[str]]:
    equal = {
        "people.name": None if wanted.person is None else tidy(wanted.person),
        "runs.purpose": wanted.purpose,
        "runs.language": None if wanted.language is None else writable(wanted.language),
        "runs.status": wanted.status,
        "runs.player": wanted.player,
    }
    conditions = [f"{column} = ?" for column, value in equal.items() if value is not None]
    params = [value for value in equal.values() if value is not None]
    if wanted.scenario is not None:
        conditions.append("exists (select 1 from json_each(runs.scenarios) where value = ?)")
        params.append(writable(wanted.scenario))
    if wanted.for_lead:
        conditions.append(_FOR_LEAD)
    return ("where " + " and ".join(conditions) if conditions else ""), params


def _ids(db: Database, condition: str, params: list[str]) -> list[str]:
    return [str(run) for (run,) in db.execute(f"select id from runs where {condition}", params)]


def _run(row: dict[str, Any]) -> Run:
    kept = {name: row[name] for name in Run.model_fields if name in row}
    return Run.model_validate(
        {
            **kept,
            "person": row["person_name"],
            "seed": int(row["seed"]),
            "scenarios": tuple(json.loads(row["scenarios"])),
            "shared": bool(row["shared"]),
            "head": row["head"].hex(),
        }
    )


def _links(db: Database, run: str, after: int, limit: int) -> Iterator[Link]:
    # As BLOB: text that was changed into no UTF-8 must reach the check, not stop the reading.
    rows = db.execute(
        "select number, cast(payload as blob), salt, digest, link from events"
        " where run = ? and number > ? order by number limit ?",
        [run, after, limit],
    )
    for number, payload, salt, digest, link in rows:
        texts = _kept_texts(db, payload) if number == 1 and payload is not None else None
        yield Link(number, payload, salt, digest, link, texts)


def _kept_texts(db: Database, payload: bytes) -> dict[str, str | None]:
    """The texts kept apart for an opening, by digest; None for one that is missing."""
    try:
        files = json.loads(payload)["files"]
        names = [file["sha256"] for file in files if "text" not in file]
    except (ValueError, KeyError, TypeError):
        return {}  # no opening: the payload's own digest tells
    texts: dict[str, str | None] = {}
    for name in names:
        row = db.execute("select cast(text as blob) from files where sha256 = ?", [name]).fetchone()
        try:
            texts[name] = None if row is None else row[0].decode("utf-8")
        except UnicodeDecodeError:
            texts[name] = None
    return texts


def last_link(db: Database, run: str) -> tuple[bytes, int] | None:
    """Head and number of a run's last event."""
    row: tuple[bytes, int] | None = db.execute(
        "select link, number from events where run = ? order by number desc limit 1", [run]
    ).fetchone()
    return row


def is_taken(error: sqlite3.IntegrityError) -> bool:
    """Whether a row could not be added because its key is in use."""
    return error.sqlite_errorcode in (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE)
