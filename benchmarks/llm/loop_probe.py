"""How long an event loop is kept from running while threads word the customers."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")
TICK_S = 0.002
WAITED = Path("/proc/thread-self/schedstat")


def queued_ms() -> float:
    """How long this thread has waited for a processor in all, where the system tells (Linux); else 0."""
    try:
        return int(WAITED.read_text().split()[1]) / 1_000_000
    except OSError:
        return 0.0


class LoopProbe:
    """Runs work on threads beside an event loop that wakes every TICK_S, and notes how late it wakes.

    A machine with other work wakes everybody late. What is this process's own doing is at most the processor time
    that it used meanwhile, and no time in which the loop's thread could have run and others had the processor:
    `blocks_ms` leaves that out, `late_ms` is what was seen.
    """

    def __init__(self) -> None:
        self.blocks_ms: list[float] = []
        self.late_ms: list[float] = []

    @property
    def longest_ms(self) -> float:
        return max(self.blocks_ms, default=0.0)

    def add(self, other: "LoopProbe") -> None:
        self.blocks_ms += other.blocks_ms
        self.late_ms += other.late_ms

    def beside(self, work: list[Callable[[], Result]]) -> list[Result]:
        """The results of the work, each piece on a thread of its own."""
        return asyncio.run(self._beside(work))

    async def _beside(self, work: list[Callable[[], Result]]) -> list[Result]:
        with ThreadPoolExecutor(max(1, len(work))) as threads:
            under_way: list[Future[Result]] = [threads.submit(piece) for piece in work]
            while not all(one.done() for one in under_way):
                asked, used, queued = time.perf_counter(), time.process_time(), queued_ms()
                await asyncio.sleep(TICK_S)
                late_ms = (time.perf_counter() - asked - TICK_S) * 1000
                own_ms = (time.process_time() - used) * 1000
                self.late_ms.append(late_ms)
                self.blocks_ms.append(max(0.0, min(late_ms - (queued_ms() - queued), own_ms)))
        return [one.result() for one in under_way]

    def idle(self, seconds: float) -> "LoopProbe":
        """The same with nothing to do: what the machine itself is good for."""
        self.beside([lambda: time.sleep(seconds)])
        return self
