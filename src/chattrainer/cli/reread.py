"""`chattrainer reread`: a recorded sitting as the present reader understands it, beside what the log says."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.scorecard import points_words
from chattrainer.locale.safe import json_text, printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.app.archive import ReadAnew
    from chattrainer.app.rereading import Otherwise

LONGEST_QUOTE = 90


@click.command()
@click.argument("run")
@click.option(
    "--compare-llm",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Have the language model that is set read the messages too, and add the differences to this file.",
)
@db_option
@json_option
def reread(run: str, compare_llm: Path | None, db: Path | None, as_json: bool) -> None:
    """Read RUN again with this version's reader: a sitting's id (or the beginning of one), or a log file.

    Tells which messages are understood otherwise now, and what that does to the scores. Of a recorded sitting
    the new readings and scorecard are kept beside the old ones, which stay; of a file they are only printed.
    What the customers said and how their chats ended is as it was.

    With --compare-llm, a language model reads instead, beside what the log says. Nothing of it is kept but the
    differences, as JSON lines in FILE: material for a better reader. The messages are sent to the endpoint that
    `chattrainer llm` shows.
    """
    from chattrainer.app.rereading import read_otherwise, recorded_readers
    from chattrainer.app.room import TrainingRoom
    from chattrainer.store.source import is_log_file, read_log

    log = read_log(run, db)
    if compare_llm is not None:
        from chattrainer.cli.compare_llm import compare_with_llm

        compare_with_llm(log, compare_llm, as_json=as_json)
        return
    room = TrainingRoom(db)
    try:
        anew = room.read_again(log.name, log.entries, keep=not is_log_file(run))
    finally:
        room.close()
    changed = read_otherwise(log.entries, anew.rereading)
    readers = recorded_readers(log.entries)
    if as_json:
        told = _record(log.name, readers, anew, changed)
        click.echo(json_text(json.dumps(told, ensure_ascii=False, indent=2)))
    else:
        _print(log.name, readers, anew, changed)


def _record(
    run: str, readers: Sequence[str], anew: "ReadAnew", changed: "Sequence[Otherwise]"
) -> dict[str, Any]:
    return {
        "run": run,
        "recorded": list(readers),
        "reader": anew.rereading.reader,
        "texts": len(anew.rereading.texts),
        "changed": [
            {
                "number": one.number,
                "at_ms": one.at,
                "chat": one.chat,
                "text": one.text,
                "gained": list(one.gained),
                "lost": list(one.lost),
                "before": one.before.model_dump(mode="json"),
                "after": one.after.model_dump(mode="json"),
            }
            for one in changed
        ],
        "before": anew.before.model_dump(mode="json"),
        "after": anew.after.model_dump(mode="json"),
    }


def _print(run: str, readers: Sequence[str], anew: "ReadAnew", changed: "Sequence[Otherwise]") -> None:
    texts = Texts(interface_language())
    of = len(anew.rereading.texts)
    click.echo(texts("read.again.recorded", run=printable(run), reader=printable(", ".join(readers)) or "–"))
    click.echo(texts("read.again.now", reader=printable(anew.rereading.reader)))
    click.echo(texts("read.again.changed", n=len(changed), of=of))
    for one in changed:
        seconds = one.at // 1000
        at = f"{seconds // 60}:{seconds % 60:02}"
        click.echo(f"  {at} [{one.chat}] {_quote(one.text)}")
        click.echo("    " + "  ".join([*(f"+{a}" for a in one.gained), *(f"-{a}" for a in one.lost)]))
    for criterion, before in anew.before.scores.items():
        after = anew.after.scores.get(criterion)
        name = texts(f"common.criterion.{criterion}")
        click.echo(
            texts(
                "read.again.score",
                name=name,
                before=points_words(before, texts),
                after=points_words(after, texts),
            )
        )
    overall = {
        "before": points_words(anew.before.overall, texts),
        "after": points_words(anew.after.overall, texts),
    }
    click.echo(texts("read.again.score", name=texts("read.again.overall"), **overall))


def _quote(text: str) -> str:
    shown = printable(text, lines=False)
    return shown if len(shown) <= LONGEST_QUOTE else shown[: LONGEST_QUOTE - 1] + "…"
