"""The training room: where sittings begin and go on; what was recorded is in its archive."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.archive import Archive
from chattrainer.app.llm.words import Words
from chattrainer.app.opening import Prepared, Wanted, prepare, sitting_for
from chattrainer.app.progress import local_person
from chattrainer.content.library import Library
from chattrainer.content.paths import ContentPaths
from chattrainer.model.case import Plan
from chattrainer.model.errors import IllegalInput
from chattrainer.model.log import Entry
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.clocks import WallClock, wall_stamp
from chattrainer.runtime.headless import play
from chattrainer.runtime.late_words import LateWords
from chattrainer.runtime.live import Listener, LiveDriver
from chattrainer.runtime.replay import continued, opening_of
from chattrainer.runtime.sitting import Log, MemoryLog, Sitting, WordCustomerTurn
from chattrainer.runtime.stdio import StdioSession
from chattrainer.store.records import RunStatus
from chattrainer.store.writer import RunWriter

# A headless run can be made again: it commits so many events at a time.
HEADLESS_BATCH = 64


@dataclass(frozen=True, slots=True)
class Session:
    """A sitting at the desk that is ready to start. `earlier`: what its log holds already, when taken up again."""

    run: str
    plan: Plan
    driver: LiveDriver
    earlier: tuple[Entry, ...] = ()

    def end(self) -> None:
        """Stops the driver; an unfinished sitting can be taken up again."""
        self.driver.stop()


class TrainingRoom(Archive):
    """All that a person at this machine can come for: sittings, and what the archive has of earlier ones."""

    def __init__(
        self,
        db: Path | str | None = None,
        paths: ContentPaths | None = None,
        *,
        judge_writing: bool = True,
        languagetool: str | None = None,
        llm: Endpoint | None = None,
    ) -> None:
        """`llm`: words the customers of all its sittings; without it, those that want a model have the one set."""
        super().__init__(db, paths, judge_writing=judge_writing, languagetool=languagetool)
        self.words = Words(llm)

    def close(self) -> None:
        self.words.close()
        super().close()

    # --- sittings at the desk ---

    def begin(
        self,
        wanted: Wanted,
        listener: Listener,
        *,
        person: str | None = None,
        speed: float = 1.0,
    ) -> Session:
        """A new sitting at the desk; with a robot's name as `wanted.player`, the robot plays it.

        Whose it is: `person`, else the local user; a robot's is nobody's.
        """
        ready = prepare(self.words.asked(wanted), self.library)
        if person is None and wanted.player == "person":
            person = local_person()
        agent = None if wanted.player == "person" else robot(wanted.player, ready.plan)
        writer = self.store.begin(ready.opened, person=person, purpose=wanted.purpose)

        def start() -> tuple[Sitting, Sequence[Entry]]:
            sitting = sitting_for(ready, writer, self.readers, words)
            return sitting, sitting.open(ready.opened)

        # Nobody takes up what a robot played: left halfway, it is over.
        left: RunStatus = "open" if agent is None else "abandoned"
        driver = LiveDriver(
            start,
            listener,
            clock=WallClock(speed),
            agent=agent,
            close=lambda ended: _let_go(writer, "ended" if ended else left, words),
        )
        words = self.words.late(ready.opened, ready.plan, driver.give)
        return Session(writer.run_id, ready.plan, driver)

    def rehearse(self, wanted: Wanted, listener: Listener, library: Library | None = None) -> Session:
        """A sitting at the desk that is not recorded: for getting used to the gestures."""
        ready = prepare(wanted, library or self.library)
        log = MemoryLog()

        def start() -> tuple[Sitting, Sequence[Entry]]:
            sitting = sitting_for(ready, log, self.readers)
            return sitting, sitting.open(ready.opened)

        return Session("", ready.plan, LiveDriver(start, listener, clock=WallClock()))

    def resume(self, run: str, listener: Listener) -> Session:
        """An interrupted sitting, at the simulated moment where it stopped."""
        writer = self.store.resume(run)
        try:
            entries = tuple(self.store.entries(run))
            plan = plan_of(opening_of(entries))
        except BaseException:
            writer.close()
            raise
        clock = WallClock(start_ms=max(entry.event.at for entry in entries))

        def start() -> tuple[Sitting, Sequence[Entry]]:
            sitting = continued(entries, writer, self.readers.reading_for(plan), wall_stamp, words)
            return sitting, sitting.entries[len(entries) :]

        driver = LiveDriver(
            start,
            listener,
            clock=clock,
            close=lambda ended: _let_go(writer, "ended" if ended else "open", words),
        )
        words = self.words.late(opening_of(entries), plan, driver.give, entries)
        return Session(writer.run_id, plan, driver, entries)

    # --- sittings without a screen ---

    def simulate(self, wanted: Wanted, *, keep: bool = True) -> tuple[str, Plan, tuple[Entry, ...]]:
        """A robot plays a whole sitting as fast as the machine allows: its run id, cases and log."""
        ready = prepare(self.words.asked(wanted), self.library)
        if not keep:
            log = MemoryLog()
            self._play(ready, wanted, log)
            return "memory", ready.plan, tuple(log.entries)
        with self.store.begin(ready.opened, batch=HEADLESS_BATCH) as writer:
            entries = self._play(ready, wanted, writer)
            writer.end()
        return writer.run_id, ready.plan, entries

    def _play(self, ready: Prepared, wanted: Wanted, log: Log) -> tuple[Entry, ...]:
        sitting = sitting_for(ready, log, self.readers, self.words.at_once(ready))
        play(sitting, ready.opened, robot(wanted.player, ready.plan))
        return tuple(sitting.entries)

    def play_by_lines(self, wanted: Wanted, explain: Callable[[IllegalInput], str]) -> StdioSession:
        """A sitting whose agent is another program, in JSON lines."""
        ready = prepare(self.words.asked(wanted), self.library)
        writer = self.store.begin(ready.opened)
        sitting = sitting_for(ready, writer, self.readers, self.words.at_once(ready))

        def scorecard() -> dict[str, Any]:
            writer.end()
            return self.judge(writer.run_id).scorecard.model_dump(mode="json")

        return StdioSession(sitting, ready.plan, ready.opened, explain, scorecard)


def _let_go(writer: RunWriter, status: RunStatus, words: WordCustomerTurn) -> None:
    if isinstance(words, LateWords):
        words.close()
    if status == "open":
        writer.close()
    else:
        writer.end(status)
