"""The live driver: a sitting on a thread of its own that follows the wall clock, or runs n times faster."""

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from pydantic import ValidationError

from chattrainer.model.base import Millis, what_is_wrong
from chattrainer.model.errors import ChattrainerError, IllegalInput, OutsideError
from chattrainer.model.inputs import Finish, Paused, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.runtime.clocks import TICK_S, WallClock, wall_stamp
from chattrainer.runtime.sitting import Agent, Sitting

Gesture = tuple[type[Any], dict[str, Any]]


class Listener(Protocol):
    """Who is told. All of it is called on the driver's thread."""

    def entries(self, entries: Sequence[Entry]) -> None:
        """New log entries, already safe in the log."""

    def refused(self, error: IllegalInput) -> None:
        """A gesture could not be taken; nothing changed."""

    def ended(self) -> None:
        """The sitting is over; nothing more will come."""

    def failed(self, error: ChattrainerError) -> None:
        """The log could not be written. The driver stopped; what was told before is safe."""


class LiveDriver:
    """Runs a sitting against a clock.

    Gestures come in from any thread by `submit`; they are stamped when they are taken, in order. With an
    `agent` (a robot) its gestures are made at their moments. `stop` ends the thread and leaves the log open.
    """

    def __init__(
        self,
        begin: Callable[[], tuple[Sitting, Sequence[Entry]]],
        listener: Listener,
        *,
        clock: WallClock,
        agent: Agent | None = None,
        close: Callable[[bool], None] = lambda ended: None,
    ) -> None:
        self._begin = begin
        self._listener = listener
        self._clock = clock
        self._agent = agent
        self._close = close
        self._gestures: queue.SimpleQueue[Gesture | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sitting", daemon=True)
        self._stopping = False
        self._finished = False

    @property
    def now_ms(self) -> Millis:
        """Simulated milliseconds since the start: what the desk's timers count."""
        return self._clock.now_ms()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    @property
    def started(self) -> bool:
        """Whether it ever ran."""
        return self._thread.ident is not None

    def start(self) -> None:
        self._thread.start()

    def submit(self, kind: type[Any], **fields: Any) -> None:
        """A gesture of the agent, e.g. `submit(Say, chat=1, text="Bonjour")`. Returns at once."""
        self._gestures.put((kind, fields))

    def give(self, words: WordingGiven) -> None:
        """Words for a customer's turn, from any thread; stamped when they are taken. Returns at once."""
        fields = {
            name: getattr(words, name) for name in type(words).model_fields if name not in ("at", "kind")
        }
        self._gestures.put((WordingGiven, fields))

    def pause(self) -> None:
        self._clock.pause()

    def go_on(self) -> None:
        self._clock.go_on()

    def stop(self, wait_s: float = 5.0) -> None:
        """Ends the thread after the gesture in hand. The log stays open, to be resumed."""
        self._stopping = True
        self._gestures.put(None)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(wait_s)

    def _run(self) -> None:
        ended = False
        try:
            sitting, entries = self._begin()
            self._listener.entries(entries)
            ended = self._go(sitting)
        except ChattrainerError as error:
            self._listener.failed(error)
        except Exception as error:
            # A defect must neither hang the desk nor write over it: what was told before is in the log.
            told = OutsideError("internal", what=f"{type(error).__name__}: {error}")
            told.__cause__ = error
            self._listener.failed(told)
        finally:
            ended = self._closed(ended) and ended
        if ended:
            self._listener.ended()

    def _closed(self, ended: bool) -> bool:
        """Lets the log go; False when it could not be closed as it should (it can be taken up again)."""
        try:
            self._close(ended)
        except ChattrainerError as error:
            self._listener.failed(error)
            return False
        return True

    def _go(self, sitting: Sitting) -> bool:
        while not self._stopping and not sitting.over:
            gesture = self._next_gesture(sitting)
            self._tick(sitting)
            if gesture is not None:
                self._take(sitting, gesture)
            elif self._agent is not None:
                self._let_agent(sitting, self._agent)
        return sitting.over

    def _next_gesture(self, sitting: Sitting) -> Gesture | None:
        due = sitting.next_due
        wait_s = TICK_S
        if due is not None:
            wait_s = min(wait_s, max(0.0, (due - self._clock.now_ms()) / 1000 / self._clock.speed))
        if self._agent is not None:
            wait_s = min(wait_s, 0.02)
        try:
            return self._gestures.get(timeout=wait_s)
        except queue.Empty:
            return None

    def _tick(self, sitting: Sitting) -> None:
        gap_ms = self._clock.take_gap_ms()
        now = max(self._clock.now_ms(), sitting.now)
        if gap_ms:
            self._listener.entries(sitting.feed(Paused(at=now, gap_ms=gap_ms, wall=wall_stamp())))
        entries = sitting.advance(now)
        if entries:
            self._listener.entries(entries)

    def _take(self, sitting: Sitting, gesture: Gesture) -> None:
        kind, fields = gesture
        if sitting.over:
            return
        try:
            self._listener.entries(sitting.feed(kind(at=sitting.now, **fields)))
        except IllegalInput as error:
            self._listener.refused(error)
        except ValidationError as error:
            # No gesture at all: a text beyond all bounds, half a character.
            self._listener.refused(IllegalInput("wrong_input", what=what_is_wrong(error)))
        self._finished = self._finished or kind is Finish
        if self._finished:
            # Again after words that came late: she was typing when the agent stopped.
            self._run_out(sitting)

    def _run_out(self, sitting: Sitting) -> None:
        """The agent has stopped: what is left happens at once, in simulated time."""
        while not sitting.over and (due := sitting.next_due) is not None and not self._stopping:
            self._listener.entries(sitting.advance(due))

    def _let_agent(self, sitting: Sitting, agent: Agent) -> None:
        while not sitting.over and (given := agent.next(sitting.transcript)) is not None:
            if given.at > sitting.now:
                return
            try:
                entries = sitting.feed(given.model_copy(update={"at": sitting.now}))
                agent.done(given)
                self._listener.entries(entries)
            except IllegalInput as error:
                agent.refused(given, error)
