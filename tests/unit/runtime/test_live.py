"""The live driver: gestures from any thread, facts told as they become safe, gaps of the clock left out."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from chattrainer.model.errors import ChattrainerError, IllegalInput
from chattrainer.model.facts import CustomerSaid, SittingEnded
from chattrainer.model.inputs import MAX_TEXT, Close, Finish, Paused, Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Reading
from chattrainer.runtime.clocks import WallClock
from chattrainer.runtime.live import LiveDriver
from chattrainer.runtime.sitting import MemoryLog, Sitting
from tests.support.cases import plan
from tests.support.desk import engine, opened

PATIENCE_S = 20.0


class Heard:
    """A listener that lets a test wait for what it expects."""

    def __init__(self) -> None:
        self.log: list[Entry] = []
        self.errors: list[ChattrainerError] = []
        self._news = threading.Condition()
        self._ended = False

    def entries(self, entries: Sequence[Entry]) -> None:
        with self._news:
            self.log += entries
            self._news.notify_all()

    def refused(self, error: IllegalInput) -> None:
        with self._news:
            self.errors.append(error)
            self._news.notify_all()

    def failed(self, error: ChattrainerError) -> None:
        self.refused(IllegalInput(error.key))

    def ended(self) -> None:
        with self._news:
            self._ended = True
            self._news.notify_all()

    def wait_for(self, kind: type[Any]) -> Any:
        with self._news:
            assert self._news.wait_for(lambda: self._found(kind) is not None, PATIENCE_S)
            return self._found(kind)

    def wait_for_error(self) -> ChattrainerError:
        with self._news:
            assert self._news.wait_for(lambda: bool(self.errors), PATIENCE_S)
            return self.errors[-1]

    def wait_for_end(self) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self._ended, PATIENCE_S)

    def _found(self, kind: type[Any]) -> Any:
        return next((e.event for e in self.log if isinstance(e.event, kind)), None)


def driver(heard: Heard, clock: WallClock, closed: list[bool] | None = None) -> LiveDriver:
    drawn = plan(1)
    sitting = Sitting(engine(drawn), lambda *_: Reading(reader="test"), MemoryLog())
    return LiveDriver(
        lambda: (sitting, sitting.open(opened(drawn))),
        heard,
        clock=clock,
        close=(closed if closed is not None else []).append,
    )


def test_a_gesture_is_stamped_when_it_is_taken_and_told_once_it_is_safe() -> None:
    heard = Heard()
    live = driver(heard, WallClock(speed=50))
    live.start()
    heard.wait_for(CustomerSaid)
    live.submit(Say, chat=1, text="Hello")
    said = heard.wait_for(Say)
    live.stop()
    assert said.text == "Hello"
    assert said.at >= 1_200


def test_a_gesture_that_cannot_be_taken_is_refused_and_the_sitting_goes_on() -> None:
    heard = Heard()
    live = driver(heard, WallClock(speed=50))
    live.start()
    live.submit(Close, chat=7, disposition="solved", reason="delivery")
    assert heard.wait_for_error().key == "unknown_chat"
    live.submit(Say, chat=1, text="Hello")
    heard.wait_for(Say)
    live.stop()


@pytest.mark.parametrize("text", ["x" * (MAX_TEXT + 1), "half a smile: \ud83d"])
def test_what_is_no_gesture_at_all_is_refused_and_the_sitting_goes_on(text: str) -> None:
    heard = Heard()
    live = driver(heard, WallClock(speed=50))
    live.start()
    live.submit(Say, chat=1, text=text)
    assert heard.wait_for_error().key == "wrong_input"
    live.submit(Say, chat=1, text="Hello")
    heard.wait_for(Say)
    live.stop()


def test_after_finish_what_is_left_happens_at_once() -> None:
    heard = Heard()
    closed: list[bool] = []
    live = driver(heard, WallClock(), closed)
    live.start()
    live.submit(Finish)
    heard.wait_for_end()
    assert heard.wait_for(SittingEnded).why == "finished"
    assert closed == [True]


def test_stopping_leaves_the_log_open() -> None:
    heard = Heard()
    closed: list[bool] = []
    live = driver(heard, WallClock(), closed)
    live.start()
    live.stop()
    assert closed == [False]


def test_a_closed_lid_is_a_pause_and_loses_no_customer() -> None:
    heard = Heard()
    real = [0]
    live = driver(heard, WallClock(real_ms=lambda: real[0]))
    live.start()
    for _ in range(20):
        real[0] += 200
        heard_one = threading.Event()
        heard_one.wait(0.01)
    real[0] += 3_600_000
    paused = heard.wait_for(Paused)
    live.stop()
    assert paused.gap_ms >= 3_600_000
    assert paused.at < 60_000
