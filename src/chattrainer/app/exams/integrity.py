"""The integrity flags of an exam, over all its sittings and beside the other candidates of its campaign."""

from collections.abc import Iterator

from chattrainer.model.flags import Flag, FlagEvidence
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.scoring.flags import flag, flags_in, merged, typed_text, worth_comparing
from chattrainer.store.exam_records import Exam, ExamPart
from chattrainer.store.store import Store


def integrity_flags(store: Store, exam: Exam) -> list[Flag]:
    """What a person should look at, with its evidence; the same log gives the same flags.

    Texts are compared with those of the campaign's other candidates: a later candidate is compared with more.
    """
    others = _texts_of_others(store, exam)
    found: list[Flag] = []
    for part in store.parts(exam.id):
        entries = tuple(store.entries(part.run))
        if part.state == "interrupted":
            found.append(flag("interrupted", [_where_it_broke(part, entries)]))
        found += flags_in(part.run, entries, others)
    return merged(found)


def _where_it_broke(part: ExamPart, entries: tuple[Entry, ...]) -> FlagEvidence:
    last = entries[-1]
    return FlagEvidence(run=part.run, event=last.number, at_ms=last.event.at)


def _texts_of_others(store: Store, exam: Exam) -> dict[str, list[str]]:
    """Long typed messages by the code of who wrote them. An exam without a campaign has no others."""
    if exam.campaign is None:
        return {}
    return {
        other.code: list(_long_texts(store, other))
        for other in store.exams(exam.campaign)
        if other.id != exam.id and other.form == exam.form and other.state == "ended"
    }


def _long_texts(store: Store, exam: Exam) -> Iterator[str]:
    for part in store.parts(exam.id):
        if store.run(part.run).erased is not None:
            continue
        for entry in store.entries(part.run):
            if isinstance(entry.event, Say) and worth_comparing(text := typed_text(entry.event)):
                yield text
