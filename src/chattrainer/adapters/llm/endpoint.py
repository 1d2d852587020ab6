"""An endpoint: where it is, which model it is asked for, and within which limits."""

import ipaddress
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from chattrainer.adapters.llm.fault import EndpointFault

# A user and a password before the host: up to the last @, for a password may hold what ends a host's name.
_USER = re.compile(r"^([^/]*//)?.*@", re.DOTALL)
LONGEST_NAME = 63
"""Characters between two dots of a host's name."""
LOCAL_NAMES = ("localhost", "host.docker.internal")


class Secret:
    """A key. It shows itself to nobody: no log, traceback or export can hold it."""

    __slots__ = ("_value",)

    def __init__(self, value: str = "") -> None:
        self._value = value.strip()

    def reveal(self) -> str:
        """The key itself, for the request alone."""
        return self._value

    def __bool__(self) -> bool:
        return bool(self._value)

    def __repr__(self) -> str:
        return "Secret(…)" if self._value else "Secret()"

    __str__ = __repr__

    def __reduce__(self) -> tuple[type["Secret"], tuple[()]]:
        # Travels nowhere: a copy in another process knows nothing.
        return Secret, ()

    def redact(self, text: str) -> str:
        """The text without the key."""
        return text.replace(self._value, "…") if len(self._value) >= 4 else text


@dataclass(frozen=True, slots=True)
class Limits:
    """What one sitting may cost, and how long one answer may take."""

    connect_s: float = 4.0
    answer_s: float = 20.0
    most_bytes: int = 64_000
    at_once: int = 3
    most_tokens: int = 400_000
    most_cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Prices:
    """Per million tokens, in units of `currency`; 0 for a model on this machine."""

    prompt: float = 0.0
    cached: float = 0.0
    completion: float = 0.0
    currency: str = "USD"

    @property
    def known(self) -> bool:
        return bool(self.prompt or self.cached or self.completion)

    def cost(self, prompt: int, completion: int, cached: int = 0) -> float:
        fresh = max(0, prompt - cached)
        return (fresh * self.prompt + cached * self.cached + completion * self.completion) / 1_000_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint. `url` is the base, usually ending in `/v1`."""

    url: str = field(repr=False)
    model: str
    key: Secret = field(default_factory=Secret)
    limits: Limits = Limits()
    prices: Prices = Prices()
    needs_key: bool = False

    @property
    def host(self) -> str:
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return ""

    @property
    def is_near(self) -> bool:
        """On this machine or its own network: plain http is in order there, and no proxy has any business."""
        if self.host in LOCAL_NAMES or self.host.endswith(".local"):
            return True
        try:
            address = ipaddress.ip_address(self.host)
        except ValueError:
            return False
        return address.is_loopback or address.is_private

    @property
    def shown(self) -> str:
        """The address without user, password and query."""
        return re.split(r"[?#]", _USER.sub(r"\1", self.url), maxsplit=1)[0]

    def check(self) -> None:
        """Raises EndpointFault for what cannot work, before anything is sent."""
        try:
            parts = urlsplit(self.url)
            port = parts.port
        except ValueError:
            raise EndpointFault("wrong_url", self.shown) from None
        known = parts.scheme in ("http", "https") and parts.hostname and port != 0
        known = known and all(0 < len(name) <= LONGEST_NAME for name in self.host.rstrip(".").split("."))
        if not known or any(c.isspace() or not c.isprintable() for c in self.url):
            raise EndpointFault("wrong_url", self.shown)
        if parts.scheme == "http" and not self.is_near:
            # What is said, and the key with it, would travel for all to read.
            raise EndpointFault("https_due", self.shown)
        if self.needs_key and not self.key:
            raise EndpointFault("no_key", "")
        if not self.key.reveal().isascii() or any(c.isspace() for c in self.key.reveal()):
            raise EndpointFault("unauthorised", "")
