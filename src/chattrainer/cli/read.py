"""`chattrainer read`: what agent messages do and mean, one message a line."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import explain, interface_language
from chattrainer.cli.sitting import content_of
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.reading import Reading


@click.command()
@click.option("--scenario", metavar="ID", help="The case that the messages belong to.")
@click.option(
    "--language", metavar="fr|en", help="Without a case: the language. Then only acts and holds are read."
)
@click.option(
    "--scenarios",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of your own with scenarios, searched first.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Draws the scenario's names and values.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
def read(
    scenario: str | None, language: str | None, scenarios: Path | None, seed: int, as_json: bool
) -> None:
    """Read the agent messages on standard input, one a line, and print what was understood of each.

    A line may also be a JSON object with "text" and, if need be, "context" (a list of {"from", "text"}, oldest
    first); a line with another context is told on standard error, and its reading is empty. Offsets count
    characters (code points) of the text as given.
    """
    from chattrainer.adapters.encoder import build_reader
    from chattrainer.cli.lines import messages
    from chattrainer.model.reading import Reading
    from chattrainer.reading.vocabulary import Vocabulary

    case = _case(scenario, scenarios, seed) if scenario else None
    reader = build_reader(_language(case, language))
    vocabulary = Vocabulary.of(case) if case else None
    tell = _as_json if as_json else _as_text
    for line in messages(sys.stdin.buffer):
        if line.mistake is None:
            tell(line.text, reader.read(line.text, vocabulary, line.context), "")
        else:
            mistake = explain(line.mistake)
            click.echo(mistake, err=True)
            tell(line.text, Reading(reader=reader.version), mistake)


def _case(scenario: str, folder: Path | None, seed: int) -> "Case":
    from chattrainer.content.casting import cast
    from chattrainer.content.library import load_library

    return cast(load_library(content_of(folder)), [scenario], 1, seed).cases[0]


def _language(case: "Case | None", language: str | None) -> str:
    from chattrainer.model.errors import UsageError
    from chattrainer.reading.language import reading_languages

    if case is not None:
        own = case.scenario.language
        if language not in {None, own}:
            raise UsageError("read.other_language", id=case.scenario.id, language=language, own=own)
        return own
    if language is None:
        raise UsageError("read.neither")
    if language not in reading_languages():
        raise UsageError("read.unknown_language", language=language, known=", ".join(reading_languages()))
    return language


def _as_json(text: str, reading: "Reading", mistake: str) -> None:
    told: dict[str, Any] = {"text": text, **reading.model_dump(mode="json")}
    if mistake:
        told["error"] = mistake
    line = json.dumps(told, ensure_ascii=False)
    if not line.isprintable() and any("\ud800" <= c <= "\udfff" for c in line):
        # Half a character, from an escape in the input, cannot be written as UTF-8.
        line = json.dumps(told)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _as_text(text: str, reading: "Reading", mistake: str) -> None:
    texts = Texts(interface_language())
    click.echo(printable(text))
    stated_s = reading.hold.s if reading.hold else None
    for item in reading.items:
        is_timed = item.kind == "hold" and stated_s is not None
        click.echo(
            texts(
                "read.wait" if is_timed else "read.line",
                s=stated_s,
                kind=texts(f"read.kind.{item.kind}"),
                id=item.id,
                words=printable(text[item.start : item.end], lines=False),
                percent=round(item.confidence * 100),
            )
        )
    if not reading.items and not mistake:
        click.echo(texts("read.nothing"))
