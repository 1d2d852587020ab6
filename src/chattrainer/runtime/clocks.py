"""Time: the only module that reads a clock or waits.

The simulation counts integer milliseconds since a sitting's start. `WallClock` turns real time into them,
`ManualClock` is moved by hand. Real moments of the day are UTC stamps, `2026-11-22T09:30:00Z`.
"""

import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Protocol

GAP_MS = 5_000
"""Two looks at a live clock that lie further apart than this (real ms) mean that the machine stood still."""

TICK_S = 0.25
"""How often a live driver should look at its clock at the least, in real seconds. Far below GAP_MS."""


class Clock(Protocol):
    """Where a driver reads the simulated time."""

    def now_ms(self) -> int:
        """Simulated milliseconds since the sitting's start; never smaller than before."""


def _real_ms() -> int:
    """Real milliseconds from an arbitrary origin; a suspended machine counts where the system can tell."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000
    return time.monotonic_ns() // 1_000_000


class WallClock:
    """Simulated time that follows real time, `speed` times as fast, from `start_ms` on.

    Time passes only while somebody looks: when two looks lie more than GAP_MS of real time apart (a closed
    lid, a stopped process), the stretch between them is left out, so that no customer is lost over it, and
    `take_gap_ms` hands it out once, for a `Paused` input. So a driver has to look every TICK_S or so, even
    when the next due moment is far. `pause` and `go_on` stop the clock on purpose.

    Safe to be asked from several threads.
    """

    def __init__(self, speed: float = 1.0, start_ms: int = 0, real_ms: Callable[[], int] = _real_ms) -> None:
        if not speed > 0:
            raise ValueError(f"speed must be above 0, not {speed}")
        self.speed = speed
        self._start_ms = start_ms
        self._real_ms = real_ms
        self._lock = threading.Lock()
        self._seen_ms = real_ms()
        self._passed_ms = 0
        self._gap_ms = 0
        self._paused = False

    def now_ms(self) -> int:
        with self._lock:
            self._look()
            return self._start_ms + int(self._passed_ms * self.speed)

    def take_gap_ms(self) -> int:
        with self._lock:
            self._look()
            gap, self._gap_ms = self._gap_ms, 0
            return gap

    def pause(self) -> None:
        """Stops the clock. What passes until `go_on` is neither simulated time nor a gap."""
        with self._lock:
            self._look()
            self._paused = True

    def go_on(self) -> None:
        with self._lock:
            self._look()
            self._paused = False

    def _look(self) -> None:
        seen = self._real_ms()
        since, self._seen_ms = max(0, seen - self._seen_ms), max(seen, self._seen_ms)
        if self._paused:
            return
        if since > GAP_MS:
            self._gap_ms += since
        else:
            self._passed_ms += since


class ManualClock:
    """A clock that stands still until it is moved. For tests, and for drivers that make their own time."""

    def __init__(self, now_ms: int = 0) -> None:
        self._now_ms = now_ms
        self._gap_ms = 0

    def now_ms(self) -> int:
        return self._now_ms

    def advance(self, by_ms: int) -> None:
        """Moves the clock forward. Raises ValueError for a step back."""
        if by_ms < 0:
            raise ValueError("a clock does not go back")
        self._now_ms += by_ms

    def gap(self, gap_ms: int) -> None:
        """As if the machine had stood still for so long."""
        self._gap_ms += gap_ms

    def take_gap_ms(self) -> int:
        gap, self._gap_ms = self._gap_ms, 0
        return gap


def wall_stamp() -> str:
    """Now, as UTC to the second: `2026-11-22T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> date:
    """The date here, in the machine's time zone."""
    return datetime.now(UTC).astimezone().date()


def stopwatch() -> Callable[[], float]:
    """Starts now; the function that it gives tells the real milliseconds since."""
    started = time.perf_counter_ns()
    return lambda: (time.perf_counter_ns() - started) / 1_000_000


def monotonic_s() -> float:
    """Real seconds from an arbitrary origin, never going back."""
    return time.monotonic_ns() / 1_000_000_000


def pause(seconds: float) -> None:
    """Waits so many real seconds; not at all for 0 or less."""
    if seconds > 0:
        time.sleep(seconds)
