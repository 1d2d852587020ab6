"""Where the command begins: so little is imported here that an interruption is told from the first moment on."""

import sys
from typing import NoReturn

INTERRUPTED = 130
"""The exit code of who was ended by Ctrl+C, as shells have it."""


def main() -> None:
    """The `chattrainer` command."""
    try:
        from chattrainer.cli.main import main as command
    except KeyboardInterrupt:
        end_interrupted()
    command()


def end_interrupted() -> NoReturn:
    """Says that Ctrl+C was pressed, and ends the process."""
    from chattrainer.cli.errors import say
    from chattrainer.model.errors import OutsideError

    say(OutsideError("interrupted"))
    sys.exit(INTERRUPTED)
