"""Where a LanguageTool is: `local` (started here, with Java), or the address of a server."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from chattrainer.model.errors import UsageError

LOCAL = "local"
# What people copy along with the address.
_PATHS = ("/v2/check", "/v2")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Place:
    """`url` ends with a slash and is empty for a local one; `shown` holds no password and no key."""

    url: str
    shown: str
    host: str = ""

    @property
    def is_local(self) -> bool:
        return not self.url

    @property
    def is_on_this_machine(self) -> bool:
        """Whether no proxy has any business between us and it."""
        return self.is_local or self.host in _LOOPBACK


def place_of(text: str) -> Place:
    """The place that somebody named. Raises UsageError for what is neither an address nor `local`."""
    named = text.strip()
    if named.lower() == LOCAL:
        return Place("", LOCAL)
    try:
        parts = urlsplit(named)
        port = parts.port
    except ValueError:
        raise _no_url(text) from None
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or port == 0:
        raise _no_url(text)
    if parts.query or parts.fragment or any(c.isspace() or not c.isprintable() for c in named):
        raise _no_url(text)
    path = parts.path.rstrip("/")
    for ending in _PATHS:
        path = path.removesuffix(ending)
    host = parts.hostname if ":" not in parts.hostname else f"[{parts.hostname}]"
    shown = f"{parts.scheme.lower()}://{host}{f':{port}' if port else ''}{path}"
    return Place(_whole(parts, path), shown, parts.hostname)


def _whole(parts: SplitResult, path: str) -> str:
    return f"{parts.scheme.lower()}://{parts.netloc}{path}/"


def _no_url(text: str) -> UsageError:
    return UsageError("proofread.no_url", url=text[:200])
