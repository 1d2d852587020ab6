"""A circuit breaker: after so many failures in a row nobody is kept waiting for the next one."""

import threading
from collections.abc import Callable

from chattrainer.adapters.llm.fault import LASTING, EndpointFault

FAILURES = 3
REST_S = 30.0
LONG_REST_S = 300.0


class CircuitBreaker:
    """Closed while answers come; after FAILURES in a row open for a while, then one question may try. Thread-safe."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = float("-inf")

    def check(self) -> None:
        """Raises EndpointFault while open."""
        with self._lock:
            if self._failures >= FAILURES and self._now_s() < self._open_until:
                raise EndpointFault("circuit_open", "")
            if self._failures >= FAILURES:
                # The one that tries; the others wait for what it finds.
                self._open_until = self._now_s() + REST_S

    def worked(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self, fault: EndpointFault) -> None:
        """A fault that stays until somebody mends it opens the circuit at once, and for longer."""
        with self._lock:
            lasting = fault.kind in LASTING
            self._failures = FAILURES if lasting else self._failures + 1
            if self._failures >= FAILURES:
                self._open_until = self._now_s() + (LONG_REST_S if lasting else REST_S)
