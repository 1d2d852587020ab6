"""`chattrainer practise`: straight to the desk."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.options import db_option, languagetool_option, llm_option
from chattrainer.cli.screen import open_desk, scenarios_option

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint


@click.command()
@click.option(
    "--scenario", multiple=True, metavar="ID", help="A case, by its id; repeat it for several, in order."
)
@click.option(
    "--chats", type=click.IntRange(1, 4), default=1, show_default=True, help="The most chats open at once."
)
@click.option("--language", metavar="fr|en", help="Language of the customers. Default: the interface's.")
@click.option("--person", metavar="NAME", help="Who sits at the desk. Default: the local user.")
@click.option("--seed", type=int, help="Draws names, numbers and wording. Default: fresh ones.")
@click.option(
    "--speed", type=click.FloatRange(0.1, 100), default=1.0, show_default=True, help="How fast time runs."
)
@click.option("--hints/--no-hints", default=None, help="Show the errors of each message after it was sent.")
@click.option(
    "--spelling-marks/--no-spelling-marks",
    default=None,
    help="Mark misspelt words while you type, as a browser does.",
)
@scenarios_option
@languagetool_option
@llm_option
@db_option
@click.pass_context
def practise(
    ctx: click.Context,
    scenario: tuple[str, ...],
    chats: int,
    language: str | None,
    person: str | None,
    seed: int | None,
    speed: float,
    hints: bool | None,
    spelling_marks: bool | None,
    scenarios: Path | None,
    languagetool: str | None,
    llm: "Endpoint | None",
    db: Path | None,
) -> None:
    """Sit down at the desk: one to four simulated customers, then a debrief."""
    from chattrainer.tui.services import Request

    request = Request(
        "",
        chats,
        scenario,
        person=person,
        seed=seed,
        speed=speed,
        hints=hints,
        spelling_marks=spelling_marks,
        llm=llm is not None,
    )
    ctx.exit(open_desk(request, language, db, scenarios, languagetool))
