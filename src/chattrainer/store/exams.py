"""Candidates' exams in the store, with the parts that were played."""

import json
from typing import Any

from chattrainer.model.errors import UsageError
from chattrainer.model.ids import Purpose
from chattrainer.store import people
from chattrainer.store.base import Base
from chattrainer.store.exam_records import Exam, ExamPart, ExamState, KeptPartState
from chattrainer.store.payloads import sha256

_EXAM = (
    "select e.id, e.code, e.campaign, p.name as person, e.form, e.seed, e.purpose, e.extra_time, e.state,"
    " e.notice, e.created, e.ended from exams e left join people p on p.id = e.person"
)


def _lease(exam: str) -> str:
    """An id may have come from another PC: it names no file as it is."""
    return f"exam-{sha256(exam)[:16]}"


class Exams(Base):
    """Whose exam it is, how far it got, who holds it."""

    def save_exam(
        self,
        exam: str,
        code: str,
        form: str,
        seed: int,
        *,
        person: str | None = None,
        campaign: str | None = None,
        purpose: Purpose = "recruitment",
        extra_time: int = 100,
    ) -> Exam:
        """A new exam. UsageError when its code is used already."""
        with self._transaction() as db:
            if db.execute("select 1 from exams where code = ? or id = ?", [code, exam]).fetchone():
                raise UsageError("exam.code_taken", code=code)
            who = people.add(db, person, self._stamp()).id if person is not None else None
            db.execute(
                "insert into exams (id, code, campaign, person, form, seed, purpose, extra_time, state, created)"
                " values (?, ?, ?, ?, ?, ?, ?, ?, 'created', ?)",
                [exam, code, campaign, who, form, str(seed), purpose, extra_time, self._stamp()],
            )
        return self.exam(exam)

    def exam(self, name: str) -> Exam:
        """The exam of an id or a code."""
        with self._work() as db:
            rows = self._exam_rows(db.execute(f"{_EXAM} where e.id = ? or e.code = ?", [name, name.upper()]))
        if not rows:
            raise UsageError("exam.unknown_exam", code=name)
        return rows[0]

    def exams(self, campaign: str | None = None) -> list[Exam]:
        """Exams, of a campaign or all, by person's name and then code."""
        with self._work() as db:
            return self._exam_rows(
                db.execute(
                    f"{_EXAM} where ? is null or e.campaign = ? order by p.name collate nocase, e.code",
                    [campaign, campaign],
                )
            )

    def name_candidate(self, exam: str, person: str) -> Exam:
        """Whose exam it is: a code was handed out before the name was known, or two candidates have one name.

        The exam's sittings go with it. A person of whom nothing else is kept goes.
        """
        with self._transaction() as db:
            [before] = db.execute("select person from exams where id = ?", [exam]).fetchone()
            who = people.add(db, person, self._stamp()).id
            db.execute("update exams set person = ? where id = ?", [who, exam])
            db.execute(
                "update runs set person = ? where id in (select run from exam_parts where exam = ?)",
                [who, exam],
            )
            if before not in (None, who):
                people.forget_if_nothing_kept(db, before)
        return self.exam(exam)

    def acknowledge(self, exam: str, version: str, language: str) -> Exam:
        """The notice was read and acknowledged now."""
        notice = json.dumps({"version": version, "language": language, "acknowledged": self._stamp()})
        with self._transaction() as db:
            db.execute("update exams set notice = ? where id = ?", [notice, exam])
        return self.exam(exam)

    def keep_notice(self, exam: str, notice: dict[str, str]) -> None:
        """A notice that was acknowledged on another PC."""
        with self._transaction() as db:
            db.execute("update exams set notice = ? where id = ?", [json.dumps(notice), exam])

    def set_exam_state(self, exam: str, state: ExamState) -> Exam:
        ended = self._stamp() if state in ("ended", "withdrawn") else None
        with self._transaction() as db:
            db.execute("update exams set state = ?, ended = ? where id = ?", [state, ended, exam])
        return self.exam(exam)

    def hold_exam(self, exam: str) -> bool:
        """Takes an exam for this process: nobody else can sit it meanwhile. False when somebody does."""
        return self._leases.take(_lease(exam))

    def let_exam_go(self, exam: str) -> None:
        """Another process may take it. Does nothing for an exam that is not held."""
        self._leases.give_back(_lease(exam))

    # --- parts ---

    def begin_part(self, exam: str, part: dict[str, Any], run: str) -> ExamPart:
        with self._transaction() as db:
            number = db.execute("select count(*) + 1 from exam_parts where exam = ?", [exam]).fetchone()[0]
            db.execute(
                "insert into exam_parts (exam, number, part, run, state) values (?, ?, ?, ?, 'running')",
                [exam, number, json.dumps(part, ensure_ascii=False, sort_keys=True), run],
            )
        return self.parts(exam)[-1]

    def end_part(self, exam: str, number: int, state: KeptPartState, played: dict[str, Any]) -> None:
        with self._transaction() as db:
            db.execute(
                "update exam_parts set state = ?, played = ? where exam = ? and number = ?",
                [state, json.dumps(played, ensure_ascii=False, sort_keys=True), exam, number],
            )

    def parts(self, exam: str) -> list[ExamPart]:
        with self._work() as db:
            rows = db.execute(
                "select exam, number, part, run, state, played from exam_parts where exam = ? order by number",
                [exam],
            ).fetchall()
        return [
            ExamPart(
                exam=r[0],
                number=r[1],
                part=json.loads(r[2]),
                run=r[3],
                state=r[4],
                played=json.loads(r[5]) if r[5] else None,
            )
            for r in rows
        ]

    def _exam_rows(self, cursor: Any) -> list[Exam]:
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return [
            Exam.model_validate(
                {
                    **row,
                    "seed": int(row["seed"]),
                    "notice": json.loads(row["notice"]) if row["notice"] else {},
                }
            )
            for row in rows
        ]
