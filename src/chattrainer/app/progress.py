"""Progress: a person's sittings over time, and the team's table. No row mixes purposes, loads or languages."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import fmean
from typing import Literal, get_args

from chattrainer.app.comparable import ENGINE_BOUND, alike
from chattrainer.model.errors import UsageError
from chattrainer.model.ids import CRITERIA, Criterion, Purpose
from chattrainer.model.scorecard import Scorecard
from chattrainer.store.people import tidy
from chattrainer.store.records import Run, RunFilter
from chattrainer.store.store import Store

# A team table's scores are the mean of the latest sittings, so that months ago don't weigh on today.
LATEST = 5
# From so many sittings on a trend is told: the later half's mean against the earlier half's.
ENOUGH_FOR_TREND = 4

TeamSort = Literal[
    "person",
    "chats",
    "purpose",
    "language",
    "sittings",
    "overall",
    "latency",
    "writing",
    "directiveness",
    "resolution",
    "last",
    "trend",
]
TEAM_SORTS: tuple[TeamSort, ...] = get_args(TeamSort)
TEAM_PURPOSES: tuple[Purpose, ...] = ("practice", "assigned", "evaluation")
"""What a team's table is about. Recruitment is about people who are in no team."""


@dataclass(frozen=True, slots=True)
class ScoredSitting:
    """One sitting with its scores; None where nothing could be judged, or the sitting was not scored yet.

    `status` is the scorecard's, or `not_scored`; `engine` the proofreader's name, or None.
    """

    run: Run
    overall: float | None
    scores: Mapping[Criterion, float | None]
    status: Literal["final", "to_be_confirmed", "not_scored"] = "not_scored"
    engine: str | None = None

    @property
    def language(self) -> str:
        return self.run.language

    @property
    def when(self) -> str:
        return self.run.opened


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A person at one load, for one purpose: means over the latest sittings, and where they are going.

    Written quality and overall scores only of sittings that the latest one's proofreader judged.

    `last` is the UTC stamp of the latest sitting's opening. `trend` is in points: the mean overall of the
    later half of all sittings less that of the earlier half; None with too few of them.
    """

    person: str
    purpose: Purpose
    chats_at_once: int
    language: str
    sittings: int
    overall: float | None
    scores: Mapping[Criterion, float | None]
    last: str
    trend: float | None


@dataclass(frozen=True, slots=True)
class TeamFilter:
    """Which rows are wanted; None leaves a field open."""

    person: str | None = None
    purpose: Purpose | None = None
    chats: int | None = None
    language: str | None = None
    purposes: tuple[Purpose, ...] = field(default=TEAM_PURPOSES)


def local_person() -> str:
    """The name of this machine's user, to whom free practice belongs."""
    try:
        return tidy(getpass.getuser()) or "user"
    except (OSError, KeyError, ImportError):
        return "user"


def is_own(run: Run) -> bool:
    """Whether this machine's user sat at the desk (a sitting without a name is hers too)."""
    return run.player == "person" and run.person in (None, local_person())


def is_private(run: Run) -> bool:
    """Whether it is somebody else's free practice, not shared: not even its existence is shown in a list."""
    return run.player == "person" and run.purpose == "practice" and not run.shared and not is_own(run)


def history(store: Store, person: str, *, own: bool) -> list[ScoredSitting]:
    """A person's finished sittings, the oldest first.

    `own`: seen by herself, whatever their purpose; else only what a team's lead may see: assigned work,
    evaluations, and practice that she shared.
    """
    wanted = RunFilter(person=person, status="ended", player="person", for_lead=not own)
    runs = store.runs(wanted, sort="opened", descending=False)
    return [_scored(run, _latest_card(store, run.id)) for run in runs if own or run.purpose in TEAM_PURPOSES]


def share(store: Store, run: str, person: str, shared: bool = True) -> None:
    """Shows a sitting of free practice to the team's lead, or no longer. Only its own person can.

    Raises UsageError for somebody else's sitting, and for one that is no free practice.
    """
    found = store.run(run)
    if found.player != "person" or found.person is None or found.person != tidy(person):
        raise UsageError("progress.not_yours", run=found.id)
    if found.purpose != "practice":
        raise UsageError("progress.not_practice", run=found.id)
    store.share(found.id, shared)


def team(
    store: Store, wanted: TeamFilter | None = None, sort: TeamSort = "person", *, descending: bool = False
) -> list[TeamRow]:
    """The team's table: shared practice, assigned work and evaluations. Recruitment has tables of its own."""
    chosen = wanted or TeamFilter()
    runs = store.runs(
        RunFilter(
            person=chosen.person,
            purpose=chosen.purpose,
            language=chosen.language,
            status="ended",
            player="person",
            for_lead=True,
        ),
        sort="opened",
        descending=False,
    )
    seen = [
        run
        for run in runs
        if run.person and run.purpose in chosen.purposes and chosen.chats in (None, run.chats_at_once)
    ]
    rows = [_row(group, store) for group in _grouped(seen)]
    return sorted_rows(rows, sort, descending=descending)


def sorted_rows(rows: Iterable[TeamRow], sort: TeamSort, *, descending: bool = False) -> list[TeamRow]:
    """By a column; rows without a value in it come last either way."""
    rows = sorted(rows, key=lambda r: (r.person.casefold(), r.chats_at_once, r.purpose, r.language))
    known = [row for row in rows if _value(row, sort) is not None]
    unknown = [row for row in rows if _value(row, sort) is None]
    known.sort(key=lambda r: _value(r, sort), reverse=descending)  # type: ignore[arg-type,return-value]
    return [*known, *unknown]


def _value(row: TeamRow, sort: TeamSort) -> str | float | None:
    if sort in CRITERIA:
        return row.scores[sort]
    plain: dict[str, str | float | None] = {
        "person": row.person.casefold(),
        "chats": row.chats_at_once,
        "purpose": row.purpose,
        "language": row.language,
        "sittings": row.sittings,
        "overall": row.overall,
        "last": row.last,
        "trend": row.trend,
    }
    return plain[sort]


def _grouped(runs: Sequence[Run]) -> list[list[Run]]:
    def key(run: Run) -> tuple[str, str, int, str]:
        return (run.person or "", run.purpose, run.chats_at_once, run.language)

    return [list(group) for _, group in groupby(sorted(runs, key=lambda r: (*key(r), r.opened)), key)]


def _row(runs: Sequence[Run], store: Store) -> TeamRow:
    scored = [_scored(run, _latest_card(store, run.id)) for run in runs]
    latest = scored[-LATEST:]
    same = alike(scored)
    of = {c: same[-LATEST:] if c in ENGINE_BOUND else latest for c in CRITERIA}
    overalls = [s.overall for s in same if s.overall is not None]
    last = runs[-1]
    return TeamRow(
        person=last.person or "",
        purpose=last.purpose,
        chats_at_once=last.chats_at_once,
        language=last.language,
        sittings=len(runs),
        overall=_mean(s.overall for s in same[-LATEST:]),
        scores={c: _mean(s.scores.get(c) for s in of[c]) for c in CRITERIA},
        last=last.opened,
        trend=trend_of(overalls),
    )


def trend_of(scores: Sequence[float]) -> float | None:
    """The mean of the later half less that of the earlier half; None with too few sittings."""
    if len(scores) < ENOUGH_FOR_TREND:
        return None
    before, after = halves(scores)
    return round(after - before, 1)


def halves(scores: Sequence[float]) -> tuple[float, float]:
    """The means of the earlier and of the later half; of an odd number, the middle one is in neither."""
    half = len(scores) // 2
    return fmean(scores[:half]), fmean(scores[-half:])


def _latest_card(store: Store, run: str) -> Scorecard | None:
    cards = store.scorecards(run)
    return cards[0] if cards else None


def _scored(run: Run, card: Scorecard | None) -> ScoredSitting:
    if card is None:
        return ScoredSitting(run, None, dict.fromkeys(CRITERIA))
    scores = {criterion: card.scores.get(criterion) for criterion in CRITERIA}
    return ScoredSitting(run, card.overall, scores, card.status, card.engine)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(fmean(known), 1) if known else None
