"""What a proof found: what failed and what to do about it, and the figures of what was played."""

from typing import Literal

from pydantic import Field

from chattrainer.model.base import Value

ProofName = Literal["file", "skilled", "tricks", "model", "asked", "said", "conduct", "length", "sitting"]


class Finding(Value):
    """One thing that a proof found. `key` names its text (`proof.finding.<key>`), `params` fill it.

    An `error` fails the case; `advice` does not.
    """

    proof: ProofName
    severity: Literal["error", "advice"]
    key: str
    params: dict[str, str | int | float] = {}


class Tally(Value):
    """So many of so many trials held."""

    held: int = 0
    of: int = 0

    def and_one(self, holds: bool) -> "Tally":
        return Tally(held=self.held + holds, of=self.of + 1)


class Reached(Value):
    """What the plays came to, by number of plays; `never` are those that no play came to."""

    found: dict[str, int] = {}
    never: tuple[str, ...] = ()


class CaseProof(Value):
    """The proof of one case."""

    id: str
    path: str = ""
    findings: tuple[Finding, ...] = ()
    plays: int = 0
    solved: Tally = Tally()
    failed: Tally = Tally(held=0, of=0)
    asked: Tally = Tally()
    said: Tally = Tally()
    confused: Tally = Tally()
    model_score: float | None = None
    skilled_score: float | None = None
    minutes: float | None = Field(default=None, description="the skilled robot's mean")
    expected_minutes: float | None = None
    outcomes: Reached = Reached()
    moves: Reached = Reached()

    @property
    def passed(self) -> bool:
        return not any(f.severity == "error" for f in self.findings)


class SittingProof(Value):
    """The degenerate robots in a sitting of several cases: `scores` are their overall marks."""

    scenarios: tuple[str, ...]
    scores: dict[str, float] = {}
    findings: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.findings
