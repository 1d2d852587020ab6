"""`chattrainer proofread`: the language findings in agent messages, one message a line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import languagetool_option
from chattrainer.cli.sitting import content_of
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
    from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
    from chattrainer.model.findings import LanguageFinding


@click.command()
@click.option("--language", required=True, metavar="fr|en", help="The language of the messages.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.option("--scenario", metavar="ID", help="Its names, products and values are no errors.")
@click.option(
    "--scenarios",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of your own with scenarios, searched first.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Draws the scenario's names and values.")
@click.option(
    "--strictness",
    type=click.Choice(["chat", "brand", "strict"]),
    default="chat",
    show_default=True,
    help="How much punctuation and typography count.",
)
@languagetool_option
@click.option("--all", "show_all", is_flag=True, help="Also what costs nothing, with weight 0.")
def proofread(
    language: str,
    as_json: bool,
    scenario: str | None,
    scenarios: Path | None,
    seed: int,
    strictness: Any,
    languagetool: str | None,
    show_all: bool,
) -> None:
    """Print the language errors in the messages on standard input, one message a line.

    Offsets count characters (code points). An error's weight is what it costs in the score.
    """
    from chattrainer.app.proofing import engine_and_policy
    from chattrainer.content.policies import policy, policy_languages
    from chattrainer.model.errors import UsageError
    from chattrainer.scoring.proofreading import counted, weighed

    if language not in policy_languages():
        raise UsageError("proofread.unknown_language", language=language, known=", ".join(policy_languages()))
    lexicon = _lexicon(scenario, scenarios, seed, language) if scenario else ()
    chosen = weighed if show_all else counted
    rules = policy(language)
    tell = _as_json if as_json else _as_text
    with _proofreader(languagetool) as proofreader:
        for text in _lines(sys.stdin.buffer):
            raw = proofreader.check([text], language)[0]
            tell(
                text,
                chosen(raw, text, rules, strictness, lexicon),
                engine_and_policy(proofreader, rules, strictness),
            )


def _proofreader(languagetool: str | None) -> "EmbeddedProofreader | LanguageToolProofreader":
    if languagetool is None:
        from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

        return EmbeddedProofreader()
    from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
    from chattrainer.adapters.proofreader.place import place_of

    return LanguageToolProofreader(place_of(languagetool))


def _lexicon(scenario: str, folder: Path | None, seed: int, language: str) -> tuple[str, ...]:
    """The words of a scenario as this seed draws it."""
    from chattrainer.content.casting import cast
    from chattrainer.content.library import load_library
    from chattrainer.model.errors import UsageError
    from chattrainer.scoring.policy.case_words import case_words

    plan = cast(load_library(content_of(folder)), [scenario], 1, seed)
    if plan.language != language:
        raise UsageError(
            "proofread.other_language", id=scenario, language=language, scenario_language=plan.language
        )
    return case_words(plan.cases[0])


def _lines(stream: BinaryIO) -> Iterator[str]:
    """The messages: lines end with LF or CR LF, with nothing else; what is no UTF-8 is shown as �."""
    for number, line in enumerate(stream):
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _as_json(text: str, findings: "list[LanguageFinding]", engine: str) -> None:
    told = {"text": text, "findings": [f.model_dump(mode="json") for f in findings], "engine": engine}
    sys.stdout.write(json_text(json.dumps(told, ensure_ascii=False)) + "\n")
    sys.stdout.flush()


def _as_text(text: str, findings: "list[LanguageFinding]", engine: str) -> None:
    texts = Texts(interface_language())
    click.echo(printable(text))
    for finding in findings:
        click.echo(
            texts(
                "proofread.line" if finding.suggestions else "proofread.line_alone",
                found=printable(text[finding.start : finding.end], lines=False),
                suggestion=", ".join(finding.suggestions[:3]),
                kind=texts(f"proofread.kind.{finding.category}"),
                weight=finding.weight,
                message=finding.message,
            )
        )
