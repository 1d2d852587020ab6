"""The endpoint that is set, asked about a sitting."""

from collections.abc import Mapping, Sequence
from typing import Any

from chattrainer.adapters.llm.client import Ask
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.llm.configured import required
from chattrainer.app.llm.wording import careful

MOST_TOKENS = 900


class EndpointAsker:
    """Asks within the limits of the settings: so many at once, so long, so dear. Close it when done."""

    def __init__(self, endpoint: Endpoint | None = None) -> None:
        """Without an `endpoint`, the one that is set. Raises UsageError when there is none."""
        self._client = careful(endpoint if endpoint is not None else required())

    @property
    def model(self) -> str:
        return self._client.model

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        """The words of one answer. Raises EndpointFault."""
        return self._client.ask(Ask(messages, schema, MOST_TOKENS)).text

    def close(self) -> None:
        self._client.close()
