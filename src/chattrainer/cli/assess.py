"""`chattrainer assess`: a candidate takes an exam, or a robot does."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option, languagetool_option
from chattrainer.cli.screen import run, scenarios_option
from chattrainer.locale.safe import json_text
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.exam import ExamResult
    from chattrainer.store.store import Store

MOST_SEED = 2**31


@click.command()
@click.option(
    "--code", metavar="CODE", help="The code that the candidate was given; again after an interruption."
)
@click.option("--candidate", metavar="NAME", help="Without a code: who takes the exam.")
@click.option("--form", "form_id", metavar="ID", help="Without a code: which form.")
@click.option(
    "--seed",
    type=click.IntRange(0, MOST_SEED),
    help="Without a code: draws names, numbers and wording. Default: fresh ones.",
)
@click.option(
    "--evaluation", is_flag=True, help="Without a code: of somebody in the team, not of an applicant."
)
@click.option("--robot", metavar="NAME", help="A robot takes it, without a screen; prints the result.")
@scenarios_option
@languagetool_option
@db_option
@json_option
@click.pass_context
def assess(
    ctx: click.Context,
    code: str | None,
    candidate: str | None,
    form_id: str | None,
    seed: int | None,
    evaluation: bool,
    robot: str | None,
    scenarios: Path | None,
    languagetool: str | None,
    db: Path | None,
    as_json: bool,
) -> None:
    """Take an exam. What was cut off goes on with the same code.

    With a robot (chattrainer simulate --list-robots), a form is tried out: its result is printed.
    """
    from chattrainer.model.errors import UsageError
    from chattrainer.store import Store

    if (code is None) == (candidate is None and form_id is None) or (code is None and form_id is None):
        raise UsageError("exam.code_or_form")
    if code is None:
        with Store.open(db) as store:
            code = _enrolled(store, candidate or robot or "", str(form_id), seed, evaluation)
        click.echo(Texts(interface_language())("campaign.code", code=code), err=True)
    if robot is not None:
        _print(_sat_by(robot, code, scenarios, languagetool, db), as_json)
        return
    ctx.exit(run(None, db, scenarios, languagetool, exam=code))


def _enrolled(store: "Store", candidate: str, form: str, seed: int | None, evaluation: bool) -> str:
    from chattrainer.app.exams.campaigns import drawn_at_random
    from chattrainer.app.exams.enrolment import Enrolment, enrol
    from chattrainer.model.errors import UsageError

    if not candidate.strip():
        raise UsageError("exam.code_or_form")
    exam, code, fresh = drawn_at_random()
    wanted = Enrolment(
        " ".join(candidate.split()),
        form,
        fresh if seed is None else seed,
        id=exam,
        code=code,
        purpose="evaluation" if evaluation else "recruitment",
    )
    return enrol(store, wanted).code


def _sat_by(
    robot: str, code: str, scenarios: Path | None, languagetool: str | None, db: Path | None
) -> "ExamResult":
    from chattrainer.app.exams.taking import Taking
    from chattrainer.app.room import TrainingRoom
    from chattrainer.content.paths import content_paths
    from chattrainer.model.errors import UsageError

    room = TrainingRoom(db, content_paths(scenarios) if scenarios else None, languagetool=languagetool)
    try:
        if room.store.exam(code).campaign is not None:
            # Its result would stand among the candidates'.
            raise UsageError("exam.not_for_robots", code=code)
        taking = Taking(room, code)
        try:
            return taking.sit(robot)
        finally:
            taking.let_go()
    finally:
        room.close()


def _print(result: "ExamResult", as_json: bool) -> None:
    if as_json:
        click.echo(json_text(json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2)))
        return
    texts = Texts(interface_language())
    for level in result.levels:
        click.echo(
            texts(
                "campaign.level",
                n=level.chats,
                result=texts(f"campaign.result.{level.result}"),
                mean=round(level.mean),
                low=round(level.told_low),
                high=round(level.told_high),
                cases=level.cases,
            )
        )
