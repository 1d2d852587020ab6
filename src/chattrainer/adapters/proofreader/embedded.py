"""The embedded proofreader: a blocking call from any thread, a cache, and a child that is replaced if it dies."""

import threading
from collections.abc import Callable, Sequence

from chattrainer.adapters.proofreader.availability import available, engine_name, missing
from chattrainer.adapters.proofreader.cache import FindingCache
from chattrainer.adapters.proofreader.finding import RawFinding, findings
from chattrainer.adapters.proofreader.process import Child, ChildDied, ChildTooSlow
from chattrainer.content.policies import policy_languages
from chattrainer.model.errors import OutsideError
from chattrainer.model.findings import LanguageFinding

CHECK_TIMEOUT_S = 30.0
# The first question of a language waits for its data: 2.5 s on two cores, much more on a busy machine.
LOAD_TIMEOUT_S = 120.0
MOST_DEATHS_IN_A_ROW = 3


class EmbeddedProofreader:
    """lingotweaker in a child process, started with the first question and shared by all threads.

    `timeout_s`: how long one answer may take. `start` makes a child (tests give their own).
    """

    def __init__(self, timeout_s: float = CHECK_TIMEOUT_S, start: Callable[[], Child] = Child) -> None:
        self.engine = engine_name(policy_languages())
        self._timeout_s = timeout_s
        self._start = start
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._loaded: set[str] = set()
        self._deaths = 0
        self._closed = False
        self._cache = FindingCache()

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        """Raw findings, one list a text, offsets in code points of the text as given.

        Raises OutsideError: not installed, too slow, died again and again.
        """
        self._require(language)
        return [list(self._checked(text, language)) for text in texts]

    def warm(self, language: str) -> None:
        """Starts the child and loads a language, so that the first check need not wait. Blocks meanwhile."""
        self._require(language)
        self._ask(language, [])

    def close(self) -> None:
        """Ends the child. Nothing can be checked afterwards."""
        self._closed = True
        child = self._child
        if child is not None:
            child.stop(patient=not self._turn.locked())

    def __enter__(self) -> "EmbeddedProofreader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def child_pid(self) -> int | None:
        """The child's process id while it runs (for measuring)."""
        child = self._child
        return child.pid if child is not None and child.is_alive else None

    def _require(self, language: str) -> None:
        if not available(language):
            reason = (missing(language) or "").removeprefix("proofread.missing.")
            raise OutsideError(f"proofread.no_{reason}", language=language)

    def _checked(self, text: str, language: str) -> tuple[LanguageFinding, ...]:
        def check() -> tuple[LanguageFinding, ...]:
            return tuple(findings(text, language, lambda pieces: self._ask(language, pieces)))

        return self._cache.get((self.engine, language, text), check)

    def _ask(self, language: str, texts: list[str]) -> list[list[RawFinding]]:
        with self._turn:
            while True:
                try:
                    return self._ask_once(language, texts)
                except ChildTooSlow:
                    self._buried()
                    raise OutsideError("proofread.too_slow", seconds=round(self._timeout_s)) from None
                except ChildDied as error:
                    self._buried()
                    if self._closed or self._deaths >= MOST_DEATHS_IN_A_ROW:
                        raise OutsideError("proofread.died", detail=str(error)) from error

    def _ask_once(self, language: str, texts: list[str]) -> list[list[RawFinding]]:
        if self._child is None and not self._closed:
            self._child = self._start()
        if self._closed or self._child is None:
            self._buried()
            raise OutsideError("proofread.closed")
        if language not in self._loaded:
            self._child.ask(language, [], max(LOAD_TIMEOUT_S, self._timeout_s))
            self._loaded.add(language)
        answers = self._child.ask(language, texts, self._timeout_s) if texts else []
        self._deaths = 0
        return answers

    def _buried(self) -> None:
        self._deaths += 1
        self._loaded.clear()
        if self._child is not None:
            self._child.stop(patient=False)
            self._child = None
