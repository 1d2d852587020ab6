"""`chattrainer simulate`: a robot plays a sitting without a screen."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option, languagetool_option, llm_option
from chattrainer.cli.sitting import case_options, content_of
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.adapters.llm.endpoint import Endpoint
    from chattrainer.model.case import Plan
    from chattrainer.model.log import Entry


@click.command()
@click.option("--robot", default="skilled", show_default=True, metavar="NAME", help="Who plays.")
@click.option("--list-robots", is_flag=True, help="Print the robots' names, what each does, and stop.")
@click.option("--language", metavar="fr|en", help="Language of the cases, when none is named.")
@click.option("--keep/--no-keep", default=True, help="Record the sitting in the database.  [default: keep]")
@click.option(
    "--proofread/--no-proofread", default=True, help="Judge written language.  [default: proofread]"
)
@case_options
@languagetool_option
@llm_option
@db_option
@json_option
def simulate(
    robot: str,
    list_robots: bool,
    language: str | None,
    keep: bool,
    proofread: bool,
    scenario: tuple[str, ...],
    chats: int,
    seed: int,
    scenarios: Path | None,
    languagetool: str | None,
    llm: "Endpoint | None",
    db: Path | None,
    as_json: bool,
) -> None:
    """Let a robot play a sitting as fast as the machine allows; prints the scorecard."""
    if list_robots:
        from chattrainer.robots.catalogue import KINDS

        click.echo(json.dumps(list(KINDS)) if as_json else "\n".join(_described(KINDS)))
        return
    from chattrainer.app.opening import Wanted, prepare
    from chattrainer.app.room import TrainingRoom
    from chattrainer.cli.scorecard import print_scorecard

    paths = content_of(scenarios)
    room = TrainingRoom(db, paths, judge_writing=proofread, languagetool=languagetool, llm=llm)
    try:
        wanted = Wanted(scenario, chats, language, seed, player=robot, paths=paths)
        if llm is not None:
            _tell_cost(prepare(wanted, room.library).plan, llm)
        run, plan, entries = room.simulate(wanted, keep=keep)
        result = room.judge(run) if keep else room.judge_log(run, entries, plan)
    finally:
        room.close()
    print_scorecard(result.scorecard, as_json=as_json, kept=keep)
    if llm is not None:
        _tell_wording(entries)


def _tell_cost(plan: "Plan", llm: "Endpoint") -> None:
    """What the model will take, before it is asked, on standard error."""
    from chattrainer.app.llm.estimate import offer_line, offered

    click.echo(offer_line(offered(plan, llm), Texts(interface_language())), err=True)


def _tell_wording(entries: "tuple[Entry, ...]") -> None:
    """How many turns the script had to word, on standard error."""
    from chattrainer.app.llm.told import line_of, wording_told

    told = wording_told(entries)
    if told is not None:
        click.echo(line_of(told, Texts(interface_language())), err=True)


def _described(names: Collection[str]) -> Iterator[str]:
    texts = Texts(interface_language())
    width = max(map(len, names))
    return (f"{name:<{width}}  {texts(f'robots.kind.{name}')}" for name in names)
