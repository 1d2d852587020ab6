"""The client of an endpoint: the `openai` package, within limits, asking for what the endpoint can do."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chattrainer.adapters.llm.completion import Completion, completion_of, said_in
from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.adapters.llm.fault import EndpointFault, FaultKind

# Local servers want no key, the package wants one.
NO_KEY = "none"
# What a request may ask for beyond the plain minimum; an endpoint that refuses one is not asked for it again.
# By schema, as most do; as a JSON object with a schema beside it, as some local servers do.
FORMS = ("json_schema", "json_object")
EXTRAS = (*FORMS, "max_tokens", "temperature")
TEMPERATURE = 0.8


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: the messages, the schema of the answer, the most tokens that it may have."""

    messages: Sequence[Mapping[str, str]]
    schema: Mapping[str, Any]
    most_tokens: int = 400


class LlmClient:
    """Asks one endpoint. Thread-safe; the `openai` package is imported at the first question."""

    def __init__(self, endpoint: Endpoint, now_s: Callable[[], float]) -> None:
        """`now_s`: a monotonic clock, in seconds."""
        self.endpoint = endpoint
        self._now_s = now_s
        self._lock = threading.Lock()
        self._client: Any = None
        self._deadline: Any = None
        self._refused: set[str] = set()
        self._newer_limit = False

    @property
    def structured(self) -> bool:
        """Whether answers are asked for by schema; False once the endpoint has refused."""
        return not self._refused.issuperset(FORMS)

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def warm(self) -> None:
        """Loads the package, which may take a second or more. Raises EndpointFault for an impossible endpoint."""
        self.endpoint.check()
        with self._lock:
            self._opened()

    def ask(self, given: Ask) -> Completion:
        """One answer. Raises EndpointFault. What the endpoint cannot do is left out, and remembered."""
        if not self.endpoint.model.strip():
            raise EndpointFault("unknown_model", "")
        self.warm()
        limit = self._now_s() + self.endpoint.limits.answer_s
        for _ in range(len(EXTRAS) + 2):
            try:
                return self._ask_once(given, limit)
            except EndpointFault as fault:
                if fault.kind != "rejected" or not self._give_way(fault.detail):
                    raise
        raise EndpointFault("rejected", "")

    def models(self) -> tuple[str, ...]:
        """The names of the models that the endpoint offers; empty where it doesn't say. Raises EndpointFault."""
        self.warm()
        body = self._call(lambda client: client.models.with_raw_response.list(), None)
        try:
            listed = json.loads(body.decode("utf-8"))["data"]
            return tuple(str(model["id"]) for model in listed)
        except (ValueError, KeyError, TypeError, RecursionError):
            return ()

    def _ask_once(self, given: Ask, limit: float) -> Completion:
        asked = {
            "model": self.endpoint.model,
            "messages": list(given.messages),
            **self._extras(given),
        }
        body = self._call(lambda client: self._posted(client, asked), limit)
        try:
            found = completion_of(body, "".join(m["content"] for m in given.messages))
        except EndpointFault as fault:
            raise EndpointFault(fault.kind, self.endpoint.key.redact(fault.detail)) from None
        # What an answer says is shown and kept, and a server knows the key.
        return replace(found, text=self.endpoint.key.redact(found.text))

    def _posted(self, client: Any, asked: dict[str, Any]) -> Any:
        """By the package's general request: its typed one first walks through every message, which takes longer."""
        import httpx2

        return client.post("/chat/completions", cast_to=httpx2.Response, body=asked)

    def _extras(self, given: Ask) -> dict[str, Any]:
        extras: dict[str, Any] = {}
        if "json_schema" not in self._refused:
            named = {"name": "wording", "strict": True, "schema": dict(given.schema)}
            extras["response_format"] = {"type": "json_schema", "json_schema": named}
        elif "json_object" not in self._refused:
            extras["response_format"] = {"type": "json_object", "schema": dict(given.schema)}
        if "max_tokens" not in self._refused:
            extras["max_completion_tokens" if self._newer_limit else "max_tokens"] = given.most_tokens
        if "temperature" not in self._refused:
            extras["temperature"] = TEMPERATURE
        return extras

    def _give_way(self, said: str) -> bool:
        """Leaves out what the endpoint refuses; False when there is nothing left to leave out."""
        lowered = said.lower()
        if "max_completion_tokens" in lowered and not self._newer_limit:
            self._newer_limit = True
            return True
        for name in ("temperature", "max_tokens"):
            if name in lowered and name not in self._refused:
                self._refused.add(name)
                return True
        left = [name for name in EXTRAS if name not in self._refused]
        self._refused.update(left[:1])
        return bool(left)

    def _call(self, request: Callable[[Any], Any], limit: float | None) -> bytes:
        client = self._client
        self._deadline.at = float("inf") if limit is None else limit
        try:
            answer = request(client)
            return bytes(answer.content)
        except EndpointFault:
            raise
        except Exception as error:
            # Without its cause: tracebacks of the client hold the request's headers.
            raise self._fault(error) from None

    def _opened(self) -> None:
        if self._client is None:
            import httpx2
            from openai import OpenAI

            from chattrainer.adapters.llm.bounds import BoundedTransport, Deadline

            limits = self.endpoint.limits
            self._deadline = Deadline()
            timeout = httpx2.Timeout(limits.answer_s, connect=limits.connect_s)
            # The authorities' certificates take a while to load, and plain http has no use for them.
            secure = self.endpoint.url.startswith("https:")
            inner = httpx2.HTTPTransport(verify=secure, retries=0, proxy=_proxy(self.endpoint))
            transport = BoundedTransport(inner, limits.most_bytes, self._now_s, self._deadline)
            self._client = OpenAI(
                api_key=self.endpoint.key.reveal() or NO_KEY,
                base_url=self.endpoint.url,
                max_retries=0,
                timeout=timeout,
                http_client=httpx2.Client(
                    timeout=timeout,
                    verify=secure,
                    follow_redirects=False,
                    trust_env=False,
                    transport=transport,
                ),
            )

    def _fault(self, error: Exception) -> EndpointFault:
        kind, detail = _classified(error)
        return EndpointFault(kind, self.endpoint.key.redact(detail))


def _proxy(endpoint: Endpoint) -> str | None:
    """The way out of this machine, where the environment names a proxy; none for what is near."""
    from urllib.request import getproxies, proxy_bypass

    if endpoint.is_near or proxy_bypass(endpoint.host):
        return None
    return getproxies().get(endpoint.url.partition(":")[0])


def _classified(error: Exception) -> tuple[FaultKind, str]:
    """Which of the known ways to fail this is, and what was said about it."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return "timeout", ""
    if isinstance(error, openai.APIStatusError):
        return _by_status(error.status_code, _told(error), str(error.response.headers.get("location", "")))
    if isinstance(error, UnicodeError):
        return "garbled", ""
    chain = " ".join(_chain(error)).lower()
    if "timed out" in chain or "timeout" in chain:
        return "timeout", ""
    if any(sign in chain for sign in ("wrong_version_number", "record layer", "ssl", "certificate", "tls")):
        return "no_tls", _chain(error)[-1]
    if "refused" in chain:
        return "refused", ""
    if any(
        sign in chain
        for sign in ("name or service", "getaddrinfo", "nodename", "name resolution", "no address")
    ):
        return "wrong_url", _chain(error)[-1]
    if any(sign in chain for sign in ("incomplete", "peer closed", "disconnected", "reset", "broken pipe")):
        return "cut", ""
    if any(sign in chain for sign in ("decod", "illegal", "invalid", "protocol")):
        return "no_json", ""
    return "unreachable", _chain(error)[-1]


def _by_status(status: int, told: str, location: str) -> tuple[FaultKind, str]:
    lowered = told.lower()
    if 300 <= status < 400:
        return ("https_due" if location.startswith("https:") else "wrong_url"), location
    if status in (401, 403):
        return "unauthorised", told
    if status == 429:
        return "rate_limited", told
    if any(sign in lowered for sign in ("response_format", "json_schema", "validation error")):
        # Some say with a 500 that they don't know what they were asked for.
        return "rejected", f"{status} {told}"
    if status >= 500:
        return "server_error", f"{status} {told}"
    if "https port" in lowered or "requires tls" in lowered:
        return "https_due", told or str(status)
    if "model" in lowered and any(
        sign in lowered for sign in ("not found", "exist", "unknown", "no such", "invalid model")
    ):
        return "unknown_model", told
    if status in (404, 405):
        return "wrong_url", f"{status} {told}"
    return "rejected", f"{status} {told}"


def _told(error: Any) -> str:
    body = error.body
    said = said_in(body) if body else ""
    return " ".join(said.split())[:200]


def _chain(error: BaseException) -> list[str]:
    told: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(told) < 8:
        told.append(f"{type(seen).__name__}: {seen}")
        seen = seen.__cause__ or seen.__context__
    return told
