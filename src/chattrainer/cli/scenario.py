"""`chattrainer scenario`: what can be played, and for authors what is wrong with a file."""

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import json_option
from chattrainer.cli.scenario_new import new
from chattrainer.cli.scenario_test import test
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import csv_cell, json_text, printable
from chattrainer.locale.texts import Texts
from chattrainer.model.ids import ACTIVITIES

if TYPE_CHECKING:
    from chattrainer.content.check import Progress, Report
    from chattrainer.content.listing import ScenarioLine
    from chattrainer.content.paths import ContentPaths
    from chattrainer.content.problems import Problems

_COLUMNS = ("id", "language", "activity", "company", "difficulty", "expected_minutes", "title", "path")
_TABLE_COLUMNS = ("id", "language", "activity", "company", "difficulty", "expected_minutes", "title")

_scenarios_option = click.option(
    "--scenarios",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of your own with scenarios, searched first.",
)


@click.group()
def scenario() -> None:
    """List the scenarios; begin one of your own, check it, and let robots prove it."""


@scenario.command("list")
@click.option("--language", metavar="L", help="Only scenarios in this language (fr, en).")
@click.option("--activity", type=click.Choice(ACTIVITIES), help="Only scenarios of this activity.")
@_scenarios_option
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table.")
@json_option
def list_(
    language: str | None, activity: str | None, scenarios: Path | None, as_csv: bool, as_json: bool
) -> None:
    """List the scenarios that can be played, by language, company and id."""
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    from chattrainer.content.library import load_library
    from chattrainer.content.paths import content_paths

    library = load_library(content_paths(scenarios))
    every = library.listing()
    lines = [
        line for line in every if language in (None, line.language) and activity in (None, line.activity)
    ]
    if as_json:
        _print_json([line.model_dump(mode="json") for line in lines])
    elif as_csv:
        _print_csv(lines)
    else:
        _print_table(lines)
    texts = Texts(interface_language())
    if broken := len(library.scenario_ids) - len(every):
        click.echo(texts("content.list.broken", n=broken), err=True)
    if not lines:
        click.echo(texts("content.list.none"), err=True)


@scenario.command()
@click.argument("paths", metavar="[ID|PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--reading/--no-reading",
    default=None,
    help="Also read every example as a message, and tell what is taken for something else (some seconds a"
    " scenario). Default: for files that are named.",
)
@_scenarios_option
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[Path, ...],
    reading: bool | None,
    scenarios: Path | None,
    as_json: bool,
) -> None:
    """Check scenario files, companies, people, phrases and rubrics; without ID or PATH, the whole library.

    ID is a case of the library; PATH is a file, a company's folder, a language's, or a whole library's. Each
    problem is told as file:line:column. Exit code 1 when there are errors; advice alone is fine.
    """
    from chattrainer.content.check import check_paths
    from chattrainer.content.paths import content_paths

    folders = content_paths(scenarios)
    paths = tuple(_file_of(path, folders) for path in paths)
    progress = _show_progress if sys.stderr.isatty() else None
    report = check_paths(paths, folders, progress)
    wanted = reading if reading is not None else bool(paths) and all(path.is_file() for path in paths)
    if wanted and report.counts.get("scenario") and not report.problems.errors:
        report.problems.update(_read(paths, folders, progress))
    texts = Texts(interface_language())
    if as_json:
        _print_report(report, texts)
    else:
        for problem in report.problems:
            click.echo(printable(problem.line(texts), lines=False))
        click.echo(_summary(report, texts), err=True)
    ctx.exit(1 if report.problems.errors else 0)


scenario.add_command(new)


def _read(paths: Sequence[Path], folders: "ContentPaths", progress: "Progress | None") -> "Problems":
    from functools import cache

    from chattrainer.adapters.encoder import build_reader
    from chattrainer.app.reading_check import check_reading

    return check_reading(paths, folders, cache(build_reader), progress)


scenario.add_command(test)


@scenario.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("schemas"),
    show_default=True,
    metavar="DIR",
    help="Where to write them.",
)
def schema(out: Path) -> None:
    """Write the JSON Schemas of scenario, company and rubric files, for editors.

    An editor that knows YAML completes and checks a file whose first line names its schema:
    `# yaml-language-server: $schema=../../../schemas/scenario.schema.json`
    """
    from chattrainer.content.schemas import KINDS, schema_file_name, schema_text
    from chattrainer.model.errors import UsageError

    try:
        out.mkdir(parents=True, exist_ok=True)
        for kind in KINDS:
            file = out / schema_file_name(kind)
            file.write_text(schema_text(kind), encoding="utf-8", newline="\n")
            click.echo(str(file))
    except OSError as error:
        raise UsageError(
            "content.cannot_write", folder=str(out), detail=error.strerror or str(error)
        ) from error


def _file_of(path: Path, folders: "ContentPaths") -> Path:
    """The file of a case that is named by its id; every other path as it is."""
    from chattrainer.app.proof.subjects import Subject
    from chattrainer.content.library import load_library

    if path.exists() or str(path) not in load_library(folders).entries:
        return path
    return Subject(str(path), folders).file


def _show_progress(done: int, of: int) -> None:
    # One line that is written over; gone when all is done.
    click.echo(f"\r{done}/{of}" if done < of else "\r" + " " * 12 + "\r", nl=False, err=True)


def _summary(report: "Report", texts: Texts) -> str:
    counts = ", ".join(
        texts(f"content.check.{kind}", n=report.counts[kind])
        for kind in ("scenario", "company", "rubric")
        if kind in report.counts
    )
    problems = report.problems
    told = [texts("content.check.errors", n=len(problems.errors))]
    if problems.advice:
        told.append(texts("content.check.advice", n=len(problems.advice)))
    return texts("content.check.summary", counts=counts or "–", told=", ".join(told))


def _print_report(report: "Report", texts: Texts) -> None:
    from chattrainer.content.problems import as_records

    _print_json(
        {
            "checked": report.counts,
            "errors": len(report.problems.errors),
            "advice": len(report.problems.advice),
            "problems": as_records(report.problems, texts),
        }
    )


def _print_json(value: object) -> None:
    click.echo(json_text(json.dumps(value, ensure_ascii=False, indent=2)))


def _print_csv(lines: Sequence["ScenarioLine"]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([csv_cell(getattr(line, column)) for column in _COLUMNS] for line in lines)
    click.echo(text.getvalue(), nl=False)


def _print_table(lines: Sequence["ScenarioLine"]) -> None:
    if not lines:
        return
    texts = Texts(interface_language())
    rows = [[texts(f"content.list.column.{column}") for column in _TABLE_COLUMNS]]
    rows += [[_cell(getattr(line, column)) for column in _TABLE_COLUMNS] for line in lines]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_TABLE_COLUMNS))]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    return printable(f"{value:g}" if isinstance(value, float) else str(value), lines=False)
