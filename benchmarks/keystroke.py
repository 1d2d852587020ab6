"""How long a key takes from the keyboard to the screen while three customers write.

    python -m benchmarks.keystroke

The desk runs in a pseudo-terminal with three chats. Words are typed at the pace of a fast hand, messages sent,
chats changed, so that customers answer and messages are read; beside it, the process goes on reading and
proofreading sentences, as live hints would have it. Timed is each letter, from the write to the
terminal until it is drawn. A bare Textual app with a text area is timed the same way.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.bare import FIRST_FRAME
from benchmarks.figures import Figure, median, percentile, short_option, tell, tell_machine
from benchmarks.terminal import BARE, Terminal, environment

BUSY_DESK = [sys.executable, "-m", "benchmarks.busy_desk"]
PAUSE_S = 0.06
WORD_LETTERS = 7
WORDS_A_MESSAGE = 6
SENTENCE = "Bonjour, je regarde votre dossier, deux minutes. "
TO_CHAT = ("\x1bOQ", "\x1bOR", "\x1bOS")  # F2, F3, F4


def words() -> Iterator[str]:
    """Words that stand nowhere else on the screen: each letter follows from a counter."""
    consonants = "bcdfghjklmnpqrstvwxz"
    number = 0
    while True:
        number += 1
        value = number * 2_654_435_761 % 20**WORD_LETTERS
        yield "".join(consonants[value // 20**place % 20] for place in range(WORD_LETTERS))


def type_word(terminal: Terminal, word: str) -> list[float]:
    """Milliseconds from key to screen, for each letter but the first."""
    terminal.press(word[0])
    terminal.drain(PAUSE_S)
    times = []
    for length in range(2, len(word) + 1):
        terminal.press(word[length - 1])
        times.append(terminal.until(word[:length], 5) * 1000)
        terminal.drain(PAUSE_S)
    terminal.press(" ")
    terminal.drain(PAUSE_S)
    return times


def at_bare_app(letters: int, env: dict[str, str]) -> list[float]:
    with Terminal(BARE, env) as terminal:
        terminal.until(FIRST_FRAME, 20)
        terminal.drain(0.5)
        times: list[float] = []
        for word in words():
            times += type_word(terminal, word)
            if len(times) >= letters:
                return times
    raise AssertionError


def at_busy_desk(letters: int, env: dict[str, str]) -> list[float]:
    with Terminal(BUSY_DESK, env) as terminal:
        terminal.until("F1", 20)
        time_to_arrive_s = 16  # all three customers are there, the reader and the proofreader are loaded
        terminal.drain(time_to_arrive_s)
        times: list[float] = []
        chat = 1
        for number, word in enumerate(words(), 1):
            times += type_word(terminal, word)
            if len(times) >= letters:
                return times
            if number % WORDS_A_MESSAGE == 0:
                terminal.press(SENTENCE)
                terminal.drain(0.2)
                terminal.press("\r")
                terminal.drain(0.3)
                chat = chat % len(TO_CHAT)
                terminal.press(TO_CHAT[chat])
                chat += 1
                terminal.drain(0.5)
    raise AssertionError


def tell_times(label: str, times: list[float], asked: tuple[float, float] | None = None) -> None:
    most = asked or (None, None)
    tell(Figure(f"key to screen, {label}, median", median(times), "ms", most=most[0]))
    tell(Figure(f"key to screen, {label}, 99 in 100", percentile(times, 0.99), "ms", most=most[1]))
    tell(Figure(f"key to screen, {label}, slowest of {len(times)}", max(times), "ms"))


@click.command(help=__doc__)
@short_option
def main(short: bool) -> None:
    tell_machine()
    letters = 60 if short else 600
    with tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        env = environment(Path(place))
        started = time.perf_counter()
        tell_times("bare Textual app", at_bare_app(letters, env))
        tell_times("desk of three chats", at_busy_desk(letters, env), (12.0, 40.0))
        click.echo(f"{time.perf_counter() - started:.0f} s in all")


if __name__ == "__main__":
    main()
