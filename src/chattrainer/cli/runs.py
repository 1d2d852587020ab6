"""`runs`, `show`, `export`: the recorded sittings."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.tables import print_json
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import csv_cell, json_text, printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import PURPOSES, Purpose

if TYPE_CHECKING:
    from chattrainer.model.audit import SimulatorFault
    from chattrainer.model.facts import SittingOpened
    from chattrainer.model.log import Entry
    from chattrainer.store import Run
    from chattrainer.store.records import SortKey

_SORT_KEYS = ("opened", "id", "person", "purpose", "language", "player", "status", "overall")
_COLUMNS = ("id", "opened", "person", "purpose", "player", "language", "chats_at_once", "status", "overall")


@click.command()
@click.option("--person", help="Only this person's sittings.")
@click.option("--purpose", type=click.Choice(PURPOSES), help="Only sittings of this purpose.")
@click.option("--language", metavar="L", help="Only sittings in this language (fr, en).")
@click.option(
    "--status", type=click.Choice(["open", "ended", "abandoned"]), help="Only sittings in this state."
)
@click.option("--scenario", metavar="ID", help="Only sittings with this scenario.")
@click.option("--sort", type=click.Choice(_SORT_KEYS), default="opened", show_default=True, help="Order by.")
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
@db_option
def runs(
    person: str | None,
    purpose: Purpose | None,
    language: str | None,
    status: Any,
    scenario: str | None,
    sort: "SortKey",
    reverse: bool,
    as_csv: bool,
    as_json: bool,
    db: Path | None,
) -> None:
    """List the recorded sittings, the newest first.

    Other people's free practice is left out, unless it was shared or --person names them.
    """
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from chattrainer.app.progress import is_private
    from chattrainer.store import RunFilter, Store

    wanted = RunFilter(person=person, purpose=purpose, language=language, status=status, scenario=scenario)
    with Store.open(db, readonly=True) as store:
        found = [run for run in store.runs(wanted, sort=sort) if person or not is_private(run)]
    found = found[::-1] if reverse else found
    if as_json:
        print_json([run.model_dump(mode="json") for run in found])
    elif as_csv:
        _print_csv(found)
    else:
        _print_table(found)


@click.command()
@click.argument("run")
@json_option
@db_option
def show(run: str, as_json: bool, db: Path | None) -> None:
    """Print the transcript of RUN: a sitting's id (or the beginning of one), or a log file.

    What the simulator itself did wrong is told at the end.
    """
    from chattrainer.store.source import read_log

    log = read_log(run, db)
    faults = _simulator_faults(log.entries)
    if as_json:
        entries = [e.model_dump(mode="json", by_alias=True) for e in log.entries]
        told = None if faults is None else [f.model_dump(mode="json") for f in faults]
        found = log.run and log.run.model_dump(mode="json")
        print_json({"run": found, "entries": entries, "simulator": told})
        return
    for _, line in transcript(log.entries):
        click.echo(line)
    if faults:
        from chattrainer.app.audit_words import audit_lines

        texts = Texts(interface_language())
        click.echo(texts("audit.heading"))
        for line in audit_lines(faults, texts):
            click.echo(f"  {line}")


@click.command()
@click.argument("run", required=False)
@click.option(
    "--person",
    metavar="NAME",
    help="Instead of RUN: all that is kept of a person, or of an exam's code, as JSON.",
)
@click.option("--jsonl", is_flag=True, help="One JSON line an event (the only form, and the default).")
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@db_option
def export(run: str | None, person: str | None, jsonl: bool, output: Path | None, db: Path | None) -> None:
    """Export the log of RUN, with the digests that `verify` checks and the files it rests on."""
    if (run is None) == (person is None):
        raise misuse("Give either a RUN or --person.")
    if run is None:
        assert person is not None
        _export_person(person, output, db)
        return
    from chattrainer.store import Store
    from chattrainer.store.logfile import plain_lines, read_entries, sealed_lines, write_log
    from chattrainer.store.source import is_log_file

    if is_log_file(run):
        _write(plain_lines(read_entries(Path(run))), output)
        return
    with Store.open(db, readonly=True) as store:
        found = store.run(run)
        lines = sealed_lines(found, store.links(found.id))
        if output is not None:
            write_log(output, lines)
        else:
            _write(lines, None)


def _export_person(name: str, output: Path | None, db: Path | None) -> None:
    from chattrainer.app.exams.rights import everything_of
    from chattrainer.app.progress import local_person
    from chattrainer.store import Store

    with Store.open(db) as store:
        found = everything_of(store, name)
        for exam in found["exams"]:
            store.note_access(local_person(), "export", exam["id"])
    text = json_text(json.dumps(found, ensure_ascii=False, indent=2))
    _write(text.splitlines(), output)
    if output is not None:
        told = Texts(interface_language())("duties.exported", file=printable(str(output), lines=False))
        click.echo(told, err=True)


def _simulator_faults(entries: "Sequence[Entry]") -> "Sequence[SimulatorFault] | None":
    """What the simulator did wrong; None where it cannot be known: the log lacks its files, or its beginning."""
    from chattrainer.model.facts import SittingOpened

    if (
        not entries
        or not isinstance(entries[0].event, SittingOpened)
        or not _holds_its_files(entries[0].event)
    ):
        return None
    from chattrainer.app.auditing import audited

    return audited(entries).audit.faults


def _holds_its_files(opened: "SittingOpened") -> bool:
    return bool(opened.files) and all(file.text is not None for file in opened.files)


def transcript(entries: "Sequence[Entry]") -> Iterable[tuple[int, str]]:
    """The lines of a transcript, each with its moment."""
    from chattrainer.cli.transcript import transcript_lines

    return transcript_lines(entries, Texts(interface_language()))


def _write(lines: Iterable[str], output: Path | None) -> None:
    from chattrainer.store.logfile import write_log

    if output is not None:
        write_log(output, lines)
        return
    for line in lines:
        click.echo(line)


def _print_csv(found: "list[Run]") -> None:
    import csv
    import io

    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow((*_COLUMNS, "scenarios"))
    for run in found:
        cells = [csv_cell(getattr(run, column)) for column in _COLUMNS]
        writer.writerow([*cells, csv_cell(" ".join(run.scenarios))])
    click.echo(table.getvalue(), nl=False)


def _print_table(found: "list[Run]") -> None:
    texts = Texts(interface_language())
    if not found:
        click.echo(texts("log.no_runs"), err=True)
        return
    rows = [[texts(f"log.column.{column}") for column in _COLUMNS]]
    rows += [[_cell(texts, column, getattr(run, column)) for column in _COLUMNS] for run in found]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COLUMNS))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(texts: Texts, column: str, value: Any) -> str:
    if value is None:
        return "–"
    if column == "purpose":
        return texts(f"common.purpose.{value}")
    if column == "status":
        return texts(f"log.status.{value}")
    if column == "opened":
        return printable(str(value).replace("T", " ").removesuffix("Z"), lines=False)
    if isinstance(value, float):
        from babel.numbers import format_decimal

        return str(format_decimal(value, format="0.0", locale=texts.language))
    return printable(str(value), lines=False)
