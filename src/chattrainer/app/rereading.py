"""A recorded sitting read again by another version of the reader: a finding beside the log, which stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chattrainer.model.base import ChatNumber, Millis
from chattrainer.model.findings import ReadAgain, Rereading
from chattrainer.model.folding import apply
from chattrainer.model.inputs import Escalate, ReadingGiven, Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.sitting import ReadAgentText

# What of a reading the customers and the scores go by; confidences and places may differ without consequence.
COMPARED = ("acts", "asks", "tells", "tells_wrong", "offers", "forbidden", "restates")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A text that is read otherwise now. `gained` and `lost` are `kind id`, in the order of the reading."""

    number: int
    at: Millis
    chat: ChatNumber
    text: str
    before: Reading
    after: Reading
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def read_again(entries: Sequence[Entry], read: ReadAgentText, reader: str) -> Rereading:
    """Every text of the agent that the log holds a reading of, read with what had been said until then."""
    texts = []
    transcript = Transcript()
    for entry, given, number in _read(entries):
        # As when it was read the first time: with everything before the reading.
        while transcript.entries < number - 1:
            transcript = apply(transcript, entries[transcript.entries])
        reading = read(given.chat, _words(given), transcript)
        texts.append(ReadAgain(number=entry.number, chat=given.chat, reading=reading))
    return Rereading(reader=reader, texts=tuple(texts))


def with_readings(entries: Sequence[Entry], rereading: Rereading) -> tuple[Entry, ...]:
    """The log as it would be scored by those readings: what customers said and how chats ended stays."""
    again = {text.number: text.reading for text in rereading.texts}
    of_reading = {number: again[entry.number] for entry, _, number in _read(entries) if entry.number in again}
    return tuple(
        entry.model_copy(
            update={"event": entry.event.model_copy(update={"reading": of_reading[entry.number]})}
        )
        if entry.number in of_reading
        else entry
        for entry in entries
    )


def recorded_readers(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The versions that the log was read by."""
    found = dict.fromkeys(e.event.reading.reader for e in entries if isinstance(e.event, ReadingGiven))
    return tuple(found)


def read_otherwise(entries: Sequence[Entry], rereading: Rereading) -> tuple[Otherwise, ...]:
    """Where the two readings differ, in order of the log."""
    again = {text.number: text.reading for text in rereading.texts}
    found = []
    for entry, given, number in _read(entries):
        recorded = entries[number - 1].event
        if entry.number not in again or not isinstance(recorded, ReadingGiven):
            continue
        before, after = recorded.reading, again[entry.number]
        old, new = _meant(before), _meant(after)
        gained = tuple(one for one in new if one not in old)
        lost = tuple(one for one in old if one not in new)
        if gained or lost:
            words = _words(given)
            found.append(Otherwise(entry.number, given.at, given.chat, words, before, after, gained, lost))
    return tuple(found)


def _meant(reading: Reading) -> dict[str, None]:
    meant = {f"{kind} {one}": None for kind in COMPARED for one in sorted(getattr(reading, kind))}
    if reading.hold is not None:
        meant["hold" if reading.hold.s is None else f"hold {reading.hold.s}"] = None
    return meant


def _words(given: Say | Escalate) -> str:
    return given.text if isinstance(given, Say) else given.summary


def _read(entries: Sequence[Entry]) -> list[tuple[Entry, Say | Escalate, int]]:
    """Each text of the agent, with the number of the event that is its reading."""
    texts: dict[ChatNumber, list[tuple[Entry, Say | Escalate]]] = {}
    found = []
    for entry in entries:
        event = entry.event
        if isinstance(event, Say | Escalate):
            texts.setdefault(event.chat, []).append((entry, event))
        elif isinstance(event, ReadingGiven) and event.of <= len(texts.get(event.chat, ())):
            found.append((*texts[event.chat][event.of - 1], entry.number))
    return found
