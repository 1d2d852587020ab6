"""How a failure is told on the command line: one clear message on standard error, and the exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from chattrainer.model.errors import ChattrainerError


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
        click.echo(explain(error), err=True)
        ctx.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output went away (`chattrainer runs | head`): nothing is left to say, and the
        # interpreter must not try to flush the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(0)
