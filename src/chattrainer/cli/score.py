"""`chattrainer score`: the scorecard of a recorded sitting, or of all of them."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.options import db_option, json_option, languagetool_option
from chattrainer.cli.words import misuse

if TYPE_CHECKING:
    from chattrainer.app.judging import Judged
    from chattrainer.app.rechecking import Recheck, Rechecked
    from chattrainer.locale.texts import Texts


@click.command()
@click.argument("run", required=False)
@click.option("--all", "every", is_flag=True, help="Every sitting that has ended, instead of RUN.")
@click.option(
    "--recheck", is_flag=True, help="Proofread again also what this proofreader has checked before."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="With --all: so many processes. Default: all cores.",
)
@click.option(
    "--rubric",
    metavar="FILE",
    help="Score by this rubric (a file, or the id of a shipped one) instead of each activity's own.",
)
@languagetool_option
@db_option
@json_option
def score(
    run: str | None,
    every: bool,
    recheck: bool,
    jobs: int | None,
    rubric: str | None,
    languagetool: str | None,
    db: Path | None,
    as_json: bool,
) -> None:
    """Score RUN again: a sitting's id (or the beginning of one), or a log file.

    The scorecard of a recorded sitting is kept beside the earlier ones; that of a file is only printed.
    With --all, every sitting gets a new scorecard by the same proofreader, so that they can be compared.
    """
    if (run is None) != every:
        raise misuse("Give either a RUN or --all.")
    if run is None:
        from chattrainer.app.rechecking import Recheck

        _score_all(Recheck(db, languagetool, rubric, recheck), jobs, as_json)
        return
    from chattrainer.cli.scorecard import print_scorecard

    print_scorecard(_judged(run, rubric, languagetool, recheck, db).scorecard, as_json=as_json)


def _judged(run: str, rubric: str | None, languagetool: str | None, anew: bool, db: Path | None) -> "Judged":
    from chattrainer.app.judging import Rubrics
    from chattrainer.app.room import TrainingRoom
    from chattrainer.store.source import is_log_file, read_log

    room = TrainingRoom(db, languagetool=languagetool)
    if rubric is not None:
        room.rubrics = Rubrics(named=rubric)
    try:
        if not is_log_file(run):
            return room.judge(run, anew=anew)
        log = read_log(run, db)
        return room.judge_log(log.name, log.entries)
    finally:
        room.close()


def _score_all(wanted: "Recheck", jobs: int | None, as_json: bool) -> None:
    """A bar on standard error while it goes on; then how many, by which proofreader, and what failed."""
    from chattrainer.app.proof.pool import usable_cores
    from chattrainer.app.rechecking import recheck, recheckable, save
    from chattrainer.app.room import TrainingRoom
    from chattrainer.cli.errors import interface_language
    from chattrainer.locale.texts import Texts

    texts = Texts(interface_language())
    room = TrainingRoom(wanted.db)
    done: list[Rechecked] = []
    try:
        runs = recheckable(room)
        with click.progressbar(
            recheck(runs, wanted, jobs or usable_cores()),
            length=len(runs),
            label=texts("simulate.scoring_all"),
            file=sys.stderr,
        ) as results:
            for result in results:
                save(room, result)
                done.append(result)
    finally:
        room.close()
    done.sort(key=lambda r: r.run)
    if as_json:
        click.echo(json.dumps([_record(r) for r in done], indent=2, ensure_ascii=False))
    else:
        _print_summary(done, texts)
    if any(r.error is not None for r in done):
        raise SystemExit(1)


def _record(done: "Rechecked") -> dict[str, Any]:
    card = done.scorecard
    if card is None:
        return {"run": done.run, "error": str(done.error)}
    return {"run": done.run, "overall": card.overall, "status": card.status, "engine": card.engine}


def _print_summary(done: "list[Rechecked]", texts: "Texts") -> None:
    from collections import Counter

    from chattrainer.cli.errors import explain
    from chattrainer.cli.scorecard import engine_words
    from chattrainer.locale.safe import printable

    engines = Counter(r.scorecard.engine for r in done if r.scorecard is not None)
    for engine, count in sorted(engines.items()):
        click.echo(texts("simulate.scored_by", n=count, engine=engine_words(engine, texts)))
    if not done:
        click.echo(texts("simulate.nothing_to_score"))
    for result in done:
        if result.error is not None:
            click.echo(f"{printable(result.run)}: {explain(result.error)}", err=True)
    if len(engines) > 1:
        click.echo(texts("simulate.not_comparable"))
