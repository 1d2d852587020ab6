"""`verify`, `replay`: whether a log is as it was written, and whether it plays again as it was played."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.runs import transcript
from chattrainer.cli.tables import print_json
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts

if TYPE_CHECKING:
    from chattrainer.model.log import Entry
    from chattrainer.store import Verdict

_SHORTEST_HEAD = 8


@click.command()
@click.argument("run")
@click.option("--head", metavar="DIGEST", help="The head digest that a report quotes (8 digits or more).")
@json_option
@db_option
@click.pass_context
def verify(ctx: click.Context, run: str, head: str | None, as_json: bool, db: Path | None) -> None:
    """Check that the log of RUN is as it was written. Exit code 1 when it was altered.

    RUN is a sitting's id (or the beginning of one), or an exported log file.
    """
    if head is not None and len(head) < _SHORTEST_HEAD:
        raise misuse("--head needs at least {least} digits of the digest.", least=_SHORTEST_HEAD)
    verdict = _verdict(run, db)
    other_head = head is not None and not verdict.head.startswith(head.lower())
    if as_json:
        print_json({**dataclasses.asdict(verdict), "head_matches": None if head is None else not other_head})
    else:
        click.echo(_told(verdict, other_head=other_head))
    ctx.exit(1 if verdict.status == "altered" or other_head else 0)


@click.command()
@click.argument("run")
@click.option("--speed", type=click.FloatRange(min=0), default=0, help="So many times as fast; 0: at once.")
@click.option("--redrive", "drive_again", is_flag=True, help="Play the inputs again and compare every fact.")
@db_option
@click.pass_context
def replay(ctx: click.Context, run: str, speed: float, drive_again: bool, db: Path | None) -> None:
    """Replay RUN: show it as it went, or play its inputs again and compare (--redrive)."""
    from chattrainer.store.source import read_log

    log = read_log(run, db)
    if drive_again:
        ctx.exit(_redrive(log.entries))
    from chattrainer.runtime.clocks import pause

    before = 0
    for at, line in transcript(log.entries):
        if speed > 0:
            pause((at - before) / 1000 / speed)
        before = at
        click.echo(line)


def _verdict(run: str, db: Path | None) -> "Verdict":
    from chattrainer.store import Store
    from chattrainer.store.logfile import verify_file
    from chattrainer.store.source import is_log_file

    if is_log_file(run):
        return verify_file(Path(run))
    with Store.open(db, readonly=True) as store:
        return store.verify(run)


def _told(verdict: "Verdict", *, other_head: bool) -> str:
    texts = Texts(interface_language())
    why = texts(f"log.altered_why.{verdict.why}") if verdict.why else ""
    lines = [
        texts(
            f"log.verdict.{verdict.status}",
            run=printable(verdict.run, lines=False),
            n=verdict.events,
            first_bad=verdict.first_bad,
            why=why,
            erased=printable(verdict.erased or "", lines=False),
        )
    ]
    if other_head:
        lines.append(texts("log.verdict.other_head"))
    return "\n".join([*lines, texts("log.verdict.head", head=verdict.head)])


def _redrive(entries: "Sequence[Entry]") -> int:
    """Drives the sitting again; 0 when every fact is the same, byte for byte."""
    from chattrainer.runtime.replay import redrive

    texts = Texts(interface_language())
    report = redrive(entries)
    if report.same:
        click.echo(texts("log.redrive.same", n=report.events))
        return 0
    nothing = texts("log.redrive.nothing")
    click.echo(texts("log.redrive.differs", number=report.number))
    click.echo(texts("log.redrive.logged", line=printable(report.logged or nothing)))
    click.echo(texts("log.redrive.redriven", line=printable(report.redriven or nothing)))
    return 1
