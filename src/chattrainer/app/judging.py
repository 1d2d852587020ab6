"""Judging a recorded sitting: language findings, then the scorecard."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from chattrainer.app.auditing import audited
from chattrainer.content.paths import ContentPaths
from chattrainer.content.rubrics import GENERAL, load_rubric, rubric_for, rubric_hash
from chattrainer.model.case import Plan
from chattrainer.model.findings import NO_ENGINE, Findings
from chattrainer.model.ids import Activity
from chattrainer.model.log import Entry
from chattrainer.model.rubric import Rubric, RubricSet
from chattrainer.model.scorecard import Scorecard
from chattrainer.runtime.building import plan_of
from chattrainer.runtime.replay import opening_of
from chattrainer.scoring.score import score

NOT_JUDGED = Findings(engine=NO_ENGINE, judged=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A scorecard and the findings that it rests on."""

    scorecard: Scorecard
    findings: Findings
    plan: Plan


@dataclass(slots=True)
class Rubrics:
    """The rubrics a sitting is scored by: one named, or each chat by its activity's own. Files are read once.

    `locked`: those of the day on which a campaign was opened; then no file is read.
    """

    named: str | None = None
    paths: ContentPaths | None = None
    locked: RubricSet | None = None
    _known: dict[tuple[Activity, ...], tuple[RubricSet, str]] = field(default_factory=dict)

    def for_plan(self, plan: Plan) -> tuple[RubricSet, str]:
        """The rubrics, and the hash that a scorecard names them by."""
        activities = tuple(sorted({case.scenario.activity for case in plan.cases}))
        if activities not in self._known:
            self._known[activities] = self._read(activities)
        return self._known[activities]

    def _read(self, activities: Sequence[Activity]) -> tuple[RubricSet, str]:
        if self.named is not None or (self.locked is not None and not self.locked.by_activity):
            rubric = self._general()
            return RubricSet(default=rubric), rubric_hash(rubric)
        own: dict[Activity, Rubric] = {a: self._of(a) for a in activities}
        default = own[activities[0]] if len(own) == 1 else self._general()
        hashes = sorted({rubric_hash(rubric) for rubric in own.values()})
        return RubricSet(default=default, by_activity=own), "+".join(h[:16] for h in hashes)

    def _of(self, activity: Activity) -> Rubric:
        kept = self.locked.by_activity.get(activity) if self.locked is not None else None
        return kept if kept is not None else rubric_for(activity, self.paths)

    def _general(self) -> Rubric:
        if self.locked is not None:
            return self.locked.default
        return load_rubric(self.named or GENERAL, self.paths)


def judged(
    run: str,
    entries: Sequence[Entry],
    rubrics: Rubrics,
    findings: Findings = NOT_JUDGED,
    plan: Plan | None = None,
) -> Judged:
    """The scorecard of a log. Without a plan, its cases are drawn again from the log."""
    drawn = plan if plan is not None else plan_of(opening_of(entries))
    rubric, digest = rubrics.for_plan(drawn)
    cases = {case.chat: case for case in drawn.cases}
    seen = audited(entries, drawn)
    card = score(seen.transcript, cases, findings, rubric, run, digest)
    return Judged(card.model_copy(update={"simulator": seen.audit.faults}), findings, drawn)
