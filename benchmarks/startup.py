"""How long a command and the desk's first frame take.

    python -m benchmarks.startup

The desk is compared with a bare Textual app in a pseudo-terminal of the same size, turn by turn in the same
run: from the start of the process until the first frame is drawn.
"""

import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.bare import FIRST_FRAME
from benchmarks.figures import Figure, median, short_option, tell, tell_machine
from benchmarks.terminal import BARE, Terminal, chattrainer, environment

# The first frame has the bar of keys at its foot.
DESK_FRAME = "F1"


def command_s(command: Sequence[str], env: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def first_frame_s(command: Sequence[str], frame: str, env: dict[str, str]) -> float:
    with Terminal(command, env) as terminal:
        terminal.until(frame, 20)
        return time.perf_counter() - terminal.started


@click.command(help=__doc__)
@short_option
def main(short: bool) -> None:
    tell_machine()
    rounds = 3 if short else 11
    with tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        env = environment(Path(place))
        desk = chattrainer("practise", "--chats", "3", "--seed", "1", "--language", "fr")
        lobby = chattrainer()
        places = ((BARE, FIRST_FRAME), (desk, DESK_FRAME), (lobby, DESK_FRAME))
        for command, frame in places:  # bytecode is written, files are in the cache
            first_frame_s(command, frame, env)
        version = median([command_s(chattrainer("--version"), env) for _ in range(rounds)])
        listing = median([command_s(chattrainer("scenario", "list"), env) for _ in range(rounds)])
        frames: list[list[float]] = [[], [], []]
        for _ in range(rounds):
            for times, (command, frame) in zip(frames, places, strict=True):
                times.append(first_frame_s(command, frame, env))
    bare, at_desk, in_lobby = map(median, frames)
    tell(Figure("chattrainer --version", version, "s", most=0.2))
    tell(Figure("chattrainer scenario list", listing, "s"))
    tell(Figure("first frame of a bare Textual app", bare, "s"))
    tell(Figure("first frame of the desk", at_desk, "s"))
    tell(Figure("first frame of the desk, beyond the bare app's", at_desk - bare, "s", most=0.4))
    tell(Figure("first frame of the lobby, beyond the bare app's", in_lobby - bare, "s", most=0.4))


if __name__ == "__main__":
    main()
