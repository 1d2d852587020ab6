"""`chattrainer progress`: the team's table, or one person's sittings with their curves."""

import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import CRITERIA, PURPOSES, Purpose

if TYPE_CHECKING:
    from chattrainer.app.progress import ScoredSitting, TeamSort

_SORTS = ("person", "chats", "purpose", "language", "sittings", "overall", *CRITERIA, "last", "trend")
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
_NUMBERS = frozenset({"chats_at_once", "sittings", *CRITERIA, "overall", "trend"})
_NOT_SHOWN = frozenset({"engine"})  # which proofreader judged is for programs: the table is wide enough
_CURVE_COLUMNS, _CURVE_LINES = 78, 15


@click.command()
@click.option(
    "--person", metavar="NAME", help="One person's sittings; your own name shows your practice too."
)
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only sittings of this purpose.")
@click.option("--chats", type=click.IntRange(1, 4), help="Only sittings with so many chats at once.")
@click.option("--language", metavar="fr|en", help="Only sittings in this language.")
@click.option(
    "--sort",
    type=click.Choice(_SORTS),
    default="person",
    show_default=True,
    help="Order of the team's table.",
)
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
    shown to the person herself. A person's sittings come in the order in which they took place.
    """
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from chattrainer.app.progress import TeamFilter, team
    from chattrainer.app.team_table import TEAM_COLUMNS, team_record
    from chattrainer.store import Store

    texts = Texts(interface_language())
    with Store.open(db, readonly=True) as store:
        if person is not None:
            sittings, own = _sittings(store, person, purpose, chats, language)
        else:
            rows = team(store, TeamFilter(None, purpose, chats, language), sort, descending=reverse)
    if person is None:
        _print([team_record(r) for r in rows], TEAM_COLUMNS, texts, "no_team", as_csv, as_json)
        return
    shown = sittings[::-1] if reverse else sittings
    empty = "no_sittings" if own else "no_sittings_of_others"
    records = [_own_record(s) for s in shown]
    if as_csv or as_json:
        _print(records, _OWN_COLUMNS, texts, empty, as_csv, as_json)
        return
    _print_own(records, shown, texts, empty)
    if shown:
        _print_curves(sittings, texts)


def _sittings(
    store: Any, person: str, purpose: Purpose | None, chats: int | None, language: str | None
) -> "tuple[list[ScoredSitting], bool]":
    """The sittings that are wanted, the oldest first; and whether they are the user's own."""
    from chattrainer.app.progress import history, local_person
    from chattrainer.store.people import tidy

    own = tidy(person) == local_person()
    found = [
        s
        for s in history(store, person, own=own)
        if purpose in (None, s.run.purpose)
        and chats in (None, s.run.chats_at_once)
        and language in (None, s.run.language)
    ]
    return found, own


def _own_record(sitting: "ScoredSitting") -> dict[str, Any]:
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


def _print_own(
    records: Sequence[dict[str, Any]], sittings: "Sequence[ScoredSitting]", texts: Texts, empty: str
) -> None:
    """A table for people: scores that another proofreader gave than the latest one's carry a sign."""
    from chattrainer.app.comparable import ENGINE_BOUND, MARK, apart

    others = apart(sittings)
    for record, other in zip(records, others, strict=True):
        for name in ENGINE_BOUND:
            if other and record[name] is not None:
                record[name] = f"{_cell(record[name], name, texts)} {MARK}"
    _print(records, _OWN_COLUMNS, texts, empty, False, False)
    if any(others):
        click.echo(texts("progress.other_engine", mark=MARK))


def _print(
    records: Sequence[dict[str, Any]],
    columns: Sequence[str],
    texts: Texts,
    empty: str,
    as_csv: bool,
    as_json: bool,
) -> None:
    if as_json:
        click.echo(json_text(json.dumps(records, indent=2, ensure_ascii=False)))
    elif as_csv:
        from chattrainer.app.team_table import write_table

        write_table(sys.stdout, columns, records)
    elif not records:
        click.echo(texts(f"progress.{empty}"), err=True)
    else:
        _print_table(records, [c for c in columns if c not in _NOT_SHOWN], texts)


def _print_table(records: Sequence[dict[str, Any]], columns: Sequence[str], texts: Texts) -> None:
    cells = [[texts(f"progress.column.{c}") for c in columns]]
    cells += [[_cell(record[c], c, texts) for c in columns] for record in records]
    widths = [max(len(line[i]) for line in cells) for i in range(len(columns))]
    for line in cells:
        placed = [
            cell.rjust(width) if column in _NUMBERS else cell.ljust(width)
            for cell, width, column in zip(line, widths, columns, strict=True)
        ]
        click.echo("  ".join(placed).rstrip())


def _cell(value: Any, column: str, texts: Texts) -> str:
    if value is None:
        return "–"
    if column == "purpose":
        return texts(f"common.purpose.{value}")
    if column == "status":
        return texts(f"progress.status.{value}")
    if column in ("last", "opened"):
        return str(value)[:10]
    if isinstance(value, float):
        text = f"{value:+.1f}" if column == "trend" else f"{value:.1f}"
        return text.replace(".", texts("progress.decimal_sign"))
    return printable(str(value), lines=False)


def _print_curves(sittings: "Sequence[ScoredSitting]", texts: Texts) -> None:
    """The overall score over the sittings, a curve a load, as text."""
    from chattrainer.app.curves import curves, draw

    drawn = curves(sittings)
    if sum(len(curve.points) for curve in drawn) < 2:
        return
    import plotext

    columns = max(40, min(_CURVE_COLUMNS, shutil.get_terminal_size().columns - 1))
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(columns, _CURVE_LINES)
    plotext.theme("clear")
    draw(plotext, sittings, drawn, columns=columns, lines=_CURVE_LINES)
    picture = "\n".join(line.rstrip() for line in plotext.uncolorize(plotext.build()).splitlines())
    if _can_be_written(picture):
        click.echo(f"\n{texts('progress.curve')}\n{picture}")


def _can_be_written(text: str) -> bool:
    """Whether standard output has these characters: one that is sent to a file may have few."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True
