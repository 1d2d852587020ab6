"""The integrity flags of an exam, over all its sittings and beside the other candidates of its campaign."""

from collections.abc import Iterator, Sequence

from chattrainer.model.flags import Flag, FlagEvidence
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.scoring.flags import comparable, flag, flags_in, merged, typed_text, worth_comparing
from chattrainer.store.exam_records import Exam, ExamPart
from chattrainer.store.payloads import sha256
from chattrainer.store.store import Store


def integrity_flags(store: Store, exam: Exam) -> list[Flag]:
    """What a person should look at, with its evidence, as things stand: who ends later may have written the same."""
    others = {
        other.code: list(_long_texts(store, other))
        for other in (store.exam(each) for each in store.sharing_texts(exam.id))
    }
    found: list[Flag] = []
    for part in store.parts(exam.id):
        entries = tuple(store.entries(part.run))
        found += _interruption(part, entries)
        found += flags_in(part.run, entries, others)
    return merged(found)


def note_texts(store: Store, exam: Exam) -> None:
    """Makes an exam's long messages known, by their digests, to all who are compared with it."""
    store.keep_texts(exam.id, [sha256(comparable(text)) for text in _long_texts(store, exam)])


def _interruption(part: ExamPart, entries: Sequence[Entry]) -> list[Flag]:
    if part.state != "interrupted" or not entries:
        return []
    last = entries[-1]
    return [flag("interrupted", [FlagEvidence(run=part.run, event=last.number, at_ms=last.event.at)])]


def _long_texts(store: Store, exam: Exam) -> Iterator[str]:
    """What of a message was typed, where two people would hardly write it by chance."""
    for part in store.parts(exam.id):
        if store.run(part.run).erased is not None:
            continue
        for entry in store.entries(part.run):
            if isinstance(entry.event, Say) and worth_comparing(text := typed_text(entry.event)):
                yield text
