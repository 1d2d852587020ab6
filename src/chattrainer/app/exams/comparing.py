"""All candidates of a campaign side by side: alphabetical, or by one criterion; never by a composite."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from chattrainer.app.exams.decisions import Standing, override_rate, standing, target_of
from chattrainer.model.exam import ExamResult, Level
from chattrainer.model.flags import FlagId
from chattrainer.model.ids import CRITERIA, Criterion, LevelResult
from chattrainer.store.exam_records import Campaign, Exam, ExamState
from chattrainer.store.people import alike
from chattrainer.store.store import Store

# A percentile among fewer people than this is a game of chance.
LEAST_FOR_PERCENTILES = 30

CompareSort = Literal["name", "code", "latency", "writing", "directiveness", "resolution"]
SAME_TEXT: FlagId = "same_text"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One line. `level` is what the machine says of the job's level; `like` counts the other candidates whose
    interval at that level overlaps this one's: nothing tells the two apart. `percentiles` are in the own pool, by
    criterion, None from too few candidates. `same_name`: another candidate of the campaign has the same name;
    `same_text`: another one wrote a long message word for word.
    """

    exam: Exam
    result: ExamResult | None
    level: Level | None
    standing: Standing
    like: int | None = None
    percentiles: dict[Criterion, float] | None = None
    same_name: bool = False
    same_text: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """The signs of the result; that another candidate wrote the same may have come out later."""
        told = self.result.flags if self.result is not None else ()
        return (*told, SAME_TEXT) if self.same_text and SAME_TEXT not in told else told

    @property
    def scores(self) -> dict[Criterion, float | None]:
        return self.result.scores if self.result is not None else {}

    @property
    def state(self) -> ExamState:
        return self.exam.state


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` are those asked for; `pool` counts all candidates with a result. `against` decisions of `settled` ones
    went against a result that the machine had settled."""

    campaign: Campaign
    target_level: int
    cut: float
    rows: tuple[Candidate, ...]
    pool: int
    awaiting: int
    against: int
    settled: int


@dataclass(frozen=True, slots=True)
class CompareFilter:
    """Which lines are wanted; None leaves a field open. `result` is that of the level, else of the job's."""

    result: LevelResult | None = None
    level: int | None = None
    state: ExamState | None = None
    name: str | None = None


def compared(
    store: Store,
    name: str,
    wanted: CompareFilter | None = None,
    sort: CompareSort = "name",
    *,
    descending: bool = False,
) -> Comparison:
    """The campaign's candidates. Percentiles and overlaps are among all of them, whatever is filtered."""
    chosen = wanted or CompareFilter()
    campaign = store.campaign(name)
    form = store.form(campaign.form)
    target = target_of(form, campaign)
    exams = store.exams(campaign.id)
    first: dict[str, ExamResult] = {}
    for kept in store.kept_results(campaign=campaign.id):
        first.setdefault(kept.exam, kept.result)
    decided = {
        exam: standing(list(entries))
        for exam, entries in groupby(store.decisions(campaign=campaign.id), key=lambda d: d.exam)
    }
    rows = _rows(exams, first, decided, chosen.level or target)
    rows = _in_pool(rows)
    sharing = store.exams_sharing_texts(campaign.id)
    rows = [replace(row, same_text=row.exam.id in sharing) for row in rows]
    against, settled = override_rate(list(decided.values()))
    shown = [row for row in rows if _wanted(row, chosen)]
    return Comparison(
        campaign,
        chosen.level or target,
        form.cut,
        tuple(_sorted(shown, sort, descending)),
        sum(row.result is not None for row in rows),
        sum(row.result is not None and row.standing.latest is None for row in rows),
        against,
        settled,
    )


def _rows(
    exams: Sequence[Exam], first: dict[str, ExamResult], decided: dict[str, Standing], chats: int
) -> list[Candidate]:
    names = Counter(alike(exam.person) for exam in exams if exam.person is not None)
    return [
        Candidate(
            exam,
            result,
            next((x for x in result.levels if x.chats == chats), None) if result else None,
            decided.get(exam.id, Standing()),
            same_name=exam.person is not None and names[alike(exam.person)] > 1,
        )
        for exam in exams
        for result in (first.get(exam.id),)
    ]


def _in_pool(rows: Sequence[Candidate]) -> list[Candidate]:
    """With overlaps, and with percentiles where the pool is large enough."""
    levels = [row.level for row in rows if row.level is not None]
    lows, highs = sorted(x.low for x in levels), sorted(x.high for x in levels)
    pools: dict[Criterion, list[float]] = {
        c: sorted(s for row in rows if (s := row.scores.get(c)) is not None) for c in CRITERIA
    }
    return [
        replace(
            row,
            like=_overlapping(row.level, lows, highs) if row.level is not None else None,
            percentiles=_percentiles(row, pools),
        )
        for row in rows
    ]


def _overlapping(level: Level, lows: Sequence[float], highs: Sequence[float]) -> int:
    """How many other intervals share a point with this one: all but those wholly under or over it."""
    under = bisect_left(highs, level.low)
    over = len(lows) - bisect_right(lows, level.high)
    return len(lows) - under - over - 1


def _percentiles(row: Candidate, pools: dict[Criterion, list[float]]) -> dict[Criterion, float] | None:
    """The share of the pool below, ties counted half, in percent."""
    found: dict[Criterion, float] = {}
    for criterion, pool in pools.items():
        score = row.scores.get(criterion)
        if score is not None and len(pool) >= LEAST_FOR_PERCENTILES:
            middle = (bisect_left(pool, score) + bisect_right(pool, score)) / 2
            found[criterion] = round(100 * middle / len(pool), 1)
    return found or None


def _wanted(row: Candidate, chosen: CompareFilter) -> bool:
    return (
        chosen.result in (None, row.level.result if row.level is not None else "")
        and chosen.state in (None, row.state)
        and (chosen.name is None or chosen.name.casefold() in (row.exam.person or "").casefold())
    )


def _sorted(rows: Sequence[Candidate], sort: CompareSort, descending: bool) -> list[Candidate]:
    """By name and code, or by one criterion; who has no score in it comes last either way."""
    by_name = sorted(rows, key=lambda r: (alphabetical(r.exam.person), r.exam.code))
    if sort == "name":
        return by_name[::-1] if descending else by_name
    if sort == "code":
        return sorted(by_name, key=lambda r: r.exam.code, reverse=descending)
    criterion: Criterion = sort
    known = [row for row in by_name if row.scores.get(criterion) is not None]
    known.sort(key=lambda r: r.scores[criterion] or 0.0, reverse=descending)
    return [*known, *(row for row in by_name if row.scores.get(criterion) is None)]


def alphabetical(name: str | None) -> str:
    """The name as it is filed: an accent doesn't move it."""
    parts = unicodedata.normalize("NFKD", (name or "").casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
