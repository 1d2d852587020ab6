"""The proofreaders of a process: the one that was named first, then the embedded one where it is installed."""

import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

from chattrainer.content.policies import policy_languages
from chattrainer.model.errors import OutsideError
from chattrainer.model.findings import LanguageFinding


class Engine(Protocol):
    """A proofreader that can be loaded beforehand and has to be let go."""

    @property
    def engine(self) -> str: ...

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]: ...

    def warm(self, language: str) -> None: ...

    def close(self) -> None: ...


class Proofreaders:
    """Each starts at its first use and is shared by all sittings. Thread-safe.

    `languagetool`: the address of a server, or `local`; checked when it is given (UsageError).
    """

    def __init__(self, languagetool: str | None = None) -> None:
        self._lock = threading.Lock()
        self._named: Engine | None = None
        self._embedded: Engine | None = None
        self.named = ""
        if languagetool is not None:
            from chattrainer.adapters.proofreader.languagetool import LanguageToolProofreader
            from chattrainer.adapters.proofreader.place import place_of

            place = place_of(languagetool)
            self._named = LanguageToolProofreader(place)
            self.named = place.shown

    def of(self, language: str, *, embedded_only: bool = False) -> tuple[Engine, ...]:
        """Those that may know the language, in the order in which they are asked; often one, possibly none."""
        if language not in policy_languages():
            return ()
        named = None if embedded_only else self._named
        return tuple(engine for engine in (named, self._embedded_for(language)) if engine is not None)

    def is_named(self, engine: Engine) -> bool:
        return engine is self._named

    def warm(self, language: str) -> None:
        """Loads the language where it will be asked first. What fails shows when something is judged."""
        for engine in self.of(language)[:1]:
            with suppress(OutsideError):
                engine.warm(language)

    def close(self) -> None:
        """Ends the processes that were started."""
        with self._lock:
            for engine in (self._named, self._embedded):
                if engine is not None:
                    engine.close()
            self._embedded = None

    def _embedded_for(self, language: str) -> Engine | None:
        from chattrainer.adapters.proofreader.availability import available

        if not available(language):
            return None
        with self._lock:
            if self._embedded is None:
                from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

                self._embedded = EmbeddedProofreader()
            return self._embedded
