"""Words for a live sitting: asked for on threads of their own, given to the driver when they come."""

import threading
from collections.abc import Callable
from typing import Protocol

from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import Attempt, WordingGiven
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.sitting import SCRIPT, script_words


class Smith(Protocol):
    """Who words the turns. `warm` loads what the first would wait for, `close` lets go of it."""

    def word(self, wanted: WordMove, transcript: Transcript) -> WordingGiven: ...

    def warm(self) -> None: ...

    def close(self) -> None: ...


class LateWords:
    """A `WordCustomerTurn` that never blocks: it gives None, and hands the words to `give` later.

    Each turn gets words once: the wordsmith's, or the script's when they are not there after `limit_s`.
    """

    def __init__(self, smith: Smith, give: Callable[[WordingGiven], None], limit_s: float = 45.0) -> None:
        self._smith = smith
        self._give = give
        self._limit_s = limit_s
        self._lock = threading.Lock()
        self._open: dict[tuple[int, int], threading.Timer] = {}
        self._closed = False
        threading.Thread(target=smith.warm, name="words-warm", daemon=True).start()

    def __call__(self, wanted: WordMove, transcript: Transcript) -> WordingGiven | None:
        if self._closed:
            return script_words(wanted, transcript)
        timer = threading.Timer(self._limit_s, self._overdue, (wanted,))
        timer.daemon = True
        with self._lock:
            self._open[wanted.chat, wanted.of] = timer
        timer.start()
        threading.Thread(
            target=self._run, args=(wanted, transcript), name=f"words-{wanted.chat}", daemon=True
        ).start()
        return None

    def close(self) -> None:
        """No more is asked for; what is under way is let go, and from now on the script's words stand."""
        with self._lock:
            self._closed = True
            timers = list(self._open.values())
            self._open.clear()
        for timer in timers:
            timer.cancel()
        self._smith.close()

    def _run(self, wanted: WordMove, transcript: Transcript) -> None:
        self._hand_over(wanted, self._smith.word(wanted, transcript))

    def _overdue(self, wanted: WordMove) -> None:
        late = Attempt(text="", fault="endpoint.timeout")
        given = WordingGiven(
            at=wanted.at,
            chat=wanted.chat,
            of=wanted.of,
            source=SCRIPT,
            attempts=(late,),
            took_ms=round(self._limit_s * 1000),
        )
        self._hand_over(wanted, given)

    def _hand_over(self, wanted: WordMove, given: WordingGiven) -> None:
        with self._lock:
            timer = self._open.pop((wanted.chat, wanted.of), None)
        if timer is None:
            # Words were given already, or the sitting is over.
            return
        timer.cancel()
        self._give(given)
