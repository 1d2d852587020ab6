"""LLM customers measured on loopback: a good actor, a misbehaving server, a model of 2 s, a small real model.

`python -m benchmarks.llm` runs the first three in short; `good`, `misbehaving`, `pace` and `small` one of them at
length. Prints what was asked of each and what was seen; ends with 1 when something that must hold does not.
"""

import sys

import click

from benchmarks.figures import tell_machine
from benchmarks.llm.good import ROBOTS, compared
from benchmarks.llm.misbehaving import misbehaving
from benchmarks.llm.opponents import FAULTS
from benchmarks.llm.pace import paced
from benchmarks.llm.small import MODEL, URL, against_small

LANGUAGES = ("fr", "en")


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """LLM customers on loopback."""
    tell_machine()
    if context.invoked_subcommand is None:
        held = [compared(6, 1, ("skilled", "polite_failure")), misbehaving(6), paced("en", 16.0)]
        sys.exit(0 if all(held) else 1)


@main.command()
@click.option("--cases", default=0, help="So many cases; 0: all.")
@click.option("--seeds", default=1, show_default=True)
@click.option("--robots", default=",".join(ROBOTS), show_default=True)
@click.option("--verbose", is_flag=True, help="Shows each refused answer and each other end.")
def good(cases: int, seeds: int, robots: str, verbose: bool) -> None:
    """A good actor and the script: same ends, scores, share worded by the script, tokens."""
    sys.exit(0 if compared(cases, seeds, tuple(robots.split(",")), verbose=verbose) else 1)


@main.command("misbehaving")
@click.option("--turns", default=1000, show_default=True, help="Turns of each fault.")
@click.option("--fault", "only", multiple=True, type=click.Choice(FAULTS), help="Only these faults.")
def misbehaving_command(turns: int, only: tuple[str, ...]) -> None:
    """Every fault of a server and of a model."""
    sys.exit(0 if misbehaving(turns, only or FAULTS, verbose=True) else 1)


@main.command()
@click.option(
    "--speed", default=8.0, show_default=True, help="So many times as fast as life; 1: in real time."
)
@click.option("--language", "only", type=click.Choice(LANGUAGES))
def pace(speed: float, only: str | None) -> None:
    """Three chats at once with a model that takes 2 s."""
    held = [paced(language, speed) for language in ([only] if only else LANGUAGES)]
    sys.exit(0 if all(held) else 1)


@main.command()
@click.option("--url", default=URL, show_default=True, help="Where scripts/small-model serves it.")
@click.option("--model", default=MODEL, show_default=True)
@click.option("--cases", default=4, show_default=True)
@click.option("--robots", default="skilled,polite_failure", show_default=True)
@click.option("--transcripts", is_flag=True, help="Shows all that was said, and what was refused.")
def small(url: str, model: str, cases: int, robots: str, transcripts: bool) -> None:
    """Whole sittings against the small real model that scripts/small-model serves."""
    held = against_small(url, model, cases, tuple(robots.split(",")), transcripts=transcripts)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
