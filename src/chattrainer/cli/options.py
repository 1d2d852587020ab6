"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

LANGUAGETOOL_HELP = (
    "Judge writing by a LanguageTool server (its URL) or by one that is installed here (local). "
    "Default: CHATTRAINER_LANGUAGETOOL, else the settings, else the embedded proofreader (embedded)."
)
DB_HELP = "Database file. Default: CHATTRAINER_DB, else chattrainer.db in your data folder."


def db_option(command: Command) -> Command:
    """`--db FILE`, given to the command as `db: Path | None`."""
    return click.option("--db", type=click.Path(path_type=Path), metavar="FILE", help=DB_HELP)(command)


def json_option(command: Command) -> Command:
    """`--json`, given to the command as `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)


def languagetool_option(command: Command) -> Command:
    """`--languagetool URL`, given to the command as `languagetool: str | None`: looked up and checked."""
    return click.option("--languagetool", metavar="URL", callback=_languagetool, help=LANGUAGETOOL_HELP)(
        command
    )


def _languagetool(ctx: click.Context, option: click.Parameter, named: str | None) -> str | None:
    from chattrainer.app.settings import named_languagetool

    return named_languagetool(named)
