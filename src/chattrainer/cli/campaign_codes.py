"""`chattrainer campaign codes`, `name` and `withdraw`: who may sit an exam of the campaign."""

from pathlib import Path

import click

from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.tables import print_json
from chattrainer.cli.talk import say
from chattrainer.locale.safe import printable


@click.command("codes")
@click.argument("name", metavar="ID")
@click.option("--count", type=click.IntRange(1, 5000), default=1, show_default=True, help="How many.")
@click.option("--candidate", multiple=True, metavar="NAME", help="Whose code; may be repeated.")
@click.option(
    "--extra-time",
    type=click.IntRange(100, 300),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help="Patience and time curves, in percent.",
)
@db_option
@json_option
def codes_command(
    name: str, count: int, candidate: tuple[str, ...], extra_time: int, db: Path | None, as_json: bool
) -> None:
    """Make codes, one for each candidate."""
    from chattrainer.app.exams.campaigns import drawn_at_random, homonyms, new_codes
    from chattrainer.store import Store

    drawn = [drawn_at_random() for _ in range(max(count, len(candidate)))]
    with Store.open(db) as store:
        exams = new_codes(store, store.campaign(name), drawn, names=candidate, extra_time=extra_time)
        alike = homonyms(store, exams)
    if as_json:
        print_json([{"code": exam.code, "candidate": exam.person} for exam in exams])
    else:
        for exam in exams:
            click.echo(f"{exam.code}  {printable(exam.person or '', lines=False)}".rstrip())
    for who, theirs in alike:
        say("homonyms", name=who, codes=", ".join(theirs))


@click.command("name")
@click.argument("code")
@click.argument("name")
@db_option
def name_command(code: str, name: str, db: Path | None) -> None:
    """Say whose CODE it is, or tell two candidates of one name apart ("Ana Roy, 14 May")."""
    from chattrainer.app.exams.campaigns import homonyms
    from chattrainer.store import Store

    with Store.open(db) as store:
        exam = store.name_candidate(store.exam(code).id, name)
        say("named", code=exam.code, who=exam.person or "–")
        for who, theirs in homonyms(store, [exam]):
            say("homonyms", name=who, codes=", ".join(theirs))


@click.command("withdraw")
@click.argument("code")
@click.option("--undo", is_flag=True, help="The candidate takes part after all.")
@db_option
def withdraw_command(code: str, undo: bool, db: Path | None) -> None:
    """Note that a candidate withdrew: the code cannot be used any more, and there is no result."""
    from chattrainer.app.exams.campaigns import reinstate, withdraw
    from chattrainer.app.progress import local_person
    from chattrainer.store import Store

    with Store.open(db) as store:
        exam = reinstate(store, code) if undo else withdraw(store, code)
        store.note_access(local_person(), "reinstate" if undo else "withdraw", exam.id)
    say("reinstated" if undo else "withdrawn", code=exam.code)
