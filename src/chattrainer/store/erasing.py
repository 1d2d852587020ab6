"""People in the store, and their right to be forgotten."""

from collections.abc import Sequence
from contextlib import ExitStack

from sqlite_utils import Database

from chattrainer.store import people
from chattrainer.store.failures import failure
from chattrainer.store.reading import Reading
from chattrainer.store.records import Erasure, Person, RunFilter


class People(Reading):
    """Who sat at the desk, what of it others may see, and taking it away."""

    def person(self, name: str, *, create: bool = True) -> Person:
        """The person of that name. Raises StoreError when there is none and `create` is False."""
        with self._work() as db:
            if create:
                people.refuse_odd(name)
            found = people.find(db, name)
            if found is None and create:
                found = people.add(db, name, self._stamp())
        if found is None:
            raise failure(self.path, "no_such_person", name=name)
        return found

    def people(self) -> list[Person]:
        """Everybody, by name."""
        with self._work() as db:
            return people.everybody(db)

    def share(self, run: str, shared: bool = True) -> None:
        """Lets a team lead see a run of free practice, or no longer."""
        name = self.run(run).id
        with self._work() as db:
            db.execute("update runs set shared = ? where id = ?", [int(shared), name])

    def erase(self, person: str) -> Erasure:
        """Takes away a person and all that was said and done in her runs and exams; the logs remain verifiable.

        Raises StoreError, with nothing changed, when one of her sittings is going on.
        """
        found = self.person(person, create=False)
        with self._work() as db:
            exams = [row[0] for row in db.execute("select id from exams where person = ?", [found.id])]
        runs = [run.id for run in self.runs(RunFilter(person=found.name), descending=False)]
        return self._erase((*runs, *self._runs_of(exams)), found, exams)

    def erase_run(self, run: str) -> Erasure:
        """Takes away what was said and done in one run; its log remains verifiable."""
        return self._erase((self.run(run).id,), None)

    def erase_exam(self, exam: str) -> Erasure:
        """Takes away one exam: its sittings, result, decisions, notice, code, and whose it was.

        The exam's id, form and dates stay, and the logs remain verifiable. A person of whom nothing else is kept
        goes too.
        """
        return self._erase(self._runs_of([exam]), None, [exam])

    def erased_on(self, exam: str) -> str | None:
        """The stamp of an exam's erasure: its logs' or, where it was never begun, the access log's. None for none."""
        with self._work() as db:
            [stamp] = db.execute(
                "select coalesce((select min(erased) from erasures where run in"
                " (select run from exam_parts where exam = ?)), (select max(at) from accesses"
                " where exam = ? and what in ('erase', 'retention')))",
                [exam, exam],
            ).fetchone()
        return str(stamp) if stamp is not None else None

    def _runs_of(self, exams: Sequence[str]) -> tuple[str, ...]:
        with self._work() as db:
            return tuple(
                row[0]
                for exam in exams
                for row in db.execute("select run from exam_parts where exam = ? order by number", [exam])
            )

    def _erase(self, runs: Sequence[str], person: Person | None, exams: Sequence[str] = ()) -> Erasure:
        runs = tuple(dict.fromkeys(runs))
        with ExitStack() as leases:
            for run in runs:
                with self._work():
                    if not self._leases.take(run):
                        raise failure(self.path, "run_in_use", run=run)
                leases.callback(self._leases.give_back, run)
            erased, events = self._stamp(), 0
            with self._transaction() as db:
                for run in runs:
                    db.execute("insert or ignore into erasures (run, erased) values (?, ?)", [run, erased])
                    events += db.execute(
                        "update events set payload = null, salt = null where run = ? and payload is not null",
                        [run],
                    ).rowcount
                    db.execute("delete from scorecards where run = ?", [run])
                    db.execute("delete from findings where run = ?", [run])
                    db.execute("delete from rereadings where run = ?", [run])
                    db.execute("update runs set person = null where id = ?", [run])
                for exam in exams:
                    _erase_exam(db, exam)
                if person is not None:
                    db.execute("delete from people where id = ?", [person.id])
            return Erasure(erased, runs, events, self._clean_up())

    def _clean_up(self) -> bool:
        """Empties the write-ahead log, where earlier copies of the erased pages lie."""
        with self._work() as db:
            busy, _, _ = db.execute("pragma wal_checkpoint(truncate)").fetchone()
        return not busy


def _erase_exam(db: Database, exam: str) -> None:
    """One exam's own rows. Extra time goes too: it would tell of a person's health."""
    row = db.execute("select person from exams where id = ?", [exam]).fetchone()
    for table in ("exam_results", "exam_texts", "decisions"):
        db.execute(f"delete from {table} where exam = ?", [exam])
    db.execute("update exam_parts set played = null where exam = ?", [exam])
    db.execute(
        "update exams set person = null, notice = null, extra_time = 100, state = 'erased',"
        " code = 'erased-' || id where id = ?",
        [exam],
    )
    if row is not None and row[0] is not None:
        people.forget_if_nothing_kept(db, row[0])
