"""Exam forms in the store: values, named by a digest of what they say."""

from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.store.base import Base
from chattrainer.store.payloads import sha256


class Forms(Base):
    """The forms that were built or brought here. Their JSON is kept."""

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
