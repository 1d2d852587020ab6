"""Digests of the long messages that candidates typed: what tells that two of them wrote the same."""

from collections.abc import Iterable

from chattrainer.store.base import Base

_SHARED = (
    " from exam_texts own join exam_texts others on others.digest = own.digest and others.exam <> own.exam"
    " join exams e on e.id = own.exam join exams o on o.id = others.exam"
    " where e.campaign = o.campaign and e.form = o.form"
)


class ExamTexts(Base):
    """Whoever ends first or last, both candidates of a campaign are found. Erased with the exam."""

    def keep_texts(self, exam: str, digests: Iterable[str]) -> None:
        """The digests of an exam's long messages."""
        rows = [(exam, digest) for digest in sorted(set(digests))]
        with self._transaction() as db:
            db.conn.executemany("insert or ignore into exam_texts (exam, digest) values (?, ?)", rows)

    def sharing_texts(self, exam: str) -> tuple[str, ...]:
        """The ids of the campaign's other exams of that form in which a message is the same."""
        with self._work() as db:
            found = db.execute(f"select distinct others.exam {_SHARED} and own.exam = ? order by 1", [exam])
            return tuple(row[0] for row in found.fetchall())

    def exams_sharing_texts(self, campaign: str) -> frozenset[str]:
        """The ids of the campaign's exams that have a message in common with another one."""
        with self._work() as db:
            found = db.execute(f"select distinct own.exam {_SHARED} and e.campaign = ?", [campaign])
            return frozenset(row[0] for row in found.fetchall())
