"""The two replays of a log. *Refold* rebuilds what was seen; *re-drive* feeds the inputs again and compares."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from chattrainer.model.errors import StoreError
from chattrainer.model.facts import SittingEnded, SittingOpened
from chattrainer.model.inputs import Input, ReadingGiven
from chattrainer.model.log import Entry, Event, is_input
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.sitting import Log, MemoryLog, ReadAgentText, Sitting, WordCustomerTurn, script_words


@dataclass(frozen=True, slots=True)
class RedriveReport:
    """`same`: every fact came again, byte for byte. Else the first difference: its number and both lines."""

    events: int
    same: bool
    number: int | None = None
    logged: str | None = None
    redriven: str | None = None


class RecordedReadings:
    """Hands out the readings of a log, in the order in which they were recorded."""

    def __init__(self, entries: Sequence[Entry], otherwise: ReadAgentText | None = None) -> None:
        self._readings: Iterator[Reading] = (
            e.event.reading for e in entries if isinstance(e.event, ReadingGiven)
        )
        self._otherwise = otherwise

    def __call__(self, chat: int, text: str, transcript: Transcript) -> Reading:
        recorded = next(self._readings, None)
        if recorded is not None:
            return recorded
        if self._otherwise is None:
            return Reading(reader="none")
        return self._otherwise(chat, text, transcript)


class ContinuedLog:
    """A log that was cut off: what it holds already is handed back, what is new is appended."""

    def __init__(self, recorded: Sequence[Entry], log: Log) -> None:
        self._recorded = recorded
        self._log = log
        self._position = 0

    @property
    def caught_up(self) -> bool:
        return self._position >= len(self._recorded)

    def append(self, event: Event) -> Entry:
        if self.caught_up:
            return self._log.append(event)
        entry = self._recorded[self._position]
        if entry.event.kind != event.kind:
            # Another version of the simulation: going on would tell a story that never was.
            raise StoreError("resume_differs", number=entry.number)
        self._position += 1
        return entry


def opening_of(entries: Sequence[Entry]) -> SittingOpened:
    """The first fact of a log. Raises ValueError when it is not there."""
    if not entries or not isinstance(entries[0].event, SittingOpened):
        raise ValueError("a log begins with sitting_opened")
    return entries[0].event


def continued(
    entries: Sequence[Entry],
    log: Log,
    read: ReadAgentText,
    stamp: Callable[[], str] | None = None,
    word: WordCustomerTurn = script_words,
) -> Sitting:
    """The sitting of a log that was cut off, at the simulated moment where it stopped; it goes on into `log`.

    Words that were asked for and never came are asked for again, from `word`.
    """
    opened = opening_of(entries)
    sitting = Sitting(engine_for(opened), RecordedReadings(entries, read), ContinuedLog(entries, log), stamp)
    _feed_again(sitting, opened, entries)
    sitting.words_from(word)
    sitting.ask_again()
    return sitting


def redrive(entries: Sequence[Entry]) -> RedriveReport:
    """Feeds the recorded inputs to a fresh engine and mind and compares what comes out with the log."""
    opened = opening_of(entries)
    again = MemoryLog()
    sitting = Sitting(engine_for(opened), RecordedReadings(entries), again)
    _feed_again(sitting, opened, entries)
    if any(isinstance(e.event, SittingEnded) for e in entries):
        run_out(sitting)
    for logged, redriven in zip(entries, again.entries, strict=False):
        if _line(logged) != _line(redriven):
            return RedriveReport(len(entries), False, logged.number, _line(logged), _line(redriven))
    if len(again.entries) != len(entries):
        return _lengths_differ(entries, again.entries)
    return RedriveReport(len(entries), True)


def _feed_again(sitting: Sitting, opened: SittingOpened, entries: Sequence[Entry]) -> None:
    sitting.open(opened)
    for entry in entries:
        event = entry.event
        if is_input(event) and not isinstance(event, ReadingGiven):
            given: Input = event  # type: ignore[assignment]
            sitting.feed(given)
    sitting.advance(max(entry.event.at for entry in entries))


def _lengths_differ(logged: Sequence[Entry], redriven: Sequence[Entry]) -> RedriveReport:
    at = min(len(logged), len(redriven))
    return RedriveReport(
        len(logged),
        False,
        at + 1,
        _line(logged[at]) if at < len(logged) else None,
        _line(redriven[at]) if at < len(redriven) else None,
    )


def _line(entry: Entry) -> str:
    # Clock time of the real world is no part of the simulation. Keys are sorted, as the store keeps them.
    data = entry.event.model_dump(mode="json", by_alias=True, exclude={"wall"})
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
