"""How a failure is told on the command line: one clear message on standard error, and the exit code."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from chattrainer.cli.start import end_interrupted
from chattrainer.model.errors import ChattrainerError, OutsideError


def interface_language() -> str:
    """The language of messages: CHATTRAINER_LANGUAGE, else the locale's, else English."""
    wanted = os.environ.get("CHATTRAINER_LANGUAGE") or next(
        (os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "en"
    )
    return wanted[:2].lower()


def explain(error: ChattrainerError) -> str:
    """The error's text in the user's language."""
    from chattrainer.locale.safe import printable
    from chattrainer.locale.texts import Texts

    texts = Texts(interface_language())
    key = f"errors.{error.key}"
    # A text with a format of its own (a guessed name, a list of problems) words itself.
    params = {k: printable(v) if type(v) is str else v for k, v in error.params.items()}
    return texts(key, **params) if texts.has(key) else printable(str(error))


@contextmanager
def told_to_the_user(ctx: click.Context) -> Iterator[None]:
    """Turns a user's mistake into its message and exit code; everything else is a bug and passes through."""
    try:
        yield
    except ChattrainerError as error:
        say(error)
        ctx.exit(error.exit_code)
    except BrokenPipeError:
        # Who read our output went away (`chattrainer runs | head`): nothing is left to say.
        _silence(sys.stdout)
        ctx.exit(0)


@contextmanager
def interruption_told() -> Iterator[None]:
    """Ctrl+C ends a command with one line, and with the exit code that shells have for it."""
    try:
        yield
    except KeyboardInterrupt:
        end_interrupted()


@contextmanager
def output_told() -> Iterator[None]:
    """Tells what the operating system refuses: output that cannot be written above all, to its last line."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        _silence(sys.stdout)
        if error.errno == errno.EPIPE:
            sys.exit(0)
        key = "output_refused" if error.filename is None else "file_refused"
        say(OutsideError(key, path=str(error.filename), detail=error.strerror or str(error)))
        sys.exit(1)


def say(error: ChattrainerError) -> None:
    """Tells a failure on standard error; nothing where nobody can be told."""
    try:
        click.echo(explain(error), err=True)
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """The interpreter must not try to write the rest when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
