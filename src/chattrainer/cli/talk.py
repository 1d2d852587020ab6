"""What commands say beside their data, on standard error."""

import click

from chattrainer.cli.errors import interface_language
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts


def say(key: str, area: str = "campaign", **params: str | int) -> None:
    """A text of the locale, with what people wrote made safe for the terminal."""
    shown = {
        name: printable(value, lines=False) if isinstance(value, str) else value
        for name, value in params.items()
    }
    click.echo(Texts(interface_language())(f"{area}.{key}", **shown), err=True)
