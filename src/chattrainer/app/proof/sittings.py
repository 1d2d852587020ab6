"""A sitting of six: no robot with one trick passes it, whatever its trick is good for in a single case."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chattrainer.app.proof.bench import Bench, Play
from chattrainer.app.proof.by_tricks import CUT, TRICKS
from chattrainer.app.proof.findings import Finding, SittingProof
from chattrainer.content.paths import ContentPaths
from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.robots.catalogue import robot

CHATS = 6
CHATS_AT_ONCE = 3
RIGHT_SHARE = 2 / 3
"""Two cases in three have to end rightly for a level to be confirmed."""


@dataclass(frozen=True, slots=True)
class SittingOf:
    """The cases of one sitting, of one company."""

    scenarios: tuple[str, ...]
    paths: ContentPaths


def sittings_of(ids: Sequence[tuple[str, str]], paths: ContentPaths) -> Iterator[SittingOf]:
    """Sittings of six of each company, from (company, id); what is left over is filled up from its first ones."""
    by_company: dict[str, list[str]] = {}
    for company, scenario_id in ids:
        by_company.setdefault(company, []).append(scenario_id)
    for own in by_company.values():
        # Neighbours in the alphabet are often of one kind: every n-th case makes a sitting of many kinds.
        count = -(-len(own) // CHATS)
        for first in range(count):
            chosen = own[first::count]
            filled = [*chosen, *(s for s in own if s not in chosen)][:CHATS]
            yield SittingOf(tuple((filled * CHATS)[:CHATS]), paths)


def prove_sitting(bench: Bench, sitting: SittingOf) -> SittingProof:
    scores: dict[str, float] = {}
    findings = []
    for name in TRICKS:
        plan = bench.plan(sitting.scenarios, 1, chats_at_once=CHATS_AT_ONCE)
        plays = bench.play(plan, lambda drawn, name=name: robot(name, drawn), name)  # type: ignore[misc]
        scores[name] = round(_overall(plays), 1)
        if _passes(plays):
            findings.append(
                Finding(
                    proof="sitting",
                    severity="error",
                    key="sitting_passed",
                    params={"robot": name, "score": scores[name], "cut": CUT, "right": _right(plays)},
                )
            )
    return SittingProof(scenarios=sitting.scenarios, scores=scores, findings=tuple(findings))


def _overall(plays: Sequence[Play]) -> float:
    return sum(play.score.composite for play in plays) / len(plays)


def _right(plays: Sequence[Play]) -> int:
    return sum(play.score.outcome in RIGHT_ENDS for play in plays)


def _passes(plays: Sequence[Play]) -> bool:
    return _overall(plays) >= CUT or _right(plays) >= RIGHT_SHARE * len(plays)
