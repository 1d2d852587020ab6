"""Asking with care: at most so many at once, once more after a passing fault, none while the circuit is open."""

import threading
from collections.abc import Callable
from contextlib import suppress

from chattrainer.adapters.llm.breaker import CircuitBreaker
from chattrainer.adapters.llm.client import Ask, LlmClient
from chattrainer.adapters.llm.completion import Completion
from chattrainer.adapters.llm.fault import PASSING, EndpointFault
from chattrainer.adapters.llm.purse import Purse, Spent

RETRIES = 1
# Before one more try: so long, and up to so much more by chance, so that several chats don't come back together.
BACK_OFF_S, JITTER_S = 0.4, 0.6


class CarefulClient:
    """One endpoint for one sitting. `jitter` gives a share from 0 to 1, `pause` waits so many seconds.

    `spent`: what the sitting had spent before it was taken up again.
    """

    def __init__(
        self,
        client: LlmClient,
        *,
        now_s: Callable[[], float],
        pause: Callable[[float], None],
        jitter: Callable[[], float],
        spent: Spent | None = None,
    ) -> None:
        self._client = client
        self._pause = pause
        self._jitter = jitter
        limits = client.endpoint.limits
        self._places = threading.BoundedSemaphore(max(1, limits.at_once))
        self._patience_s = limits.answer_s
        self._breaker = CircuitBreaker(now_s)
        self._purse = Purse(limits, client.endpoint.prices, spent)

    @property
    def model(self) -> str:
        return self._client.endpoint.model

    @property
    def structured(self) -> bool:
        return self._client.structured

    @property
    def spent(self) -> Spent:
        return self._purse.spent

    def warm(self) -> None:
        """Loads what the first question would have to wait for; what is wrong is told by that question."""
        with suppress(EndpointFault):
            self._client.warm()

    def close(self) -> None:
        self._client.close()

    def ask(self, given: Ask) -> Completion:
        """One answer. Raises EndpointFault."""
        self._purse.check()
        self._breaker.check()
        if not self._places.acquire(timeout=self._patience_s):
            raise EndpointFault("busy", "")
        try:
            answer = self._persistent(given)
        except EndpointFault as fault:
            self._breaker.failed(fault)
            raise
        finally:
            self._places.release()
        self._breaker.worked()
        self._purse.pay(answer)
        return answer

    def _persistent(self, given: Ask) -> Completion:
        for attempt in range(RETRIES + 1):
            try:
                return self._client.ask(given)
            except EndpointFault as fault:
                if fault.kind not in PASSING or attempt == RETRIES:
                    raise
            self._pause(BACK_OFF_S + JITTER_S * self._jitter())
        raise EndpointFault("internal", "")
