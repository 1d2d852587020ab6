"""How an endpoint fails: each way has a name (locale `llm.fault.<kind>`)."""

from typing import Literal

from chattrainer.model.errors import OutsideError

FaultKind = Literal[
    "wrong_url",
    "https_due",
    "no_tls",
    "no_key",
    "unauthorised",
    "unreachable",
    "refused",
    "timeout",
    "unknown_model",
    "rate_limited",
    "server_error",
    "rejected",
    "no_json",
    "html",
    "error_inside",
    "garbled",
    "cut",
    "too_large",
    "empty",
    "busy",
    "circuit_open",
    "budget",
    "internal",
]
PASSING: frozenset[str] = frozenset({"rate_limited", "server_error", "unreachable", "cut"})
"""Faults that may be gone a moment later: worth one more try."""
LASTING: frozenset[str] = frozenset(
    {"wrong_url", "https_due", "no_tls", "no_key", "unauthorised", "unknown_model", "html", "refused"}
)
"""Faults that stay until somebody mends them."""


class EndpointFault(OutsideError):
    """An endpoint that did not answer as it should. `kind` names how; `detail` is its own word, without any key."""

    def __init__(self, kind: FaultKind, detail: str = "") -> None:
        shown = " ".join(detail[:200].split()).rstrip(".")
        super().__init__(f"llm.{kind}", detail=shown, said=f" ({shown})" if shown else "")
        self.kind: FaultKind = kind
        self.detail = detail[:200]

    def __reduce__(self) -> tuple[type["EndpointFault"], tuple[FaultKind, str]]:
        return EndpointFault, (self.kind, self.detail)
