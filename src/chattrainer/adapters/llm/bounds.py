"""A transport that reads no more than it should, and no longer."""

import threading
from collections.abc import Callable, Iterator

import httpx2

from chattrainer.adapters.llm.fault import EndpointFault


class Deadline(threading.local):
    """Until when the request of this thread may take, in seconds of a monotonic clock."""

    at: float = float("inf")


class BoundedTransport(httpx2.BaseTransport):
    """Hands requests on, and breaks off an answer that is too large or takes too long, however it drips."""

    def __init__(
        self, inner: httpx2.BaseTransport, most_bytes: int, now_s: Callable[[], float], deadline: Deadline
    ) -> None:
        self._inner = inner
        self._most = most_bytes
        self._now_s = now_s
        self._deadline = deadline

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        response = self._inner.handle_request(request)
        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        response.stream = _Bounded(stream, self._most, self._now_s, self._deadline.at)
        return response

    def close(self) -> None:
        self._inner.close()


class _Bounded(httpx2.SyncByteStream):
    def __init__(
        self, inner: httpx2.SyncByteStream, most: int, now_s: Callable[[], float], deadline: float
    ) -> None:
        self._inner = inner
        self._most = most
        self._now_s = now_s
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for chunk in self._inner:
            seen += len(chunk)
            if seen > self._most:
                self._inner.close()
                raise EndpointFault("too_large", f"> {self._most}")
            if self._now_s() > self._deadline:
                self._inner.close()
                raise EndpointFault("timeout", "")
            yield chunk

    def close(self) -> None:
        self._inner.close()
