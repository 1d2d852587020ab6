"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

DB_HELP = "Database file. Default: CHATTRAINER_DB, else chattrainer.db in your data folder."


def db_option(command: Command) -> Command:
    """`--db FILE`, given to the command as `db: Path | None`."""
    return click.option("--db", type=click.Path(path_type=Path), metavar="FILE", help=DB_HELP)(command)


def json_option(command: Command) -> Command:
    """`--json`, given to the command as `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)
