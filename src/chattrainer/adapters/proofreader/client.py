"""language-tool-python as it is used here: bounded, never downloading, its answers taken as they came.

Its own `check` loses which part of a rule matched and counts lengths in UTF-16 units, so the answer is read here.
Importing it takes a third of a second: this module is imported when a LanguageTool is asked.
"""

from typing import Any, Literal
from urllib.parse import urljoin

from language_tool_python import LanguageTool
from language_tool_python.download_lt import LocalLanguageTool
from language_tool_python.exceptions import ServerError

from chattrainer.adapters.proofreader.place import Place

# What a local server may take to start. Tried so often, each on another port.
STARTS = 3
# Else a server reads a language's rules again for every text: seconds instead of milliseconds.
KEEPS_RULES = {"pipelineCaching": True, "maxPipelinePoolSize": 8, "pipelineExpireTimeInSeconds": 3600}


class UnknownLanguage(Exception):
    """The server has no rules for it."""


class Client(LanguageTool):
    """One server, asked in one language."""

    # Ends what hangs; how long is waited for an answer is decided by who asks, and is less.
    _TIMEOUT = 120  # type: ignore[assignment]

    def answer(self, text: str) -> Any:
        """What the server says of a text, as it says it. Raises LanguageToolError."""
        return self._query_server(
            urljoin(self.url, "check"), self._create_params(text), num_tries=1, method="post"
        )

    def _query_server(
        self,
        url: str,
        params: dict[str, str] | None = None,
        num_tries: int = 1,
        method: Literal["get", "post"] = "get",
    ) -> Any:
        # Once: who asks decides whether to ask again, and a local server is not started anew behind our back.
        return super()._query_server(url, params, 1, method)

    def _start_server_on_free_port(self) -> None:
        for tried in range(1, STARTS + 1):
            self._url = f"http://{self._host}:{self._port}/v2/"
            try:
                self._start_local_server()
                return
            except ServerError:
                if tried == STARTS:
                    raise
                self._port = self._available_ports.pop()


def installed() -> str | None:
    """The version of the LanguageTool that language-tool-python has on this machine. Downloads nothing."""
    found = LocalLanguageTool.get_latest_installed_version()
    return found.version_name if found is not None else None


def connect(place: Place, code: str, local_version: str = "") -> Client:
    """A connection to a server, or a server that is started here. The server must know the language.

    Raises LanguageToolError, or UnknownLanguage for one that the server does not have.
    """
    try:
        if place.is_local:
            return Client(code, language_tool_download_version=local_version, config=dict(KEEPS_RULES))
        # An empty proxy setting would not keep the environment's away from this machine's own server.
        direct = {"no_proxy": place.host} if place.is_on_this_machine else None
        return Client(code, remote_server=place.url, proxies=direct)
    except ValueError as error:
        if "language" in str(error):
            raise UnknownLanguage(code) from error
        raise
