"""The `chattrainer` command: a table of subcommands, each imported only when it is called."""

import importlib
import sys
from typing import Any

import click

from chattrainer import __version__
from chattrainer.cli.errors import interface_language, interruption_told, output_told, told_to_the_user
from chattrainer.cli.words import speak, worded

# name: (module, attribute)
COMMANDS: dict[str, tuple[str, str]] = {
    "practise": ("chattrainer.cli.practise", "practise"),
    "watch": ("chattrainer.cli.watch", "watch"),
    "simulate": ("chattrainer.cli.simulate", "simulate"),
    "play": ("chattrainer.cli.play", "play"),
    "read": ("chattrainer.cli.read", "read"),
    "proofread": ("chattrainer.cli.proofread", "proofread"),
    "score": ("chattrainer.cli.score", "score"),
    "reread": ("chattrainer.cli.reread", "reread"),
    "judge": ("chattrainer.cli.judge", "judge"),
    "runs": ("chattrainer.cli.runs", "runs"),
    "show": ("chattrainer.cli.runs", "show"),
    "export": ("chattrainer.cli.runs", "export"),
    "verify": ("chattrainer.cli.logs", "verify"),
    "replay": ("chattrainer.cli.logs", "replay"),
    "scenario": ("chattrainer.cli.scenario", "scenario"),
    "progress": ("chattrainer.cli.progress", "progress"),
    "assess": ("chattrainer.cli.assess", "assess"),
    "campaign": ("chattrainer.cli.campaign", "campaign"),
    "report": ("chattrainer.cli.report", "report"),
    "compare": ("chattrainer.cli.compare", "compare"),
    "decide": ("chattrainer.cli.decide", "decide"),
    "retention": ("chattrainer.cli.duties", "retention"),
    "erase": ("chattrainer.cli.duties", "erase"),
    "accesses": ("chattrainer.cli.duties", "accesses"),
    "share": ("chattrainer.cli.duties", "share"),
    "gaps": ("chattrainer.cli.duties", "gaps"),
    "calibrate": ("chattrainer.cli.calibrate", "calibrate"),
    "llm": ("chattrainer.cli.llm", "llm"),
    "doctor": ("chattrainer.cli.doctor", "doctor"),
}


class LateGroup(click.Group):
    """A group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return worded(command, interface_language())

    def main(self, *args: Any, **kwargs: Any) -> Any:
        with interruption_told(), output_told():
            language = interface_language()
            speak(language)
            return click.Group.main(worded(self, language), *args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with interruption_told():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> object:
        with interruption_told(), told_to_the_user(ctx):
            return super().invoke(ctx)


@click.group(cls=LateGroup, invoke_without_command=True)
@click.version_option(__version__, prog_name="chattrainer")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Practise customer-service chat with one to four simulated customers at once.

    Without a command, opens the terminal interface.
    """
    if ctx.invoked_subcommand is None:
        from chattrainer.cli.lobby import open_lobby

        sys.exit(open_lobby())
