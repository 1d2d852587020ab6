"""`retention`, `erase`, `accesses`, `share`, `gaps`: what is owed to the people who are measured."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.app.exams.gaps import Gap
    from chattrainer.app.exams.retention import Due

_ACCESS_COLUMNS = ("at", "who", "what", "exam")
_GAP_COLUMNS = ("grouping", "group", "outcome", "n", "rate", "gap", "low", "high", "p", "ratio")


@click.command()
@click.argument("campaign", required=False)
@click.option("--all", "every", is_flag=True, help="Also what is not due yet.")
@click.option("--apply", "erase_now", is_flag=True, help="Erase what is due.")
@click.option("--yes", is_flag=True, help="With --apply: don't ask.")
@click.option("--profiles", "show_profiles", is_flag=True, help="Show the profiles instead.")
@json_option
@db_option
def retention(
    campaign: str | None,
    every: bool,
    erase_now: bool,
    yes: bool,
    show_profiles: bool,
    as_json: bool,
    db: Path | None,
) -> None:
    """Show which exams are due for erasure by their campaign's retention profile, and erase them."""
    from chattrainer.app.exams.retention import profiles, retained
    from chattrainer.app.progress import local_person
    from chattrainer.cli.tables import print_json, print_table
    from chattrainer.runtime.clocks import today
    from chattrainer.store import Store

    texts = Texts(interface_language())
    if show_profiles:
        print_json([p.model_dump(mode="json") for p in profiles().values()])
        return
    with Store.open(db) as store:
        kept = retained(store, campaign)
        due = [d for d in kept if d.by(today())]
        shown = kept if every else due
        if as_json:
            print_json([_due_record(d, today()) for d in shown])
        elif shown:
            heads = [texts(f"duties.column.{c}") for c in ("code", "candidate", "profile", "why", "day")]
            print_table([heads, *(_due_cells(d, texts) for d in shown)])
        click.echo(texts("duties.due", n=len(due)), err=True)
        if not erase_now or not due:
            return
        if not yes and not _agreed(texts("duties.sure", n=len(due)), texts):
            sys.exit(1)
        for d in due:
            store.erase_exam(d.exam.id)
            store.note_access(local_person(), "retention", d.exam.id)
        click.echo(texts("duties.erased", n=len(due)), err=True)


def _agreed(question: str, texts: Texts) -> bool:
    """Asks before something that cannot be undone; only a yes in the reader's language counts."""
    asked = f"{question} {texts('duties.yes_or_no')}"
    answer = str(click.prompt(asked, default="", show_default=False, err=True))
    return answer.strip().casefold() in texts("duties.yes").split()


@click.command()
@click.argument("name")
@click.option(
    "--all", "everybody", is_flag=True, help="All exams of that name, though they may be several people's."
)
@click.option("--yes", is_flag=True, help="Don't ask.")
@db_option
def erase(name: str, everybody: bool, yes: bool, db: Path | None) -> None:
    """Erase what is kept of a person: NAME is a name, or an exam's code. The logs still verify."""
    from chattrainer.app.exams import rights
    from chattrainer.app.progress import local_person
    from chattrainer.store import Store

    texts = Texts(interface_language())
    with Store.open(db) as store:
        # Asked for what there is: who has no data here, or shares her name, is told first.
        exams = rights.to_erase(store, name, everybody=everybody)
        shown = printable(name, lines=False)
        if not yes and not _agreed(texts("duties.sure_person", name=shown), texts):
            sys.exit(1)
        done = rights.erase(store, name, everybody=everybody)
        for exam in exams:
            store.note_access(local_person(), "erase", exam.id)
        click.echo(texts("duties.person_erased", n=len(done.runs), events=done.events), err=True)
        if not done.thorough:
            click.echo(texts("duties.not_thorough"), err=True)


@click.command()
@click.argument("code", required=False)
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
@db_option
def accesses(code: str | None, as_csv: bool, as_json: bool, db: Path | None) -> None:
    """Show who looked at, exported, decided on or erased what; of one exam, or of all."""
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from chattrainer.cli.tables import print_csv, print_json, print_table
    from chattrainer.store import Store

    texts = Texts(interface_language())
    with Store.open(db, readonly=True) as store:
        found = store.accesses(store.exam(code).id if code is not None else None)
        codes = {exam.id: exam.code for exam in store.exams()}
    rows: list[dict[str, Any]] = [
        {**a.model_dump(mode="json"), "exam": codes.get(a.exam or "", a.exam)} for a in found
    ]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, _ACCESS_COLUMNS)
    elif rows:
        heads = [texts(f"duties.column.{c}") for c in _ACCESS_COLUMNS]
        cells = [[printable(str(row[c] or "–"), lines=False) for c in _ACCESS_COLUMNS] for row in rows]
        print_table([heads, *cells])
    else:
        click.echo(texts("duties.no_accesses"), err=True)


@click.command()
@click.argument("run")
@click.option("--withdraw", is_flag=True, help="No longer show it.")
@db_option
def share(run: str, withdraw: bool, db: Path | None) -> None:
    """Show RUN, a sitting of your own free practice, to the team's lead."""
    from chattrainer.app.progress import local_person
    from chattrainer.app.progress import share as share_it
    from chattrainer.store import Store

    with Store.open(db) as store:
        share_it(store, run, local_person(), not withdraw)
        found = store.run(run)
    texts = Texts(interface_language())
    click.echo(texts("duties.shared" if found.shared else "duties.not_shared", run=found.id), err=True)


@click.command()
@click.argument("campaign")
@click.option(
    "--groups",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="CSV with a column `code` and one for each grouping (sex, age_band). It is read, never kept.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
@db_option
def gaps(campaign: str, groups: Path, as_csv: bool, as_json: bool, db: Path | None) -> None:
    """Show gaps between groups of a CAMPAIGN's candidates, with interval and exact test.

    Each group is compared with the largest; under 30 people nothing is told. The four-fifths rule is only applied
    under a retention profile that asks for it (us).
    """
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from dataclasses import asdict

    from chattrainer.app.exams import gaps as measured
    from chattrainer.app.exams.comparing import compared
    from chattrainer.app.exams.retention import DEFAULT, profile
    from chattrainer.app.progress import local_person
    from chattrainer.cli.tables import print_csv, print_json, print_table
    from chattrainer.store import Store

    texts = Texts(interface_language())
    by_code = measured.read_groups(groups)
    with Store.open(db) as store:
        found = compared(store, campaign)
        rules = profile(str(found.campaign.settings.get("retention", DEFAULT)))
        store.note_access(local_person(), f"gaps {found.campaign.id}")
    rows = measured.gaps(found, by_code, four_fifths=rules.four_fifths)
    records = [{c: v for c, v in asdict(gap).items() if c in _GAP_COLUMNS} for gap in rows]
    if as_json:
        print_json(records)
    elif as_csv:
        print_csv(records, _GAP_COLUMNS)
    else:
        _print_gaps(rows, texts, print_table, rules.four_fifths)
    unknown = len(set(by_code) - {row.exam.code for row in found.rows})
    if unknown:
        click.echo(texts("duties.unknown_codes", n=unknown), err=True)
    click.echo(texts("duties.gaps_how", least=measured.LEAST_IN_A_GROUP), err=True)


def _print_gaps(rows: "list[Gap]", texts: Texts, print_table: Any, four_fifths: bool) -> None:
    from chattrainer.app.exams.gaps import FOUR_FIFTHS
    from chattrainer.reports import words

    heads = ["grouping", "group", "outcome", "n", "rate", "gap", "p", *(["ratio"] if four_fifths else [])]
    table = [[texts(f"duties.column.{head}") for head in heads]]
    for gap in rows:
        cells = [printable(gap.grouping, lines=False), printable(gap.group, lines=False)]
        cells += [texts(f"duties.outcome.{gap.outcome}"), str(gap.n)]
        if gap.too_small:
            cells += [texts("duties.too_small"), "", ""]
        elif gap.gap is None or gap.low is None or gap.high is None:
            cells += [words.percent(texts, gap.rate), texts("duties.reference"), ""]
        else:
            low, high = (words.number(texts, 100 * x) for x in (gap.low, gap.high))
            cells += [
                words.percent(texts, gap.rate),
                f"{words.number(texts, 100 * gap.gap)} ({low} / {high})",
                words.number(texts, gap.p, 3),
            ]
        if four_fifths:
            ratio = words.number(texts, gap.ratio, 2)
            under = gap.ratio is not None and gap.ratio < FOUR_FIFTHS
            cells.append(texts("duties.under_four_fifths", ratio=ratio) if under else ratio)
        table.append(cells)
    print_table(table, frozenset({3}))


def _due_record(due: "Due", today: Any) -> dict[str, Any]:
    return {
        "code": due.exam.code,
        "candidate": due.exam.person,
        "campaign": due.exam.campaign,
        "profile": due.profile,
        "why": due.why,
        "day": due.day.isoformat() if due.day else None,
        "due": due.by(today),
    }


def _due_cells(due: "Due", texts: Texts) -> list[str]:
    from chattrainer.reports import words

    return [
        due.exam.code,
        printable(due.exam.person or "–", lines=False),
        due.profile,
        texts(f"duties.why.{due.why}"),
        words.day(texts, due.day.isoformat() if due.day else None),
    ]
