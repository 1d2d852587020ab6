"""`chattrainer campaign kit`, `setup`, `bundle` and `gather`: exams on several PCs, brought together."""

import sys
from pathlib import Path

import click

from chattrainer.cli.options import db_option
from chattrainer.cli.talk import say


@click.command("kit")
@click.argument("name", metavar="ID")
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it.",
)
@db_option
def kit_command(name: str, out: Path, db: Path | None) -> None:
    """Write what another PC needs to hold exams of the campaign: form, settings, unused codes."""
    from chattrainer.app.exams.bundles import kit_of
    from chattrainer.store import Store
    from chattrainer.store.logfile import write_log

    with Store.open(db, readonly=True) as store:
        write_log(out, kit_of(store, store.campaign(name)).splitlines())
    say("kit_written", id=name, file=str(out))


@click.command("setup")
@click.argument("kit", type=click.Path(dir_okay=False, path_type=Path), metavar="KIT")
@db_option
def setup_command(kit: Path, db: Path | None) -> None:
    """Set this PC up from a campaign's kit."""
    from chattrainer.app.exams.bundles import take_kit
    from chattrainer.store import Store

    with Store.open(db) as store:
        found = take_kit(store, _read(kit), str(kit))
    say("set_up", id=found.id)


@click.command("bundle")
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Where to write them.  [default: here]",
)
@db_option
def bundle_command(codes: tuple[str, ...], out: Path, db: Path | None) -> None:
    """Write finished exams as signed files, to be gathered elsewhere."""
    from chattrainer.app.exams.bundles import bundle_of
    from chattrainer.store import Store
    from chattrainer.store.logfile import write_log

    out.mkdir(parents=True, exist_ok=True)
    with Store.open(db, readonly=True) as store:
        for code in codes:
            exam = store.exam(code)
            file = out / f"{exam.code}.bundle.json"
            write_log(file, bundle_of(store, exam).splitlines())
            say("bundle_written", code=exam.code, file=str(file))


@click.command("gather")
@click.argument(
    "files", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE...", nargs=-1, required=True
)
@db_option
def gather_command(files: tuple[Path, ...], db: Path | None) -> None:
    """Take in exams from other PCs. A file that was altered, or taken in before, changes nothing."""
    from chattrainer.app.exams.bundles import gather
    from chattrainer.cli.errors import explain
    from chattrainer.model.errors import ChattrainerError
    from chattrainer.store import Store

    failed = 0
    with Store.open(db) as store:
        for file in files:
            try:
                exam = gather(store, _read(file), str(file))
            except ChattrainerError as error:
                failed += 1
                click.echo(explain(error), err=True)
            else:
                say("gathered", code=exam.code, who=exam.person or "–")
    sys.exit(1 if failed else 0)


def _read(file: Path) -> str:
    from chattrainer.model.errors import OutsideError, UsageError

    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UsageError("exam.not_a_bundle", file=str(file)) from error
    except OSError as error:
        raise OutsideError("file_refused", path=str(file), detail=error.strerror or str(error)) from error
