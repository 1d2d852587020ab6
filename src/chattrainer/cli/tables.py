"""Tables and documents on standard output: aligned, CSV, JSON; files written whole."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from chattrainer.locale.safe import csv_cell, json_text


def print_json(document: Any) -> None:
    click.echo(json_text(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)))


def print_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A CSV table; what a spreadsheet would take for a formula is guarded."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(row.get(column)) for column in columns] for row in rows)
    click.echo(table.getvalue(), nl=False)


def print_table(rows: Sequence[Sequence[str]], numbers: frozenset[int] = frozenset()) -> None:
    """Rows aligned under the first one; `numbers` are the columns set to the right."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if i in numbers else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def write_file(file: Path, text: str) -> None:
    """Writes a file whole or not at all. StoreError, with place and cause, when it cannot be written."""
    from chattrainer.store.logfile import write_log

    write_log(file, text.splitlines())
