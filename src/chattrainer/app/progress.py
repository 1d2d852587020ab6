"""Progress: a person's sittings over time, and the team's table. No row mixes purposes or loads."""

import getpass
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import fmean
from typing import Literal

from chattrainer.model.ids import CRITERIA, Criterion, Purpose
from chattrainer.model.scorecard import Scorecard
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
    "sittings",
    "overall",
    "latency",
    "writing",
    "directiveness",
    "resolution",
    "last",
    "trend",
]
TEAM_SORTS: tuple[TeamSort, ...] = (
    "person",
    "chats",
    "purpose",
    "sittings",
    "overall",
    "latency",
    "writing",
    "directiveness",
    "resolution",
    "last",
    "trend",
)


@dataclass(frozen=True, slots=True)
class ScoredSitting:
    """One sitting with its scores; `opened` is a UTC stamp. Scores are None where nothing could be judged."""

    run: Run
    overall: float | None
    scores: Mapping[Criterion, float | None]
    status: str
    engine: str = "none"


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A person at one load, for one purpose: means over the latest sittings, and where they are going.

    `trend` is in points: the mean overall of the later half of all sittings less that of the earlier half.
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
    purposes: tuple[Purpose, ...] = field(default=("practice", "assigned", "evaluation"))


def local_person() -> str:
    """The name of this machine's user, to whom free practice belongs."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "user"


def history(store: Store, person: str, *, own: bool) -> list[ScoredSitting]:
    """A person's finished sittings, the oldest first.

    `own`: seen by herself, free practice included; else only what a team lead may see.
    """
    wanted = RunFilter(person=person, status="ended", player="person", for_lead=not own)
    runs = store.runs(wanted, sort="opened", descending=False)
    return [_scored(run, _latest_card(store, run.id)) for run in runs]


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
    latest = [_scored(run, _latest_card(store, run.id)) for run in runs[-LATEST:]]
    overalls = [run.overall for run in runs if run.overall is not None]
    last = runs[-1]
    return TeamRow(
        person=last.person or "",
        purpose=last.purpose,
        chats_at_once=last.chats_at_once,
        language=last.language,
        sittings=len(runs),
        overall=_mean(s.overall for s in latest),
        scores={c: _mean(s.scores.get(c) for s in latest) for c in CRITERIA},
        last=last.opened,
        trend=trend_of(overalls),
    )


def trend_of(overalls: Sequence[float]) -> float | None:
    """The mean of the later half less that of the earlier half; None with too few sittings."""
    if len(overalls) < ENOUGH_FOR_TREND:
        return None
    half = len(overalls) // 2
    return round(fmean(overalls[-half:]) - fmean(overalls[:half]), 1)


def _latest_card(store: Store, run: str) -> Scorecard | None:
    cards = store.scorecards(run)
    return cards[0] if cards else None


def _scored(run: Run, card: Scorecard | None) -> ScoredSitting:
    if card is None:
        return ScoredSitting(run, None, dict.fromkeys(CRITERIA), "to_be_confirmed")
    return ScoredSitting(run, card.overall, card.scores, card.status, card.engine)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(fmean(known), 1) if known else None
