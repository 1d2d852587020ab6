"""The team's table as data for other programs: the same columns in JSON and in CSV."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from chattrainer.app.progress import TeamRow
from chattrainer.locale.safe import csv_cell
from chattrainer.model.errors import OutsideError
from chattrainer.model.ids import CRITERIA

TEAM_COLUMNS = (
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


def team_record(row: TeamRow) -> dict[str, Any]:
    """A row under the names of TEAM_COLUMNS."""
    plain = {name: getattr(row, name) for name in TEAM_COLUMNS if name not in CRITERIA}
    return {name: row.scores[name] if name in CRITERIA else plain[name] for name in TEAM_COLUMNS}


def write_table(to: TextIO, columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> None:
    """CSV whose cells no spreadsheet takes for formulas."""
    writer = csv.writer(to, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_cell(record[column]) for column in columns] for record in records)


def save_team(rows: Iterable[TeamRow], file: str, *, replace: bool = False) -> Path:
    """Writes the rows, in their order, to a CSV file that a person named; gives its full path.

    With a byte order mark, without which spreadsheets take accents for something else. Raises FileExistsError
    when it is there already and shall not be replaced, OutsideError when it cannot be written.
    """
    try:
        path = Path(file).expanduser().absolute()
        with path.open("w" if replace else "x", encoding="utf-8-sig", newline="") as to:
            write_table(to, TEAM_COLUMNS, map(team_record, rows))
    except FileExistsError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        # ValueError: a NUL in the name; RuntimeError: the home folder of nobody.
        detail = getattr(error, "strerror", None) or str(error)
        raise OutsideError("progress.cannot_write", path=file, detail=detail) from error
    return path
