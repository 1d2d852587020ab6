"""LanguageTool through language-tool-python: a server by its address, or one that is started here."""

import shutil
import threading
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from chattrainer.adapters.proofreader.answer import Answer, HalfAnswer, answer_of
from chattrainer.adapters.proofreader.bounded import Bounded, TookTooLong
from chattrainer.adapters.proofreader.cache import FindingCache
from chattrainer.adapters.proofreader.finding import RawFinding, findings
from chattrainer.adapters.proofreader.place import Place
from chattrainer.locale.safe import printable
from chattrainer.model.errors import OutsideError
from chattrainer.model.findings import LanguageFinding

if TYPE_CHECKING:
    from chattrainer.adapters.proofreader.client import Client

CHECK_TIMEOUT_S = 20.0
# A server reads a language's rules with its first text: 11 to 16 s on two cores.
FIRST_TIMEOUT_S = 60.0
# A text that makes a server read its rules.
ANY_WORD = "ok"
# Long enough to be an answer of any server, short enough to be shown in a message.
EXCERPT = 80
_FULL = ("limit", "overload", "too many")


class LanguageToolProofreader:
    """Connects with the first question. All threads share one connection a language, one question at a time.

    `timeout_s`: how long the answer to one message may take; the first one in a language, `first_timeout_s`.
    """

    def __init__(
        self, place: Place, timeout_s: float = CHECK_TIMEOUT_S, first_timeout_s: float = FIRST_TIMEOUT_S
    ) -> None:
        self.place = place
        self._timeout_s = timeout_s
        self._first_timeout_s = max(timeout_s, first_timeout_s)
        self._turn = threading.RLock()
        self._clients: dict[str, Client] = {}
        self._answered: set[str] = set()
        self._local: tuple[Client, Place] | None = None
        self._calls: Bounded[Any] = Bounded()
        self._cache = FindingCache()
        self._software = ""

    @property
    def engine(self) -> str:
        """Name and version, as the server gave them with its last answer. Asks, if it never answered.

        Raises OutsideError when it does not answer.
        """
        if not self._software:
            self.warm(sorted(codes())[0])
        return f"{self._software} (server)"

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        """Raw findings, one list a text, offsets in code points of the text as given.

        Raises OutsideError: unreachable, too slow, busy, an answer that makes no sense.
        """
        return [list(self._checked(text, language)) for text in texts]

    def warm(self, language: str) -> None:
        """Connects, and lets the server read the language's rules. Blocks meanwhile."""
        self._ask(language, [ANY_WORD])

    def close(self) -> None:
        """Ends a server that was started here."""
        with self._turn:
            self._clients.clear()
            if self._local is not None:
                self._local[0].close()
                self._local = None

    def __enter__(self) -> "LanguageToolProofreader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _checked(self, text: str, language: str) -> tuple[LanguageFinding, ...]:
        def check() -> tuple[LanguageFinding, ...]:
            return tuple(findings(text, language, lambda pieces: self._ask(language, pieces)))

        if not self._software:
            # In the language that is wanted: a server takes its time to read another one's rules.
            self.warm(language)
        return self._cache.get((self.engine, language, text), check)

    def _ask(self, language: str, texts: list[str]) -> list[list[RawFinding]]:
        with self._turn:
            return [self._answer(language, text).found for text in texts]

    def _answer(self, language: str, text: str) -> Answer:
        try:
            client = self._clients.get(language) or self._connected(language)
            limit_s = self._timeout_s if language in self._answered else self._first_timeout_s
            said = answer_of(self._calls.call(lambda: client.answer(text), limit_s), text)
        except OutsideError:
            raise
        except Exception as error:  # the client's errors have no common class; each is told by its kind
            self._forget(language)
            raise self._told(error, language) from error
        self._clients[language] = client
        self._answered.add(language)
        self._software = said.software
        return said

    def _connected(self, language: str) -> "Client":
        from chattrainer.adapters.proofreader.client import connect

        code = codes().get(language)
        if code is None:
            raise OutsideError("proofread.lt_language", url=self.place.shown, language=language)
        place = self.place
        if place.is_local:
            place = self._started(code)
        # One that we have just started is still busy with itself.
        limit_s = self._first_timeout_s if self.place.is_local else self._timeout_s
        client: Client = self._calls.call(lambda: connect(place, code), limit_s)
        return client

    def _started(self, code: str) -> Place:
        """Where the local server is, which is started if it does not run."""
        from chattrainer.adapters.proofreader.client import connect

        if self._local is None:
            version = local_version()
            client = self._calls.call(lambda: connect(self.place, code, version), self._first_timeout_s)
            url = client.url.removesuffix("v2/")
            self._local = (client, Place(url, self.place.shown, "127.0.0.1"))
        return self._local[1]

    def _forget(self, language: str) -> None:
        """After a failure everything is connected anew; a server of our own that died is started again."""
        self._clients.pop(language, None)
        self._answered.discard(language)
        if self._local is not None and not self._local[0]._server_is_alive():
            self._local = None

    def _told(self, error: Exception, language: str) -> OutsideError:
        key, detail = _cause_of(error)
        if key == "lt_slow" and self.place.url.startswith("https") and not self._software:
            # A server that speaks plain http waits for the end of what it takes for a line.
            key = "lt_tls"
        return OutsideError(f"proofread.{key}", url=self.place.shown, detail=detail, language=language)


@cache
def codes() -> dict[str, str]:
    """By language, the code that a LanguageTool server knows it by."""
    text = resources.files(__package__).joinpath("languagetool.toml").read_text(encoding="utf-8")
    known: dict[str, str] = tomllib.loads(text)["languages"]
    return known


def local_version() -> str:
    """The LanguageTool that can be started here. Raises OutsideError, which says what is missing."""
    from chattrainer.adapters.proofreader.client import installed

    if shutil.which("java") is None:
        raise OutsideError("proofread.lt_no_java")
    version = installed()
    if version is None:
        raise OutsideError("proofread.lt_none_here")
    return version


def _cause_of(error: Exception) -> tuple[str, str]:
    """The key of the message, and a detail from outside that is safe to show."""
    from language_tool_python.exceptions import RateLimitError
    from requests import exceptions as http

    from chattrainer.adapters.proofreader.client import UnknownLanguage

    cause = error.__cause__
    detail = printable(str(error), lines=False)[:EXCERPT]
    if isinstance(error, TookTooLong | HalfAnswer) or isinstance(cause, http.Timeout):
        return "lt_slow", ""
    if isinstance(error, RateLimitError) or any(word in str(error).lower() for word in _FULL):
        return "lt_busy", detail
    if isinstance(error, UnknownLanguage):
        return "lt_language", ""
    if isinstance(cause, http.SSLError):
        return "lt_tls", ""
    if isinstance(cause, OSError) and not isinstance(cause, http.InvalidJSONError):
        return "lt_unreachable", ""
    return "lt_nonsense", detail
