"""An exam without a campaign: a form, a candidate, a seed."""

from dataclasses import dataclass

from chattrainer.model.errors import UsageError
from chattrainer.model.ids import Purpose
from chattrainer.store.exam_records import Exam
from chattrainer.store.store import Store


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Who sits which form, drawn by which seed. `id` and `code` were drawn at the edge."""

    candidate: str
    form: str
    seed: int
    id: str
    code: str
    purpose: Purpose = "recruitment"


def enrol(store: Store, wanted: Enrolment) -> Exam:
    """The exam of a candidate: a new one, or the one that she began with the same form and seed.

    UsageError for an unknown form, and for a seed of the form that somebody used before: the same customers with
    the same names would come again.
    """
    form = store.form(wanted.form)
    digest, _ = store.form_text(wanted.form)
    for exam in store.exams():
        if (exam.form, exam.seed) != (digest, wanted.seed):
            continue
        if exam.person == wanted.candidate and exam.state in ("created", "begun"):
            return exam
        raise UsageError("exam.seed_taken", seed=wanted.seed, form=form.id)
    return store.save_exam(
        wanted.id, wanted.code, digest, wanted.seed, person=wanted.candidate, purpose=wanted.purpose
    )
