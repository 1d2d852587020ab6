"""Exams in the store: forms, campaigns, candidates' exams with their parts, results, decisions, accesses."""

import json
from typing import Any

from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm, ExamResult
from chattrainer.model.ids import Purpose
from chattrainer.store import people
from chattrainer.store.base import Base
from chattrainer.store.exam_records import (
    Access,
    Campaign,
    Decision,
    Exam,
    ExamPart,
    ExamState,
    KeptPartState,
    KeptResult,
)
from chattrainer.store.payloads import sha256

_EXAM = (
    "select e.id, e.code, e.campaign, p.name as person, e.form, e.seed, e.purpose, e.extra_time, e.state,"
    " e.notice, e.created, e.ended from exams e left join people p on p.id = e.person"
)


def _lease(exam: str) -> str:
    """An id may have come from another PC: it names no file as it is."""
    return f"exam-{sha256(exam)[:16]}"


class Exams(Base):
    """Everything about exams. Forms and results are values; their JSON is kept."""

    # --- forms ---

    def save_form(self, form: ExamForm) -> str:
        """Keeps a form; its hash, by which exams and campaigns name it."""
        text = form.model_dump_json()
        digest = sha256(text)
        with self._transaction() as db:
            db.execute(
                "insert or ignore into forms (hash, id, form) values (?, ?, ?)", [digest, form.id, text]
            )
        return digest

    def form(self, digest: str) -> ExamForm:
        """The form of a hash, or of a form's id (the one saved last)."""
        with self._work() as db:
            row = db.execute(
                "select form from forms where hash = ? or id = ? order by hash = ? desc, rowid desc limit 1",
                [digest, digest, digest],
            ).fetchone()
        if row is None:
            raise UsageError("exam.unknown_form", form=digest)
        return ExamForm.model_validate_json(row[0])

    def forms(self) -> list[ExamForm]:
        """All forms, the one saved last first."""
        with self._work() as db:
            rows = db.execute("select form from forms order by rowid desc").fetchall()
        return [ExamForm.model_validate_json(text) for (text,) in rows]

    # --- campaigns ---

    def save_campaign(self, campaign: Campaign) -> None:
        """Opens a campaign. UsageError when its id is taken: what was locked does not change."""
        settings = json.dumps(campaign.settings, ensure_ascii=False, sort_keys=True)
        with self._transaction() as db:
            if db.execute("select 1 from campaigns where id = ?", [campaign.id]).fetchone():
                raise UsageError("exam.campaign_taken", id=campaign.id)
            db.execute(
                "insert into campaigns (id, title, campaign, form, opened, closed) values (?, ?, ?, ?, ?, ?)",
                [
                    campaign.id,
                    campaign.title,
                    settings,
                    campaign.form,
                    campaign.opened or self._stamp(),
                    campaign.closed,
                ],
            )

    def campaigns(self) -> list[Campaign]:
        """All campaigns, the latest first."""
        with self._work() as db:
            rows = db.execute(
                "select id, title, campaign, form, opened, closed from campaigns order by opened desc, id"
            ).fetchall()
        return [
            Campaign(id=r[0], title=r[1], settings=json.loads(r[2]), form=r[3], opened=r[4], closed=r[5])
            for r in rows
        ]

    def campaign(self, name: str) -> Campaign:
        found = next((c for c in self.campaigns() if c.id == name), None)
        if found is None:
            raise UsageError("exam.unknown_campaign", id=name)
        return found

    def close_campaign(self, name: str) -> None:
        self.campaign(name)
        with self._transaction() as db:
            db.execute(
                "update campaigns set closed = ? where id = ? and closed is null", [self._stamp(), name]
            )

    # --- exams ---

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
        """Whose exam it is, when a code was handed out before the name was known."""
        with self._transaction() as db:
            who = people.add(db, person, self._stamp()).id
            db.execute("update exams set person = ? where id = ?", [who, exam])
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

    # --- results, decisions, accesses ---

    def save_result(self, exam: str, result: ExamResult, rubric_hash: str, engine: str) -> None:
        """Keeps a result beside those of other models, rubrics and engines."""
        row = [exam, result.model, rubric_hash, engine, self._stamp(), result.model_dump_json()]
        with self._transaction() as db:
            db.execute(
                "insert or replace into exam_results (exam, model, rubric_hash, engine, saved, result)"
                " values (?, ?, ?, ?, ?, ?)",
                row,
            )

    def results(self, exam: str) -> list[ExamResult]:
        """An exam's results; the one saved last comes first."""
        with self._work() as db:
            rows = db.execute(
                "select result from exam_results where exam = ? order by saved desc, rowid desc", [exam]
            ).fetchall()
        return [ExamResult.model_validate_json(text) for (text,) in rows]

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
