"""How long the scorecard of a three-chat sitting takes, from its end.

    python -m benchmarks.scorecard

*Warm* is what a person at the desk sees: the proofreader was started while she served the customers. *Cold* is
a process that has just begun (`chattrainer score`).
"""

import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

import click

from benchmarks.figures import Figure, median, short_option, tell, tell_machine
from chattrainer.app.opening import Wanted
from chattrainer.app.room import TrainingRoom


def seconds_to_judge(room: TrainingRoom, run: str) -> float:
    started = time.perf_counter()
    room.judge(run)
    return time.perf_counter() - started


@click.command(help=__doc__)
@click.option("--language", default="fr", show_default=True, help="Language of the cases.")
@short_option
def main(language: str, short: bool) -> None:
    tell_machine()
    with tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        room = TrainingRoom(Path(place) / "benchmark.db")
        try:
            known = [line.id for line in room.library.listing() if line.language == language]
            scenarios = tuple(islice(cycle(known), 3))
            runs = [
                room.simulate(Wanted(scenarios=scenarios, chats=3, seed=seed, player="skilled"))[0]
                for seed in range(2 if short else 6)
            ]
            cold = seconds_to_judge(room, runs[0])
            warm = [seconds_to_judge(room, run) for run in runs[1:]]
        finally:
            room.close()
    tell(Figure("scorecard of three chats, warm", median(warm), "s", most=2.0))
    tell(Figure("scorecard of three chats, cold", cold, "s"))


if __name__ == "__main__":
    main()
