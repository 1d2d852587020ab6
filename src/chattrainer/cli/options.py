"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint

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


def llm_option(command: Command) -> Command:
    """`--llm`, given to the command as `llm: Endpoint | None`: the endpoint that is set, looked up and checked."""
    return click.option(
        "--llm",
        is_flag=True,
        callback=_llm,
        help="Have a language model word the customers, by the endpoint that `chattrainer llm` shows.",
    )(command)


def _llm(ctx: click.Context, option: click.Parameter, wanted: bool) -> "Endpoint | None":
    if not wanted:
        return None
    from chattrainer.app.llm.configured import required

    return required()
