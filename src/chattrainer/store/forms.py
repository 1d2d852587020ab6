"""Exam forms in the store: texts, named by their digest."""

from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.store.base import Base
from chattrainer.store.payloads import sha256


class Forms(Base):
    """The forms that were built or brought here. Their JSON is kept to the letter: it is what their hash names,
    whatever fields a form has in later versions."""

    def save_form(self, form: ExamForm) -> str:
        """Keeps a form; its hash, by which exams and campaigns name it."""
        return self.save_form_text(form.model_dump_json())

    def save_form_text(self, text: str) -> str:
        """Keeps a form as it was written, here or elsewhere; its hash. ValueError when it is no form."""
        form, digest = ExamForm.model_validate_json(text), sha256(text)
        with self._transaction() as db:
            db.execute(
                "insert or ignore into forms (hash, id, form) values (?, ?, ?)", [digest, form.id, text]
            )
        return digest

    def form(self, name: str) -> ExamForm:
        """The form of a hash, or of a form's id (the one saved last)."""
        return ExamForm.model_validate_json(self.form_text(name)[1])

    def form_text(self, name: str) -> tuple[str, str]:
        """The form of a hash or an id: its hash, and its JSON as it was kept."""
        with self._work() as db:
            row = db.execute(
                "select hash, form from forms where hash = ? or id = ? order by hash = ? desc, rowid desc limit 1",
                [name, name, name],
            ).fetchone()
        if row is None:
            raise UsageError("exam.unknown_form", form=name)
        return str(row[0]), str(row[1])

    def forms(self) -> list[ExamForm]:
        """All forms, the one saved last first."""
        with self._work() as db:
            rows = db.execute("select form from forms order by rowid desc").fetchall()
        return [ExamForm.model_validate_json(text) for (text,) in rows]
