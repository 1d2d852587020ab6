"""A sitting as its drivers see it: engine, reader and log behind one door.

`Sitting` is synchronous and knows no clock: `open()`, `advance(to)`, `feed(input)`. Each returns the new log
entries in order, already appended (and committed) by the log it was given. Readings are made on the way.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from chattrainer.engine.sitting import Engine
from chattrainer.model.base import Millis
from chattrainer.model.effects import Effect, ReadText, WordMove
from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import Fact, SittingEnded, SittingOpened
from chattrainer.model.folding import apply
from chattrainer.model.inputs import Input, ReadingGiven, WordingGiven
from chattrainer.model.log import Entry, Event
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript

SCRIPT = "script"


class Log(Protocol):
    """Where events go, in order. `append` returns once the event is safe."""

    def append(self, event: Event) -> Entry: ...


class MemoryLog:
    """A log that lives as long as the process: for tests and for trying things out."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def append(self, event: Event) -> Entry:
        entry = Entry.model_construct(number=len(self.entries) + 1, event=event)
        self.entries.append(entry)
        return entry


class Agent(Protocol):
    """Whoever plays without a screen: a robot. It proposes its next gesture; the driver lets it happen."""

    def next(self, transcript: Transcript) -> Input | None:
        """The next gesture if nothing else happens before, with its moment; None while there is none."""

    def done(self, given: Input) -> None:
        """The gesture was taken."""

    def refused(self, given: Input, error: IllegalInput) -> None:
        """The gesture could not be taken; the agent must not propose it again."""


ReadAgentText = Callable[[int, str, Transcript], Reading]
"""(chat, text, transcript so far) -> reading."""


WordCustomerTurn = Callable[[WordMove, Transcript], WordingGiven | None]
"""(what is asked, transcript so far) -> the words, stamped with the moment of the question; None: later."""


def script_words(wanted: WordMove, transcript: Transcript) -> WordingGiven:
    """Nobody else words the turn: the script's words stand."""
    return WordingGiven(at=wanted.at, chat=wanted.chat, of=wanted.of, source=SCRIPT)


class Sitting:
    """Drives the engine, makes the readings it asks for, appends everything to the log, folds the transcript."""

    def __init__(
        self,
        engine: Engine,
        read: ReadAgentText,
        log: Log,
        stamp: Callable[[], str] | None = None,
        word: WordCustomerTurn | None = None,
    ) -> None:
        """`stamp` gives the wall-clock stamp for the sitting's end; without it there is none.

        `word` is asked for the words of a turn where the engine wants them: it gives them at once, or None when
        they will be fed later.
        """
        self._word = word
        self._stamp = stamp
        self._engine = engine
        self._read = read
        self._log = log
        self.transcript = Transcript()
        self._entries: list[Entry] = []

    @property
    def now(self) -> Millis:
        return self._engine.now

    @property
    def next_due(self) -> Millis | None:
        """When something will next happen by itself; None if nothing will."""
        return self._engine.next_due

    @property
    def over(self) -> bool:
        return self._engine.over

    @property
    def entries(self) -> Sequence[Entry]:
        """The whole log so far."""
        return self._entries

    def open(self, opened: SittingOpened) -> list[Entry]:
        """Writes the first fact and everything due at 0."""
        return [self._append(opened), *self._facts(self._engine.start().facts)]

    def advance(self, to: Millis) -> list[Entry]:
        """Everything due up to and including `to`."""
        entries: list[Entry] = []
        while True:
            step = self._engine.advance(to)
            entries += self._facts(step.facts)
            if not step.effects:
                return entries
            entries += self._asked_for(step.effects)

    def feed(self, given: Input) -> list[Entry]:
        """Everything due up to the input's moment, then the input, then what it causes at once.

        Raises IllegalInput when the input cannot be taken: at once for what could never be right (nothing is
        appended), else after what was due by then.
        """
        self._engine.check_static(given)
        entries = self.advance(given.at)
        self._engine.check(given)
        entries.append(self._append(given))
        step = self._engine.feed(given)
        entries += self._facts(step.facts)
        return entries + self._asked_for(step.effects)

    def words_from(self, word: WordCustomerTurn) -> None:
        """From now on `word` is asked; until then, in a sitting that is fed its log again, nobody was."""
        self._word = word

    def ask_again(self) -> list[Entry]:
        """Asks once more for words that were asked for and never came: after a resumed sitting was fed its log."""
        return self._asked_for(self._engine.unworded)

    def _asked_for(self, effects: Sequence[Effect]) -> list[Entry]:
        entries: list[Entry] = []
        for effect in effects:
            if isinstance(effect, ReadText):
                entries += self._answer(effect)
            elif self._word is not None and (given := self._word(effect, self.transcript)) is not None:
                entries += [self._append(given), *self._facts(self._engine.feed(given).facts)]
        return entries

    def _answer(self, wanted: ReadText) -> list[Entry]:
        reading = self._read(wanted.chat, wanted.text, self.transcript)
        given = ReadingGiven(at=wanted.at, chat=wanted.chat, of=wanted.of, reading=reading)
        entry = self._append(given)
        return [entry, *self._facts(self._engine.feed(given).facts)]

    def _facts(self, facts: Sequence[Fact]) -> list[Entry]:
        return [self._append(fact) for fact in facts]

    def _append(self, event: Event) -> Entry:
        if isinstance(event, SittingEnded) and self._stamp is not None:
            event = event.model_copy(update={"wall": self._stamp()})
        entry = self._log.append(event)
        self._entries.append(entry)
        self.transcript = apply(self.transcript, entry)
        return entry
