"""Both proofreaders on the same messages in one run: throughput, memory, agreement; past messages re-checked.

python -m benchmarks.writing.engines --languagetool URL   (scripts/languagetool fetch, then start)

Without a server only the embedded one is measured. The server's memory is read where its process is on this machine.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import click
import psutil

from benchmarks.figures import Figure, short_option, tell, tell_machine
from benchmarks.writing.past import write_past_sittings
from benchmarks.writing.samples import clean_messages, wrong_messages
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
from chattrainer.adapters.proofreader.place import place_of
from chattrainer.app.rechecking import Recheck, recheck, recheckable, save
from chattrainer.app.room import TrainingRoom
from chattrainer.content.policies import policy
from chattrainer.scoring.proofreading import Proofreader, counted

LANGUAGES = ("fr", "en")
MIB = 1024 * 1024
MEDIAN_MS_MOST = 12.0
BLOCK_MS_MOST = 16.0
AGREEMENT_LEAST = 90.0
TICK_S = 0.002
# Messages before anything is counted.
WARM_UP = 60


@click.command(help=__doc__)
@click.option("--languagetool", metavar="URL", help="The server to compare with.")
@click.option("--messages", default=10_000, show_default=True, help="How many past messages to re-check.")
@short_option
def main(languagetool: str | None, messages: int, short: bool) -> None:
    tell_machine()
    step = 10 if short else 1
    texts = {lang: _messages(lang)[::step] for lang in LANGUAGES}
    with EmbeddedProofreader() as embedded:
        click.echo(embedded.engine)
        rates = {lang: _embedded(embedded, lang, texts[lang]) for lang in LANGUAGES}
        resident = _resident(embedded.child_pid)
        tell(Figure("resident, both languages", resident, "MiB"))
        if languagetool is None:
            click.echo("No LanguageTool server was named (--languagetool URL): nothing to compare with.")
        else:
            _compare(embedded, languagetool, texts, rates, resident)
    _past(200 if short else messages)


def _messages(language: str) -> list[str]:
    return [*clean_messages(language, "all"), *(wrong.text for wrong in wrong_messages(language, "all"))]


def _embedded(proofreader: EmbeddedProofreader, language: str, texts: Sequence[str]) -> float:
    """Loads and times; the messages a second."""
    with Ticker() as ticker:
        started = time.perf_counter()
        proofreader.warm(language)
        loading_s = time.perf_counter() - started
    tell(Figure(f"{language}: loads in", loading_s, "s"))
    tell(
        Figure(
            f"{language}: longest standstill of the program meanwhile", ticker.longest_ms, "ms", BLOCK_MS_MOST
        )
    )
    times = _times(proofreader, language, texts)
    most = MEDIAN_MS_MOST if language == "fr" else None
    tell(
        Figure(
            f"{language}: a message across the process boundary, median", statistics.median(times), "ms", most
        )
    )
    tell(Figure(f"{language}: throughput", 1000 / statistics.fmean(times), "messages/s"))
    return 1000 / statistics.fmean(times)


def _compare(
    embedded: EmbeddedProofreader,
    url: str,
    texts: dict[str, list[str]],
    rates: dict[str, float],
    resident: float,
) -> None:
    with LanguageToolProofreader(place_of(url), 30, 120) as server:
        click.echo(server.engine)
        for language in LANGUAGES:
            started = time.perf_counter()
            server.warm(language)
            tell(Figure(f"{language}: the server's first answer after", time.perf_counter() - started, "s"))
            # A Java server becomes fast while it works: what it says first is not counted.
            _times(server, language, texts[language][:WARM_UP])
            times = _times(server, language, [f"{text} ({n})" for n, text in enumerate(texts[language])])
            rate = 1000 / statistics.fmean(times)
            tell(Figure(f"{language}: the server, a message, median", statistics.median(times), "ms"))
            tell(Figure(f"{language}: throughput, embedded / server", rates[language] / rate, "times"))
            same = _agreement(embedded, server, language, texts[language])
            tell(
                Figure(
                    f"{language}: the findings that count agree", same, "% of messages", least=AGREEMENT_LEAST
                )
            )
        theirs = _resident(_listener(url))
        tell(Figure("the server, resident", theirs, "MiB"))
        if theirs:
            tell(Figure("memory, embedded / server", resident / theirs, "times"))


def _times(proofreader: Proofreader, language: str, texts: Sequence[str]) -> list[float]:
    times = []
    for text in texts:
        started = time.perf_counter()
        proofreader.check([text], language)
        times.append(1000 * (time.perf_counter() - started))
    return times


def _agreement(one: Proofreader, other: Proofreader, language: str, texts: Sequence[str]) -> float:
    """In per cent: messages in which both mark the same words with the same weights."""
    same = sum(_marks(one, language, text) == _marks(other, language, text) for text in texts)
    return 100 * same / len(texts)


def _marks(proofreader: Proofreader, language: str, text: str) -> list[tuple[int, int, float]]:
    [raw] = proofreader.check([text], language)
    return [(f.start, f.end, f.weight) for f in counted(raw, text, policy(language), "chat")]


def _past(messages: int) -> None:
    """Past messages re-checked with one process and with two."""
    rates = []
    with tempfile.TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        db = Path(place) / "past.db"
        count = write_past_sittings(db, messages)
        for processes in (1, 2):
            room = TrainingRoom(db)
            runs = recheckable(room)
            started = time.perf_counter()
            for done in recheck(runs, Recheck(db, anew=True), processes):
                if done.error is not None:
                    raise done.error
                save(room, done)
            spent_s = time.perf_counter() - started
            room.close()
            rates.append(count / spent_s)
            label = f"{count:,} past messages in {len(runs)} sittings re-checked, {processes} process(es)"
            tell(Figure(label, rates[-1], "messages/s"))
    tell(Figure("re-checking, two processes / one", rates[1] / rates[0], "times"))


class Ticker:
    """A thread that wants to run every 2 ms, as an event loop does: how long was it kept from it?"""

    def __enter__(self) -> "Ticker":
        self.longest_ms = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _tick(self) -> None:
        last = time.perf_counter()
        while not self._stop.wait(TICK_S):
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, 1000 * (now - last - TICK_S))
            last = now


def _resident(pid: int | None) -> float:
    return float(psutil.Process(pid).memory_info().rss) / MIB if pid else 0.0


def _listener(url: str) -> int | None:
    """The process of this machine that listens at that port; None for a server elsewhere."""
    port = urlsplit(url).port
    for connection in psutil.net_connections("tcp"):
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == port:
            pid: int | None = connection.pid
            return pid
    return None


if __name__ == "__main__":
    main()
