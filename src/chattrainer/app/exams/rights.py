"""What a person may ask for: everything that is kept of her, and that it be erased."""

from collections.abc import Sequence
from typing import Any

from chattrainer.app.progress import is_private
from chattrainer.model.errors import UsageError
from chattrainer.store.exam_records import Exam
from chattrainer.store.logfile import sealed_lines
from chattrainer.store.people import tidy
from chattrainer.store.records import Erasure, RunFilter
from chattrainer.store.store import Store


def exams_of(store: Store, name_or_code: str) -> list[Exam]:
    """The exam of a code, or all exams of a name."""
    code, name = name_or_code.strip().upper(), tidy(name_or_code)
    exams = [exam for exam in store.exams() if exam.state != "erased"]
    return [e for e in exams if e.code == code] or [e for e in exams if e.person == name]


def to_erase(store: Store, name_or_code: str, *, everybody: bool = False) -> list[Exam]:
    """The exams that an erasure would concern; of a person who only practised, none.

    StoreError when nobody has that name. UsageError when several exams have it and `everybody` is not said: they
    may be several people.
    """
    exams = exams_of(store, name_or_code)
    if len(exams) > 1 and not everybody:
        raise UsageError("duties.same_name", name=tidy(name_or_code), codes=_codes(exams))
    if not exams:
        store.person(name_or_code, create=False)
    return exams


def erase(store: Store, name_or_code: str, *, everybody: bool = False) -> Erasure:
    """Erases an exam by its code, or a person by name with all that she did. Raises what `to_erase` raises."""
    exams = to_erase(store, name_or_code, everybody=everybody)
    if len(exams) == 1 and exams[0].code == name_or_code.strip().upper():
        return store.erase_exam(exams[0].id)
    return store.erase(name_or_code)


def everything_of(store: Store, name_or_code: str) -> dict[str, Any]:
    """All that is kept of a person, or of one exam: for her to read, and to take along.

    Free practice of somebody else that was not shared is left out: she exports it herself. UsageError when several
    exams have that name: they may be several people's, and nobody gets another one's data.
    """
    exams = exams_of(store, name_or_code)
    by_code = len(exams) == 1 and exams[0].code == name_or_code.strip().upper()
    if len(exams) > 1:
        raise UsageError("duties.several_of_name", name=tidy(name_or_code), codes=_codes(exams))
    runs = [part.run for exam in exams for part in store.parts(exam.id)]
    if not by_code:
        person = store.person(name_or_code, create=False)
        own = store.runs(RunFilter(person=person.name), descending=False)
        runs += [run.id for run in own if not is_private(run)]
    return {
        "person": exams[0].person if exams else tidy(name_or_code),
        "exams": [_exam(store, exam) for exam in exams],
        "runs": [_run(store, run) for run in dict.fromkeys(runs)],
    }


def _codes(exams: Sequence[Exam]) -> str:
    return ", ".join(exam.code for exam in exams)


def _exam(store: Store, exam: Exam) -> dict[str, Any]:
    return {
        **exam.model_dump(mode="json"),
        "results": [kept.model_dump(mode="json") for kept in store.kept_results(exam.id)],
        "decisions": [d.model_dump(mode="json") for d in store.decisions(exam.id)],
        "accesses": [a.model_dump(mode="json") for a in store.accesses(exam.id)],
    }


def _run(store: Store, name: str) -> dict[str, Any]:
    run = store.run(name)
    return {
        **run.model_dump(mode="json"),
        "scorecards": [card.model_dump(mode="json") for card in store.scorecards(name)],
        "log": list(sealed_lines(run, store.links(name))),
    }
