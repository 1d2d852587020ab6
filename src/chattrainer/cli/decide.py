"""`chattrainer decide`: a named person decides on an exam, with a reason."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.store import Store

DECISIONS = ("taken_on", "not_taken_on", "further_interview")


@click.command()
@click.argument("code")
@click.option("--decision", type=click.Choice(DECISIONS), help="What is decided.")
@click.option("--contest", is_flag=True, help="Open the exam again for a second reader.")
@click.option("--reason", default="", metavar="TEXT", help="Why, in a few words. Required.")
@click.option(
    "--consent/--no-consent",
    default=None,
    help="The candidate agreed to be kept in the talent pool, or no longer does.",
)
@db_option
def decide(
    code: str, decision: Any, contest: bool, reason: str, consent: bool | None, db: Path | None
) -> None:
    """Enter a decision on the exam with that CODE; without one, show what was decided.

    It is entered under your account's name. The computed result stays beside it, and earlier decisions stay too.
    """
    if decision is not None and contest:
        raise misuse("--decision and --contest exclude each other.")
    from chattrainer.app.exams import decisions
    from chattrainer.app.progress import local_person
    from chattrainer.store import Store

    texts, who = Texts(interface_language()), local_person()
    with Store.open(db) as store:
        exam = store.exam(code)
        if decision is not None:
            decisions.decide(store, code, who, decision, reason)
        elif contest:
            decisions.contest(store, code, who, reason)
        if consent is not None:
            decisions.consent(store, code, who, consent)
        if decision is not None or contest or consent is not None:
            store.note_access(who, "decide", exam.id)
        _show(store, exam.id, texts)


def _show(store: "Store", exam: str, texts: Texts) -> None:
    """The computed result, and what may be seen of the decisions."""
    from chattrainer.app.exams.decisions import standing

    kept = store.kept_results(exam)
    highest = kept[0].result.highest if kept else None
    told = texts("report.highest", n=highest) if highest else texts("report.no_level")
    click.echo(texts("report.machine_beside", result=told))
    now = standing(store.decisions(exam))
    if now.contested:
        click.echo(texts("report.contested"))
    elif now.latest is None:
        click.echo(texts("report.no_decision"))
    for entry in now.shown:
        what, kind = entry.decision, entry.decision.get("kind", "decision")
        if kind == "decision":
            line = texts(f"report.what.{what['decision']}")
            line += f" ({texts('report.override')})" if what.get("override") else ""
        elif kind == "contest":
            line = texts("report.was_contested")
        else:
            line = texts("report.consent_given" if what["given"] else "report.consent_withdrawn")
        click.echo(
            printable(f"{entry.at}  {entry.who}  {line}  {what.get('reason', '')}".rstrip(), lines=False)
        )
