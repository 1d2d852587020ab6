"""What came of exams: results, what people decided, and who looked at what."""

import json
from typing import Any

from chattrainer.model.exam import ExamResult
from chattrainer.store.base import Base
from chattrainer.store.exam_records import Access, Decision, KeptResult


class ExamResults(Base):
    """Results stand side by side, decisions and accesses one after the other: nothing is written over."""

    def save_result(self, exam: str, result: ExamResult, rubric_hash: str, engine: str) -> None:
        """Keeps a result beside those of other models, rubrics and engines."""
        row = [exam, result.model, rubric_hash, engine, self._stamp(), result.model_dump_json()]
        with self._transaction() as db:
            db.execute(
                "insert or replace into exam_results (exam, model, rubric_hash, engine, saved, result)"
                " values (?, ?, ?, ?, ?, ?)",
                row,
            )

    def kept_results(self, exam: str | None = None, campaign: str | None = None) -> list[KeptResult]:
        """The results of an exam, of a campaign's exams, or all; the one that was kept first comes first."""
        with self._work() as db:
            rows = db.execute(
                "select r.exam, r.model, r.rubric_hash, r.engine, r.saved, r.result from exam_results r"
                " join exams e on e.id = r.exam"
                " where (? is null or r.exam = ?) and (? is null or e.campaign = ?) order by r.saved, r.rowid",
                [exam, exam, campaign, campaign],
            ).fetchall()
        return [
            KeptResult(
                exam=r[0],
                model=r[1],
                rubric_hash=r[2],
                engine=r[3],
                saved=r[4],
                result=ExamResult.model_validate_json(r[5]),
            )
            for r in rows
        ]

    def decide(self, exam: str, who: str, decision: dict[str, Any]) -> Decision:
        """One more decision; earlier ones stay."""
        text = json.dumps(decision, ensure_ascii=False, sort_keys=True)
        with self._transaction() as db:
            number = db.execute("select count(*) + 1 from decisions where exam = ?", [exam]).fetchone()[0]
            db.execute(
                "insert into decisions (exam, number, who, at, decision) values (?, ?, ?, ?, ?)",
                [exam, number, who, self._stamp(), text],
            )
        return self.decisions(exam)[-1]

    def decisions(self, exam: str | None = None, campaign: str | None = None) -> list[Decision]:
        """What was decided on an exam, on a campaign's exams, or on all, in order."""
        with self._work() as db:
            rows = db.execute(
                "select d.exam, d.number, d.who, d.at, d.decision from decisions d join exams e on e.id = d.exam"
                " where (? is null or d.exam = ?) and (? is null or e.campaign = ?) order by d.exam, d.number",
                [exam, exam, campaign, campaign],
            ).fetchall()
        return [Decision(exam=r[0], number=r[1], who=r[2], at=r[3], decision=json.loads(r[4])) for r in rows]

    def note_access(self, who: str, what: str, exam: str | None = None) -> None:
        with self._transaction() as db:
            db.execute(
                "insert into accesses (at, who, what, exam) values (?, ?, ?, ?)",
                [self._stamp(), who, what, exam],
            )

    def accesses(self, exam: str | None = None) -> list[Access]:
        with self._work() as db:
            rows = db.execute(
                "select at, who, what, exam from accesses where ? is null or exam = ? order by number",
                [exam, exam],
            ).fetchall()
        return [Access(at=r[0], who=r[1], what=r[2], exam=r[3]) for r in rows]
