"""What the desk holds in memory: its own process, and its proofreader's.

python -m benchmarks.memory
"""

import tempfile
from pathlib import Path

import click
import psutil

from benchmarks.figures import Figure, short_option, tell, tell_machine
from benchmarks.terminal import Terminal, chattrainer, environment

MB = 1_000_000
DESK = ("practise", "--chats", "3", "--seed", "1", "--language", "fr")


def own(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / MB


def children(pid: int) -> float:
    return sum(float(child.memory_info().rss) for child in psutil.Process(pid).children(recursive=True)) / MB


@click.command(help=__doc__)
@short_option
def main(short: bool) -> None:
    tell_machine()
    with (
        tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place,
        Terminal(chattrainer(*DESK), environment(Path(place))) as terminal,
    ):
        terminal.until("F1", 20)
        terminal.drain(1)
        first = own(terminal.pid)
        terminal.drain(8 if short else 20)
        terminal.press("Bonjour, je regarde votre dossier, deux minutes.\r")
        terminal.drain(6 if short else 10)
        at_work, beside = own(terminal.pid), children(terminal.pid)
    tell(Figure("the desk, a second after its first frame", first, "MB", most=250))
    tell(Figure("the desk at work: three chats, messages read", at_work, "MB", most=250))
    tell(Figure("its proofreader, in a process of its own", beside, "MB"))


if __name__ == "__main__":
    main()
