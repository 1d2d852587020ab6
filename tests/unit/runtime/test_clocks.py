"""Clocks: simulated time follows real time, and a closed lid costs nobody a customer."""

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.runtime import clocks
from chattrainer.runtime.clocks import GAP_MS, ManualClock, WallClock


class RealTime:
    """Real milliseconds, moved by hand."""

    def __init__(self) -> None:
        self.ms = 1_000_000

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def real() -> RealTime:
    return RealTime()


def test_a_clock_begins_at_nought_and_follows_real_time(real: RealTime) -> None:
    clock = WallClock(real_ms=real)
    assert clock.now_ms() == 0
    real.ms += 1_234
    assert clock.now_ms() == 1_234


def test_a_faster_clock_counts_faster_from_where_it_started(real: RealTime) -> None:
    clock = WallClock(speed=2.5, start_ms=10_000, real_ms=real)
    real.ms += 1_001
    assert clock.now_ms() == 12_502


def test_a_closed_lid_is_left_out_and_handed_out_once(real: RealTime) -> None:
    clock = WallClock(real_ms=real)
    real.ms += 400
    clock.now_ms()
    real.ms += 3_600_000
    assert clock.now_ms() == 400
    assert (clock.take_gap_ms(), clock.take_gap_ms()) == (3_600_000, 0)
    real.ms += 300
    assert clock.now_ms() == 700


def test_a_pause_of_five_seconds_is_no_gap_and_a_longer_one_is(real: RealTime) -> None:
    clock = WallClock(real_ms=real)
    real.ms += GAP_MS
    assert (clock.now_ms(), clock.take_gap_ms()) == (GAP_MS, 0)
    real.ms += GAP_MS + 1
    assert (clock.now_ms(), clock.take_gap_ms()) == (GAP_MS, GAP_MS + 1)


def test_a_clock_stopped_on_purpose_shows_no_gap(real: RealTime) -> None:
    clock = WallClock(real_ms=real)
    real.ms += 500
    clock.pause()
    real.ms += 60_000
    assert clock.now_ms() == 500
    clock.go_on()
    real.ms += 250
    assert (clock.now_ms(), clock.take_gap_ms()) == (750, 0)


@given(st.lists(st.integers(-10_000, 20_000)))
def test_time_never_goes_back_and_no_real_time_is_lost(steps: list[int]) -> None:
    real = RealTime()
    clock, start, latest, gaps = WallClock(real_ms=real), real.ms, real.ms, 0
    before = 0
    for step in steps:
        real.ms += step
        latest = max(latest, real.ms)
        now = clock.now_ms()
        gaps += clock.take_gap_ms()
        assert now >= before
        assert now + gaps == latest - start
        before = now


def test_a_clock_must_run() -> None:
    with pytest.raises(ValueError, match="speed"):
        WallClock(speed=0)


def test_a_manual_clock_stands_still_until_it_is_moved() -> None:
    clock = ManualClock(5)
    clock.advance(10)
    clock.gap(7_000)
    assert (clock.now_ms(), clock.take_gap_ms(), clock.take_gap_ms()) == (15, 7_000, 0)
    with pytest.raises(ValueError, match="back"):
        clock.advance(-1)


def test_real_clocks_run() -> None:
    elapsed, clock = clocks.stopwatch(), WallClock(speed=100)
    waiting = threading.Thread(target=clocks.pause, args=(0.02,))
    waiting.start()
    waiting.join()
    clocks.pause(-1)
    assert elapsed() >= 19
    assert clock.now_ms() >= 1_900


def test_a_wall_stamp_is_utc_to_the_second() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", clocks.wall_stamp())
    assert clocks.today().year >= 2026
