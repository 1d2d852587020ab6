"""Digests of the long messages that candidates typed: what tells that two of them wrote the same."""

from collections.abc import Iterable

from chattrainer.store.base import Base

# Messages that more than one exam of a campaign has, on one form: each exam is looked at once, not every pair.
_SHARED = (
    "select t.digest, e.form from exams e join exam_texts t on t.exam = e.id"
    " where e.campaign = ? group by t.digest, e.form having count(distinct t.exam) > 1"
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
            found = db.execute(
                "select distinct o.id from exam_texts own join exams e on e.id = own.exam"
                " join exam_texts others on others.digest = own.digest and others.exam <> own.exam"
                " join exams o on o.id = others.exam and o.campaign = e.campaign and o.form = e.form"
                " where own.exam = ? order by 1",
                [exam],
            )
            return tuple(row[0] for row in found.fetchall())

    def exams_sharing_texts(self, campaign: str) -> frozenset[str]:
        """The ids of the campaign's exams that have a message in common with another one."""
        with self._work() as db:
            found = db.execute(
                f"select distinct e.id from ({_SHARED}) shared join exam_texts t on t.digest = shared.digest"
                " join exams e on e.id = t.exam and e.form = shared.form where e.campaign = ?",
                [campaign, campaign],
            )
            return frozenset(row[0] for row in found.fetchall())
