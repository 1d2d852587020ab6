"""How fast a sitting plays without a screen: engine, minds and log; then whole, with reading and proofreading.

    python -m benchmarks.engine

The first figures play a recorded three-chat sitting again into a database on disk, readings taken from the
recording: what is timed is the simulation, the customers' minds and the log. The last play twelve cases with a
robot and the real reader, from nothing to the scorecard, once everything is loaded.
"""

import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import click

from benchmarks.figures import Figure, median, short_option, tell, tell_machine
from chattrainer.app.opening import Wanted, prepare
from chattrainer.app.room import HEADLESS_BATCH, TrainingRoom
from chattrainer.model.inputs import Input, ReadingGiven
from chattrainer.model.log import Entry, is_input
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import run_out
from chattrainer.runtime.replay import RecordedReadings
from chattrainer.runtime.sitting import Sitting

TWELVE = 12


def played_again(
    room: TrainingRoom, entries: Sequence[Entry], wanted: Wanted, batch: int
) -> tuple[float, float]:
    """Seconds to play a recorded sitting again into the database, and seconds of it on a processor."""
    ready = prepare(wanted, room.library)
    given: list[Input] = [
        e.event  # type: ignore[misc]
        for e in entries
        if is_input(e.event) and not isinstance(e.event, ReadingGiven)
    ]
    with room.store.begin(ready.opened, batch=batch) as writer:
        sitting = Sitting(engine_for(ready.opened, ready.plan), RecordedReadings(entries), writer)
        started, busy = time.perf_counter(), time.process_time()
        sitting.open(ready.opened)
        for gesture in given:
            sitting.feed(gesture)
        run_out(sitting)
        writer.flush()
        took, worked = time.perf_counter() - started, time.process_time() - busy
        assert len(sitting.entries) == len(entries)
        writer.end()
    return took, worked


def three_chats(room: TrainingRoom, scenarios: tuple[str, ...], rounds: int) -> None:
    wanted = Wanted(scenarios=scenarios, chats=3, seed=1, player="skilled")
    _, _, entries = room.simulate(wanted, keep=False)
    simulated_s = max(e.event.at for e in entries) / 1000
    click.echo(f"three chats: {simulated_s:,.0f} simulated seconds, {len(entries)} events")
    for batch, asked in ((HEADLESS_BATCH, 20_000.0), (1, None)):
        times = [played_again(room, entries, wanted, batch) for _ in range(rounds)]
        label = f"three chats, log on disk, {batch} event{'s' if batch > 1 else ''} a commit"
        tell(Figure(label, simulated_s / median([took for took, _ in times]), "× real time", least=asked))
        worked = median([worked for _, worked in times])
        tell(Figure("  the same by processor time", simulated_s / worked, "× real time"))


def twelve_cases(room: TrainingRoom, scenarios: tuple[str, ...], rounds: int) -> None:
    wanted = [Wanted(scenarios=scenarios, chats=3, seed=seed, player="skilled") for seed in range(rounds + 1)]
    room.judge(room.simulate(wanted[0])[0])  # loads the encoder, the examples, the proofreader
    played, worked, judged = [], [], []
    for one in wanted[1:]:
        started, busy = time.perf_counter(), time.process_time()
        run, _, _ = room.simulate(one)
        played.append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
        room.judge(run)
        judged.append(time.perf_counter() - started)
    tell(Figure("twelve cases by a robot, with reading", median(played), "s", most=2.0))
    tell(Figure("  the same by processor time", median(worked), "s"))
    tell(Figure("the same with proofreading and the scorecard", median(judged), "s", most=6.0))


@click.command(help=__doc__)
@click.option("--language", default="fr", show_default=True, help="Language of the cases.")
@short_option
def main(language: str, short: bool) -> None:
    tell_machine()
    with tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        room = TrainingRoom(Path(place) / "benchmark.db")
        try:
            known = [line.id for line in room.library.listing() if line.language == language]
            three_chats(room, tuple(islice(cycle(known), 3)), 3 if short else 15)
            twelve_cases(room, tuple(islice(cycle(known), TWELVE)), 1 if short else 5)
        finally:
            room.close()


if __name__ == "__main__":
    main()
