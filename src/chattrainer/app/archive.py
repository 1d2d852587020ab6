"""The archive: one database, one library, one set of readers; what was recorded is judged, and judged again."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chattrainer.app.judging import Judged, Rubrics, judged
from chattrainer.app.proofing import Kept, Proofreading
from chattrainer.app.readers import Readers
from chattrainer.app.rereading import read_again, with_readings
from chattrainer.content.library import Library, load_library
from chattrainer.content.paths import ContentPaths
from chattrainer.model.case import Plan
from chattrainer.model.findings import Findings, Rereading
from chattrainer.model.log import Entry
from chattrainer.model.scorecard import Scorecard
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.replay import opening_of
from chattrainer.store.records import Run, RunFilter
from chattrainer.store.store import Store


def _nothing(engine: str) -> None:
    """No findings were kept."""


@dataclass(frozen=True, slots=True)
class ReadAnew:
    """A sitting read again; `before` and `after`: its scorecard by the log's readings, and by the new ones."""

    rereading: Rereading
    before: Scorecard
    after: Scorecard


class Archive:
    """What is kept of sittings, and what they are worth. The database opens at its first use."""

    def __init__(
        self,
        db: Path | str | None = None,
        paths: ContentPaths | None = None,
        *,
        judge_writing: bool = True,
        languagetool: str | None = None,
    ) -> None:
        """`judge_writing` False: no proofreader is started, and written quality stays unjudged.

        `languagetool`: a server's address, or `local`; without it, the embedded proofreader judges.
        """
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
        self.proofreading.close()
        if self._store is not None:
            self._store.close()

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
