"""`chattrainer watch`: a robot plays at the desk, for a first look."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.options import db_option, languagetool_option, llm_option
from chattrainer.cli.screen import open_desk, scenarios_option

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint


@click.command()
@click.option("--robot", default="skilled", show_default=True, metavar="NAME",
              help="Who plays; `simulate --list-robots` names them.")  # fmt: skip
@click.option(
    "--scenario", multiple=True, metavar="ID", help="A case, by its id; repeat it for several, in order."
)
@click.option(
    "--chats", type=click.IntRange(1, 4), default=2, show_default=True, help="The most chats open at once."
)
@click.option("--language", metavar="fr|en", help="Language of the customers. Default: the interface's.")
@click.option("--seed", type=int, default=1, show_default=True, help="Draws names, numbers and wording.")
@click.option(
    "--speed", type=click.FloatRange(0.1, 100), default=3.0, show_default=True, help="How fast time runs."
)
@scenarios_option
@languagetool_option
@llm_option
@db_option
@click.pass_context
def watch(
    ctx: click.Context,
    robot: str,
    scenario: tuple[str, ...],
    chats: int,
    language: str | None,
    seed: int,
    speed: float,
    scenarios: Path | None,
    languagetool: str | None,
    llm: "Endpoint | None",
    db: Path | None,
) -> None:
    """Watch a robot serve customers at the desk."""
    from chattrainer.tui.services import Request

    request = Request("", chats, scenario, seed=seed, speed=speed, robot=robot, llm=llm is not None)
    ctx.exit(open_desk(request, language, db, scenarios, languagetool))
