"""`chattrainer progress`: the team's table, or one person's sittings with a curve."""

import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.locale.safe import csv_cell, printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA, PURPOSES, Purpose

if TYPE_CHECKING:
    from chattrainer.app.progress import ScoredSitting, TeamRow, TeamSort

_SORTS = ("person", "chats", "purpose", "sittings", "overall", *CRITERIA, "last", "trend")
_TEAM_COLUMNS = (
    "person",
    "purpose",
    "language",
    "chats_at_once",
    "sittings",
    *CRITERIA,
    "overall",
    "last",
    "trend",
)
_OWN_COLUMNS = (
    "run",
    "opened",
    "purpose",
    "language",
    "chats_at_once",
    *CRITERIA,
    "overall",
    "status",
    "engine",
)


@click.command()
@click.option(
    "--person", metavar="NAME", help="One person's sittings; your own name shows your practice too."
)
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only sittings of this purpose.")
@click.option("--chats", type=click.IntRange(1, 4), help="Only sittings with so many chats at once.")
@click.option("--language", metavar="fr|en", help="Only sittings in this language.")
@click.option("--sort", type=click.Choice(_SORTS), default="person", show_default=True, help="Order by.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
@db_option
def progress(
    person: str | None,
    purpose: Purpose | None,
    chats: int | None,
    language: str | None,
    sort: "TeamSort",
    reverse: bool,
    as_csv: bool,
    as_json: bool,
    db: Path | None,
) -> None:
    """Show the team's progress, or one person's with --person.

    The team's table holds assigned work, evaluations and practice that was shared. Free practice is only
    shown to the person herself.
    """
    if as_csv and as_json:
        raise click.UsageError("--csv and --json exclude each other.")
    from chattrainer.app.progress import TeamFilter, history, local_person, team
    from chattrainer.store import Store

    texts = Texts(interface_language())
    with Store.open(db, readonly=True) as store:
        if person is None:
            rows = team(store, TeamFilter(None, purpose, chats, language), sort, descending=reverse)
            _print(
                [_team_dict(row) for row in rows],
                _TEAM_COLUMNS,
                texts,
                as_csv=as_csv,
                as_json=as_json,
                empty="no_team",
            )
            return
        sittings = [
            s
            for s in history(store, person, own=person == local_person())
            if purpose in (None, s.run.purpose)
            and chats in (None, s.run.chats_at_once)
            and language in (None, s.run.language)
        ]
    _print(
        [_own_dict(s) for s in sittings],
        _OWN_COLUMNS,
        texts,
        as_csv=as_csv,
        as_json=as_json,
        empty="no_sittings",
    )
    if not as_csv and not as_json and len(sittings) > 1:
        _print_curve(sittings, texts)


def _team_dict(row: "TeamRow") -> dict[str, Any]:
    return {
        "person": row.person,
        "purpose": row.purpose,
        "language": row.language,
        "chats_at_once": row.chats_at_once,
        "sittings": row.sittings,
        **{criterion: row.scores[criterion] for criterion in CRITERIA},
        "overall": row.overall,
        "last": row.last,
        "trend": row.trend,
    }


def _own_dict(sitting: "ScoredSitting") -> dict[str, Any]:
    return {
        "run": sitting.run.id,
        "opened": sitting.run.opened,
        "purpose": sitting.run.purpose,
        "language": sitting.run.language,
        "chats_at_once": sitting.run.chats_at_once,
        **{criterion: sitting.scores[criterion] for criterion in CRITERIA},
        "overall": sitting.overall,
        "status": sitting.status,
        "engine": sitting.engine,
    }


def _print(
    rows: Sequence[dict[str, Any]],
    columns: Sequence[str],
    texts: Texts,
    *,
    as_csv: bool,
    as_json: bool,
    empty: str,
) -> None:
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    elif as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(columns)
        writer.writerows([csv_cell(row[c]) for c in columns] for row in rows)
    elif not rows:
        click.echo(texts(f"progress.{empty}"), err=True)
    else:
        _print_table(rows, columns, texts)


def _print_table(rows: Sequence[dict[str, Any]], columns: Sequence[str], texts: Texts) -> None:
    cells = [[texts(f"progress.column.{c}") for c in columns]]
    cells += [[_cell(row[c], c, texts) for c in columns] for row in rows]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: Any, column: str, texts: Texts) -> str:
    if value is None:
        return "–"
    if column == "purpose":
        return texts(f"common.purpose.{value}")
    if column in ("last", "opened"):
        return str(value)[:10]
    if column == "trend":
        return f"{value:+.1f}"
    if isinstance(value, float):
        return f"{value:.1f}"
    return printable(str(value), lines=False)


def _print_curve(sittings: Sequence["ScoredSitting"], texts: Texts) -> None:
    """The overall score over the sittings, as text."""
    import plotext

    overalls = [s.overall for s in sittings if s.overall is not None]
    plotext.clear_figure()
    plotext.plot_size(min(78, plotext.terminal_width() or 78), 15)
    plotext.theme("clear")
    plotext.ylim(0, 100)
    plotext.title(texts("progress.curve"))
    plotext.plot(list(range(1, len(overalls) + 1)), overalls, marker="dot")
    click.echo(plotext.build())
