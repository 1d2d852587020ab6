"""The training room: one database, one library, one set of readers; where sittings begin, go on and are judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.judging import Judged, Rubrics, judged
from chattrainer.app.opening import Prepared, Wanted, prepare, sitting_for
from chattrainer.app.progress import local_person
from chattrainer.app.proofing import Kept, Proofreading
from chattrainer.app.readers import Readers
from chattrainer.app.rereading import read_again, with_readings
from chattrainer.content.library import Library, load_library
from chattrainer.content.paths import ContentPaths
from chattrainer.model.case import Plan
from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import SittingOpened
from chattrainer.model.findings import Findings, Rereading
from chattrainer.model.log import Entry
from chattrainer.model.scorecard import Scorecard
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.clocks import WallClock, wall_stamp
from chattrainer.runtime.headless import play
from chattrainer.runtime.late_words import LateWords
from chattrainer.runtime.live import Listener, LiveDriver
from chattrainer.runtime.replay import continued, opening_of
from chattrainer.runtime.sitting import Log, MemoryLog, Sitting, WordCustomerTurn, script_words
from chattrainer.runtime.stdio import StdioSession
from chattrainer.store.records import Run, RunFilter, RunStatus
from chattrainer.store.store import Store
from chattrainer.store.writer import RunWriter

if TYPE_CHECKING:
    from chattrainer.app.llm.wording import LlmWording

# A headless run can be made again: it commits so many events at a time.
HEADLESS_BATCH = 64


def _nothing(engine: str) -> None:
    """No findings were kept."""


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


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """A sitting read again; `before` and `after`: its scorecard by the log's readings, and by the new ones."""

    rereading: Rereading
    before: Scorecard
    after: Scorecard


class TrainingRoom:
    """All that a person at this machine can come for. The database opens at its first use."""

    def __init__(
        self,
        db: Path | str | None = None,
        paths: ContentPaths | None = None,
        *,
        judge_writing: bool = True,
        languagetool: str | None = None,
        llm: Endpoint | None = None,
    ) -> None:
        """`judge_writing` False: no proofreader is started, and written quality stays unjudged.

        `languagetool`: a server's address, or `local`; without it, the embedded proofreader judges. `llm`: who is
        asked for words where a sitting's customers are worded by a model.
        """
        self.llm = llm
        self._wordings: list[LlmWording] = []
        self._db = db
        self._paths = paths
        self._store: Store | None = None
        self._library: Library | None = None
        self.readers = Readers()
        self.proofreading = Proofreading(judge=judge_writing, languagetool=languagetool)
        self.rubrics = Rubrics(paths=paths)

    @property
    def store(self) -> Store:
        if self._store is None:
            self._store = Store.open(self._db)
        return self._store

    @property
    def library(self) -> Library:
        if self._library is None:
            self._library = load_library(self._paths)
        return self._library

    def close(self) -> None:
        for wording in self._wordings:
            wording.close()
        self.proofreading.close()
        if self._store is not None:
            self._store.close()

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
        ready = prepare(self._with_llm(wanted), self.library)
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
        words = self._late_words(ready.opened, ready.plan, driver)
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
        words = self._late_words(opening_of(entries), plan, driver)
        return Session(writer.run_id, plan, driver, entries)

    # --- who words the customers ---

    def _with_llm(self, wanted: Wanted) -> Wanted:
        return wanted if self.llm is None else replace(wanted, llm=self.llm.model)

    def _late_words(self, opened: SittingOpened, plan: Plan, driver: LiveDriver) -> WordCustomerTurn:
        """Who is asked for the customers' words at the desk: they come later, on threads of their own."""
        if self.llm is None or not opened.conditions.worded:
            return script_words
        from chattrainer.app.llm.wording import LlmWording

        return LateWords(LlmWording(self.llm, plan), driver.give)

    def _words(self, ready: Prepared) -> WordCustomerTurn:
        """Who is asked for them without a screen: they come at once."""
        if self.llm is None or not ready.opened.conditions.worded:
            return script_words
        from chattrainer.app.llm.wording import LlmWording

        wording = LlmWording(self.llm, ready.plan)
        self._wordings.append(wording)
        return wording.word

    # --- sittings without a screen ---

    def simulate(self, wanted: Wanted, *, keep: bool = True) -> tuple[str, Plan, tuple[Entry, ...]]:
        """A robot plays a whole sitting as fast as the machine allows: its run id, cases and log."""
        ready = prepare(self._with_llm(wanted), self.library)
        if not keep:
            log = MemoryLog()
            self._play(ready, wanted, log)
            return "memory", ready.plan, tuple(log.entries)
        with self.store.begin(ready.opened, batch=HEADLESS_BATCH) as writer:
            entries = self._play(ready, wanted, writer)
            writer.end()
        return writer.run_id, ready.plan, entries

    def _play(self, ready: Prepared, wanted: Wanted, log: Log) -> tuple[Entry, ...]:
        sitting = sitting_for(ready, log, self.readers, self._words(ready))
        play(sitting, ready.opened, robot(wanted.player, ready.plan))
        return tuple(sitting.entries)

    def play_by_lines(self, wanted: Wanted, explain: Callable[[IllegalInput], str]) -> StdioSession:
        """A sitting whose agent is another program, in JSON lines."""
        ready = prepare(self._with_llm(wanted), self.library)
        writer = self.store.begin(ready.opened)
        sitting = sitting_for(ready, writer, self.readers, self._words(ready))

        def scorecard() -> dict[str, Any]:
            writer.end()
            return self.judge(writer.run_id).scorecard.model_dump(mode="json")

        return StdioSession(sitting, ready.plan, ready.opened, explain, scorecard)

    # --- judging ---

    def judge(
        self, run: str, *, keep: bool = True, anew: bool = False, rubrics: Rubrics | None = None
    ) -> Judged:
        """The scorecard of a recorded sitting; kept beside its log. `anew`: kept findings are not used.

        One by a rubric of somebody's choice is kept too, but lists go on showing the one by the cases' own.
        `rubrics`: those that its campaign locked; None: the room's.
        """
        name = self.store.run(run).id
        entries = tuple(self.store.entries(name))
        result = self.judge_log(name, entries, kept=_nothing if anew else self._kept(name), rubrics=rubrics)
        if keep:
            self.keep(result.scorecard, result.findings)
        return result

    def keep(self, card: Scorecard, findings: Findings) -> None:
        """Keeps a scorecard and its findings beside the log of the sitting."""
        name = card.run
        shown = self.store.scorecards(name)[:1] if self.rubrics.named is not None else []
        self.store.save_findings(name, findings)
        # What was saved last is what lists show.
        for each in (card, *shown):
            self.store.save_scorecard(each)

    def read_again(self, run: str, entries: Sequence[Entry], *, keep: bool = True) -> ReadAnew:
        """A sitting as the present reader understands it, and the scorecard that this would give.

        Both are kept beside the log and its scorecard (`keep`); lists go on showing the one by the log's readings.
        """
        plan = plan_of(opening_of(entries))
        reader = self.readers.reader(plan.language).version
        rereading = read_again(entries, self.readers.reading_for(plan), reader)
        kept = self._kept(run) if keep else _nothing
        before = self.judge_log(run, entries, plan, kept)
        after = judged(run, with_readings(entries, rereading), self.rubrics, before.findings, plan).scorecard
        after = after.model_copy(update={"scorer": f"{after.scorer}+{reader}"})
        if keep:
            shown = self.store.scorecards(run)[:1] or [before.scorecard]
            self.store.save_rereading(run, rereading)
            for card in (after, *shown):
                self.store.save_scorecard(card)
        return ReadAnew(rereading, before.scorecard, after)

    def _kept(self, run: str) -> Kept:
        return lambda engine: self.store.findings(run, engine)

    def judge_log(
        self,
        run: str,
        entries: Sequence[Entry],
        plan: Plan | None = None,
        kept: Kept = _nothing,
        rubrics: Rubrics | None = None,
    ) -> Judged:
        """The scorecard of any log."""
        drawn = plan if plan is not None else plan_of(opening_of(entries))
        findings = self.proofreading.findings(entries, drawn, kept=kept)
        return judged(run, entries, rubrics or self.rubrics, findings, drawn)

    # --- what was before ---

    def unfinished(self, person: str | None = None) -> list[Run]:
        return self.store.unfinished(person)

    def past(self, wanted: RunFilter | None = None) -> list[Run]:
        return self.store.runs(wanted or RunFilter())


def _let_go(writer: RunWriter, status: RunStatus, words: WordCustomerTurn) -> None:
    if isinstance(words, LateWords):
        words.close()
    if status == "open":
        writer.close()
    else:
        writer.end(status)
