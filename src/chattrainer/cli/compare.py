"""`chattrainer compare`: a campaign's candidates side by side."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.app.exams.comparing import CompareSort

SORTS = ("name", "code", "latency", "writing", "directiveness", "resolution")
RESULTS = ("confirmed", "not_confirmed", "to_be_confirmed")
STATES = ("created", "begun", "ended", "withdrawn", "erased")


@click.command()
@click.argument("campaign")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="name",
    show_default=True,
    help="Order by name, code or one criterion; never by a composite.",
)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--result", type=click.Choice(RESULTS), help="Only with this result at the level.")
@click.option("--level", type=click.IntRange(1, 3), help="Chats at once. Default: what the job needs.")
@click.option("--state", type=click.Choice(STATES), help="Only exams in this state.")
@click.option("--name", help="Only candidates with this in their name.")
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one self-contained HTML file.",
)
@click.option("--language", metavar="fr|en", help="Language. Default: that of the interface.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
@db_option
def compare(
    campaign: str,
    sort: "CompareSort",
    reverse: bool,
    result: Any,
    level: int | None,
    state: Any,
    name: str | None,
    html_file: Path | None,
    language: str | None,
    as_csv: bool,
    as_json: bool,
    db: Path | None,
) -> None:
    """Show all candidates of a CAMPAIGN, in alphabetical order.

    Candidates whose intervals overlap are not told apart by the exam; the table counts them.
    """
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from chattrainer.app.exams.comparing import CompareFilter, compared
    from chattrainer.app.progress import local_person
    from chattrainer.cli.tables import print_csv, print_json, print_table, write_file
    from chattrainer.reports import comparison
    from chattrainer.store import Store

    texts = Texts(language or interface_language())
    with Store.open(db) as store:
        found = compared(store, campaign, CompareFilter(result, level, state, name), sort, descending=reverse)
        store.note_access(local_person(), f"compare {found.campaign.id}")
    if html_file is not None:
        write_file(html_file, comparison.comparison_html(found, texts))
        click.echo(texts("report.written", file=printable(str(html_file), lines=False)), err=True)
    elif as_json:
        print_json(comparison.document(found))
    elif as_csv:
        print_csv([comparison.record(row) for row in found.rows], comparison.COLUMNS)
    else:
        print_table(comparison.table(found, texts), frozenset({4, 5, 6, 7, 8}))
        for line in comparison.below(found, texts):
            click.echo(line, err=True)
