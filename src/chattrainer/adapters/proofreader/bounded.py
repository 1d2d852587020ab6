"""A call that may hang: it is waited for so long, and no longer."""

import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
# A server that never ends its answers keeps a thread each; after so many, nothing more is asked of it.
MOST_HANGING = 4


class TookTooLong(Exception):
    """The call did not come back in time. It goes on by itself and ends with the program."""


class Bounded(Generic[T]):
    """Makes calls with a time limit over all of it, which a limit between two bytes is not."""

    def __init__(self) -> None:
        self._hanging = 0
        self._turn = threading.Lock()

    def call(self, work: Callable[[], T], timeout_s: float) -> T:
        """What the call gives or raises. Raises TookTooLong."""
        if self._hanging >= MOST_HANGING:
            raise TookTooLong
        done: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

        def run() -> None:
            with self._turn:
                self._hanging += 1
            try:
                result: tuple[T | None, BaseException | None] = (work(), None)
            except BaseException as error:
                result = (None, error)
            with self._turn:
                self._hanging -= 1
            done.put(result)

        threading.Thread(target=run, name="languagetool", daemon=True).start()
        try:
            value, error = done.get(timeout=timeout_s)
        except Empty:
            raise TookTooLong from None
        if error is not None:
            raise error
        return value  # type: ignore[return-value]
