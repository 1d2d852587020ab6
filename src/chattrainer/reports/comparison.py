"""The comparison of a campaign's candidates: as rows for programs, lines for the terminal, an HTML table."""

from typing import Any

from chattrainer.app.exams.comparing import LEAST_FOR_PERCENTILES, Candidate, Comparison
from chattrainer.app.exams.scale import interval
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA
from chattrainer.reports import svg, words
from chattrainer.reports.rendering import html

COLUMNS = (
    "code",
    "candidate",
    "state",
    "result",
    "mean",
    "low",
    "high",
    "like",
    "highest",
    *CRITERIA,
    *(f"{c}_percentile" for c in CRITERIA),
    "void",
    "flags",
    "decision",
    "override",
)
SCALE = 24


def record(row: Candidate) -> dict[str, Any]:
    """One candidate for programs. `like`: how many others have an interval that overlaps."""
    level, result = row.level, row.result
    return {
        "code": row.exam.code,
        "candidate": row.exam.person,
        "state": row.state,
        "result": level.result if level else None,
        "mean": level.mean if level else None,
        "low": level.low if level else None,
        "high": level.high if level else None,
        "like": row.like,
        "highest": result.highest if result else None,
        **{c: row.scores.get(c) for c in CRITERIA},
        **{f"{c}_percentile": (row.percentiles or {}).get(c) for c in CRITERIA},
        "void": result.void if result else None,
        "flags": " ".join(row.flags) if result else None,
        "decision": "contested" if row.standing.contested else row.standing.what,
        "override": None if row.standing.override is None else str(row.standing.override).lower(),
    }


def document(found: Comparison) -> dict[str, Any]:
    """The whole comparison for programs."""
    return {
        "campaign": found.campaign.id,
        "level": found.target_level,
        "cut": found.cut,
        "pool": found.pool,
        "percentiles_from": LEAST_FOR_PERCENTILES,
        "awaiting_decision": found.awaiting,
        "overrides": {"against": found.against, "settled": found.settled},
        "candidates": [record(row) for row in found.rows],
    }


def table(found: Comparison, texts: Texts) -> list[list[str]]:
    """Rows for the terminal, headings first."""
    heads = ["code", "candidate", "state", "result", *CRITERIA, "like", "interval", "decision"]
    rows = [[texts(f"compare.column.{head}") for head in heads]]
    return rows + [_cells(row, found, texts) for row in found.rows]


def _cells(row: Candidate, found: Comparison, texts: Texts) -> list[str]:
    level = row.level
    scores = [words.number(texts, row.scores.get(c)) for c in CRITERIA]
    if row.percentiles:
        scores = [
            f"{score} (p{words.number(texts, row.percentiles[c])})" if c in row.percentiles else score
            for score, c in zip(scores, CRITERIA, strict=True)
        ]
    return [
        row.exam.code,
        name_of(row, texts),
        texts(f"campaign.state.{row.state}"),
        texts(f"campaign.result.{level.result}") if level else "–",
        *scores,
        f"{row.like}/{found.pool - 1}" if row.like is not None else "–",
        interval(level, found.cut, SCALE) if level else "",
        decision_of(row, texts),
    ]


def name_of(row: Candidate, texts: Texts) -> str:
    """The name; where two have the same, it is said, and the code tells them apart."""
    name = printable(row.exam.person or "–", lines=False)
    return texts("compare.same_name", name=name) if row.same_name else name


def decision_of(row: Candidate, texts: Texts) -> str:
    if row.standing.contested:
        return texts("compare.contested")
    what = row.standing.what
    if what is None:
        return texts("compare.awaiting") if row.result else "–"
    told = texts(f"report.what.{what}")
    return f"{told} ({texts('report.override')})" if row.standing.override else told


def below(found: Comparison, texts: Texts) -> list[str]:
    """What has to be known to read the table."""
    lines = [texts("compare.how", chats=found.target_level, cut=words.number(texts, found.cut))]
    if found.pool >= LEAST_FOR_PERCENTILES:
        lines.append(texts("compare.percentiles", n=found.pool))
    else:
        lines.append(texts("compare.no_percentiles", n=found.pool, least=LEAST_FOR_PERCENTILES))
    lines.append(texts("compare.awaiting_count", n=found.awaiting))
    lines.append(overrides(found.against, found.settled, texts))
    return lines


def overrides(against: int, settled: int, texts: Texts) -> str:
    """How often a decision went against a result that the machine had settled."""
    share = words.percent(texts, against / settled if settled else None)
    return texts("compare.overrides", against=against, n=settled, share=share)


def comparison_html(found: Comparison, texts: Texts) -> str:
    """One self-contained page with the table; intervals as small pictures."""
    heads, *cells = table(found, texts)
    pictures = [
        svg.mini(row.level.mean, row.level.low, row.level.high, found.cut) if row.level else ""
        for row in found.rows
    ]
    return html(
        "comparison.html.j2",
        texts,
        found=found,
        heads=heads,
        rows=list(zip(cells, [row.level for row in found.rows], pictures, strict=True)),
        picture_column=heads.index(texts("compare.column.interval")),
        below=below(found, texts),
    )
