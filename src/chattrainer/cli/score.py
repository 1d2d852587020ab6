"""`chattrainer score`: the scorecard of a recorded sitting."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.options import db_option, json_option

if TYPE_CHECKING:
    from chattrainer.app.judging import Judged


@click.command()
@click.argument("run")
@click.option(
    "--rubric",
    metavar="FILE",
    help="Score by this rubric (a file, or the id of a shipped one) instead of each activity's own.",
)
@db_option
@json_option
def score(run: str, rubric: str | None, db: Path | None, as_json: bool) -> None:
    """Score RUN again: a sitting's id (or the beginning of one), or a log file.

    The scorecard of a recorded sitting is kept beside the earlier ones; that of a file is only printed.
    """
    from chattrainer.cli.scorecard import print_scorecard

    print_scorecard(_judged(run, rubric, db).scorecard, as_json=as_json)


def _judged(run: str, rubric: str | None, db: Path | None) -> "Judged":
    from chattrainer.app.judging import Rubrics
    from chattrainer.app.room import TrainingRoom
    from chattrainer.store.source import is_log_file, read_log

    room = TrainingRoom(db)
    if rubric is not None:
        room.rubrics = Rubrics(named=rubric)
    try:
        if not is_log_file(run):
            return room.judge(run)
        log = read_log(run, db)
        return room.judge_log(log.name, log.entries)
    finally:
        room.close()
