"""The live driver: a sitting on a thread of its own that follows the wall clock, or runs n times faster."""

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import SittingOpened
from chattrainer.model.inputs import Input
from chattrainer.model.log import Entry
from chattrainer.runtime.clocks import Clock
from chattrainer.runtime.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Gesture:
    """An input without its moment: the driver stamps it when it was made."""

    make: Callable[[int], Input]
    made_at_ms: int


class LiveDriver:
    """Runs a sitting against a clock. Gestures come in from any thread; entries go out through `post`.

    `post(entries)` and `refused(error)` are called on the driver's thread. `stop()` ends the thread after
    the gesture in hand; nothing that was posted is lost, since it was appended to the log before.
    """

    def __init__(
        self,
        sitting: Sitting,
        opened: SittingOpened,
        clock: Clock,
        post: Callable[[Sequence[Entry]], None],
        refused: Callable[[IllegalInput], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._sitting = sitting
        self._opened = opened
        self._clock = clock
        self._post = post
        self._refused = refused
        self._failed = failed
        self._gestures: queue.Queue[Gesture | None] = queue.Queue()
        self._thread = threading.Thread(target=self._run, name="sitting", daemon=True)

    @property
    def now_ms(self) -> int:
        """Simulated milliseconds since the start: what the desk's timers count."""
        return self._clock.now_ms()

    def start(self) -> None:
        self._thread.start()

    def submit(self, kind: type[Any], **fields: Any) -> None:
        """A gesture of the agent, e.g. `submit(Say, chat=1, text="Bonjour")`. Returns at once."""
        at = self._clock.now_ms()
        self._gestures.put(Gesture(lambda now: kind(at=now, **fields), at))

    def stop(self, wait_s: float = 2.0) -> None:
        self._gestures.put(None)
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join(wait_s)

    def _run(self) -> None:
        raise NotImplementedError
