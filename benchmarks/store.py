"""What one event costs: microseconds to seal, append and commit it, one at a time and in batches of 64.

    python benchmarks/store.py [--events 20000] [--folder DIR]

Prints one line a figure. The file lies in a temporary folder (or DIR: another disk) and is removed again.
"""

import tempfile
import time
from pathlib import Path

import click

from chattrainer.model.facts import CustomerSaid, SittingOpened
from chattrainer.store import Store

SAID = CustomerSaid(
    at=12_345,
    chat=1,
    text="Bonjour, je n’ai toujours pas reçu ma commande, est-il possible d’avoir des nouvelles ?",
    move="opening",
    of="first",
)
OPENED = SittingOpened(at=0, seed=1, language="fr", chats_at_once=1, scenarios=("benchmark",))


def appending(store: Store, events: int, batch: int) -> float:
    """Microseconds an event."""
    with store.begin(OPENED, batch=batch) as writer:
        started = time.perf_counter()
        for _ in range(events):
            writer.append(SAID)
        writer.flush()
        took = time.perf_counter() - started
        writer.end()
    return took / events * 1e6


def reading(store: Store, run: str, events: int) -> tuple[float, float]:
    """Microseconds an event to read it back, and to verify it."""
    started = time.perf_counter()
    count = sum(1 for _ in store.entries(run))
    read = time.perf_counter()
    verdict = store.verify(run)
    checked = time.perf_counter()
    assert count == events + 1
    assert verdict.status == "intact"
    return (read - started) / events * 1e6, (checked - read) / events * 1e6


@click.command(help=__doc__)
@click.option("--events", default=20_000, show_default=True, help="How many events to append each way.")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where to put the file.")
def main(events: int, folder: Path | None) -> None:
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix="chattrainer-benchmark-") as place,
        Store.open(Path(place) / "benchmark.db") as store,
    ):
        for batch in (1, 64):
            click.echo(f"append, {batch:2d} a commit: {appending(store, events, batch):6.1f} µs an event")
        read, checked = reading(store, store.runs()[0].id, events)
        click.echo(f"read back:            {read:6.1f} µs an event")
        click.echo(f"verify:               {checked:6.1f} µs an event")


if __name__ == "__main__":
    main()
