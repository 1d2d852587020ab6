"""What the commands share that draw on the terminal."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from chattrainer.cli.errors import interface_language

if TYPE_CHECKING:
    from chattrainer.tui.services import Request


Command = TypeVar("Command", bound=Callable[..., object])


def scenarios_option(command: Command) -> Command:
    """`--scenarios DIR`, given to the command as `scenarios: Path | None`."""
    return click.option(
        "--scenarios",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A folder of your own with scenarios, searched first.",
    )(command)


def has_terminal() -> bool:
    """Whether a screen can be drawn and keys be read. Textual draws on standard error."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


# What programs that show a shell inside themselves say of their windows.
_LINES_ONLY = frozenset({"dumb", "unknown"})


def prints_lines_only() -> bool:
    """Whether the terminal says of itself that it cannot move its cursor."""
    return os.environ.get("TERM", "") in _LINES_ONLY


def tell_lines_only() -> None:
    from chattrainer.locale.safe import printable
    from chattrainer.locale.texts import Texts

    term = printable(os.environ.get("TERM", ""), lines=False)
    click.echo(Texts(interface_language())("lobby.line_terminal", term=term), err=True)


def tell_no_terminal() -> None:
    """Says what can be run instead."""
    from chattrainer.locale.texts import Texts

    click.echo(Texts(interface_language())("lobby.no_terminal"), err=True)


def open_lobby() -> int:
    """The terminal interface from its lobby. Gives the exit code.

    Without a terminal, what can be run instead is all that was asked for: that is no failure.
    """
    if not has_terminal():
        tell_no_terminal()
        return 0
    from chattrainer.app.settings import named_languagetool

    return run(None, None, languagetool=named_languagetool())


def open_desk(
    request: "Request",
    language: str | None,
    db: Path | None,
    scenarios: Path | None = None,
    languagetool: str | None = None,
) -> int:
    """The desk at once; the lobby comes after the debrief. Gives the exit code."""
    return run(replace(request, language=language or ""), db, scenarios, languagetool)


def run(
    start: "Request | None",
    db: Path | None,
    scenarios: Path | None = None,
    languagetool: str | None = None,
    exam: str = "",
) -> int:
    """Runs the interface until it is left. What stopped it is told on standard error. `exam`: a code."""
    if not has_terminal():
        tell_no_terminal()
        return 1
    if prints_lines_only():
        tell_lines_only()
        return 1
    from chattrainer.reports.writer import ReportWriter
    from chattrainer.tui.app import ChattrainerApp
    from chattrainer.tui.room import RoomServices

    services = RoomServices(db, scenarios, languagetool, ReportWriter())
    app = ChattrainerApp(services, start, exam=exam)
    try:
        app.run()
    finally:
        services.close()
    if app.stopped_by:
        click.echo(app.stopped_by, err=True)
    return app.return_code or 0
