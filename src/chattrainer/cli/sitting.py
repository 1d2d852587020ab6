"""Options of the commands that begin a sitting."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from chattrainer.content.paths import ContentPaths

Command = TypeVar("Command", bound=Callable[..., object])


def case_options(command: Command) -> Command:
    """--scenario (repeated), --chats, --seed, --scenarios: given as scenario, chats, seed, scenarios."""
    for option in (
        click.option(
            "--scenarios",
            type=click.Path(path_type=Path),
            metavar="DIR",
            help="A folder of your own with scenarios, searched first.",
        ),
        click.option("--seed", type=int, default=0, show_default=True, help="Draws names, numbers, wording."),
        click.option(
            "--chats",
            type=click.IntRange(1, 4),
            default=1,
            show_default=True,
            help="The most chats open at once.",
        ),
        click.option(
            "--scenario",
            multiple=True,
            metavar="ID",
            help="A case, by its id; repeat it for several, in order. See `chattrainer scenario list`.",
        ),
    ):
        command = option(command)
    return command


def content_of(folder: Path | None) -> "ContentPaths | None":
    """Where content is looked for: the user's folder first."""
    if folder is None:
        return None
    from chattrainer.content.paths import content_paths

    return content_paths(scenarios=folder)
