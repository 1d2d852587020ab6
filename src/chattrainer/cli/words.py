"""The command line in the user's language: help texts, and click's own words.

In the code both are English sentences. `locale/commands/<language>.toml` says them in another language; a language
without that file reads English.
"""

import inspect
import sys
import tomllib
from copy import copy
from functools import cache
from importlib import resources
from typing import Any, TypeVar

import click

_PREFIX = "click."
"""click's modules, each of which has taken gettext's functions under these names."""
_ONE, _SEVERAL = "_", "ngettext"

C = TypeVar("C", bound=click.Command)


def speak(language: str) -> None:
    """Has click say its own words in this language, from now on.

    Its way would be gettext's domain "messages": compiled files, and a variable of the environment that a program
    would have to set for itself. Its modules are given other functions instead.
    """
    own = _table(language).get("click", {})

    def one(text: str) -> str:
        return str(own.get(text, text))

    def several(text: str, texts: str, n: int) -> str:
        return one(text if n == 1 else texts)

    for name, module in tuple(sys.modules.items()):
        if name.startswith(_PREFIX):
            for attribute, words in ((_ONE, one), (_SEVERAL, several)):
                if hasattr(module, attribute):
                    setattr(module, attribute, words)


def worded(command: C, language: str) -> C:
    """A copy of the command whose help texts, and those of its subcommands, are in this language."""
    table = _table(language)
    return _worded(command, table) if table else command


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a help text, as the tables name them."""
    return tuple(" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n"))


def misuse(text: str, **params: Any) -> click.UsageError:
    """What is wrong with how a command was called, in the user's language; `text` is the English sentence."""
    from chattrainer.cli.errors import interface_language

    said = _table(interface_language()).get("misuse", {}).get(text, text)
    return click.UsageError(said.format(**params))


def _worded(command: C, table: dict[str, Any]) -> C:
    own = copy(command)
    own.help = _said(own.help, table)
    own.short_help = _said(own.short_help, table)
    own.params = [_worded_param(param, table["metavar"], table) for param in own.params]
    if isinstance(own, click.Group):
        own.subcommand_metavar = table["metavar"].get(own.subcommand_metavar, own.subcommand_metavar)
        own.commands = {name: _worded(sub, table) for name, sub in own.commands.items()}
    return own


def _worded_param(param: click.Parameter, metavars: dict[str, str], table: dict[str, Any]) -> click.Parameter:
    own = copy(param)
    if isinstance(own, click.Option):
        own.help = _said(own.help, table)
        if own.metavar is None and _shows_its_type(own):
            own.metavar = own.type.name.upper()
    if own.metavar is not None:
        own.metavar = metavars.get(own.metavar, own.metavar)
    return own


def _shows_its_type(option: click.Option) -> bool:
    return not (option.is_flag or option.count or isinstance(option.type, click.Choice | click.Tuple))


def _said(text: str | None, table: dict[str, Any]) -> str | None:
    if not text:
        return text
    return "\n\n".join(table["help"].get(part, part) for part in paragraphs(text))


@cache
def _table(language: str) -> dict[str, Any]:
    file = resources.files("chattrainer.locale").joinpath("commands", f"{language}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
