"""`chattrainer scenario new`: a case to begin from."""

import os
from pathlib import Path

import click

from chattrainer.cli.errors import interface_language
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import ACTIVITIES, Activity

DEFAULT_FOLDER = "scenarios"


@click.command()
@click.argument("scenario_id", metavar="ID")
@click.option(
    "--activity",
    type=click.Choice(ACTIVITIES),
    default="after_sales",
    show_default=True,
    help="What kind of contact it is.",
)
@click.option("--company", metavar="ID", help="Whose customer it is. Default: the language's first company.")
@click.option("--language", metavar="fr|en", help="Default: the company's, else that of your messages.")
@click.option(
    "--scenarios",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Your folder of scenarios. Default: CHATTRAINER_SCENARIOS, else ./scenarios.",
)
def new(
    scenario_id: str, activity: Activity, company: str | None, language: str | None, scenarios: Path | None
) -> None:
    """Write a small working case, with notes, to make your own from. ID is its name: lost-parcel.

    Nothing that exists is written over.
    """
    from chattrainer.content.beginning import Beginning, begin
    from chattrainer.content.library import load_library
    from chattrainer.content.paths import SCENARIOS_VARIABLE, content_paths, holds_content
    from chattrainer.content.skeletons import skeleton_languages

    own = scenarios or Path(os.environ.get(SCENARIOS_VARIABLE) or DEFAULT_FOLDER)
    library = load_library(content_paths(own if holds_content(own) else None, environ={}))
    spoken = interface_language()
    if company is None and language is None and spoken in skeleton_languages():
        language = spoken
    begun = begin(Beginning(scenario_id, activity, company, language), library, own)
    texts = Texts(spoken)
    file = printable(str(begun.file), lines=False)
    click.echo(file)
    schemas = "content.new.schemas" if begun.with_schemas else "content.new.no_schemas"
    click.echo(texts(schemas), err=True)
    click.echo(
        texts(
            "content.new.next",
            file=file,
            folder=printable(str(own), lines=False),
            id=scenario_id,
            company=begun.company,
        ),
        err=True,
    )
