"""What checkers and scorers said of a run, kept beside its log; results of several versions stay."""

from chattrainer.model.findings import Findings, Rereading
from chattrainer.model.scorecard import Scorecard
from chattrainer.store.failures import failure
from chattrainer.store.reading import Reading


class Results(Reading):
    """Findings and scorecards."""

    def save_scorecard(self, scorecard: Scorecard) -> None:
        """Keeps a scorecard of the run that it names, beside those of other rubrics, scorers and engines."""
        run = self._kept_run(scorecard.run)
        row = (
            run,
            scorecard.rubric.id,
            scorecard.rubric.hash,
            scorecard.scorer,
            scorecard.engine,
            self._stamp(),
            scorecard.overall,
            scorecard.model_dump_json(by_alias=True),
        )
        with self._transaction() as db:
            db.execute(
                "insert or replace into scorecards"
                " (run, rubric, rubric_hash, scorer, engine, saved, overall, scorecard)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def scorecards(self, run: str) -> list[Scorecard]:
        """A run's scorecards; the one saved last comes first."""
        name = self.run(run).id
        with self._work() as db:
            rows = db.execute(
                "select scorecard from scorecards where run = ? order by rowid desc", [name]
            ).fetchall()
        return [Scorecard.model_validate_json(text) for (text,) in rows]

    def save_findings(self, run: str, findings: Findings) -> None:
        """Keeps a run's language findings, in place of earlier ones by the same engine."""
        row = (self._kept_run(run), findings.engine, self._stamp(), findings.model_dump_json(by_alias=True))
        with self._transaction() as db:
            db.execute(
                "insert or replace into findings (run, engine, saved, findings) values (?, ?, ?, ?)", row
            )

    def findings(self, run: str, engine: str | None = None) -> Findings | None:
        """A run's findings by that engine (its name and version), else those saved last; None without any."""
        name = self.run(run).id
        with self._work() as db:
            row = db.execute(
                "select findings from findings where run = ? and (? is null or engine = ?)"
                " order by rowid desc limit 1",
                [name, engine, engine],
            ).fetchone()
        return None if row is None else Findings.model_validate_json(row[0])

    def save_rereading(self, run: str, rereading: Rereading) -> None:
        """Keeps how a reader understands a run, in place of an earlier one by the same version."""
        row = (self._kept_run(run), rereading.reader, self._stamp(), rereading.model_dump_json(by_alias=True))
        with self._transaction() as db:
            db.execute(
                "insert or replace into rereadings (run, reader, saved, rereading) values (?, ?, ?, ?)", row
            )

    def rereadings(self, run: str) -> list[Rereading]:
        """How other readers understood a run; the one saved last comes first."""
        name = self.run(run).id
        with self._work() as db:
            rows = db.execute(
                "select rereading from rereadings where run = ? order by rowid desc", [name]
            ).fetchall()
        return [Rereading.model_validate_json(text) for (text,) in rows]

    def _kept_run(self, run: str) -> str:
        """The run's id. What was erased is not written again: results quote the log."""
        found = self.run(run)
        if found.erased is not None:
            raise failure(self.path, "run_erased", run=found.id, erased=found.erased)
        return found.id
