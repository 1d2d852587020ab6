"""From a proofreader's raw findings to those that a score counts, by the policy of the language.

A proofreader says everything it knows; a policy (scoring/policy/*.toml) says what of it is an error in a chat.
An error that comes again weighs less over a sitting; that is the rubric's business (scoring/writing).
"""

from collections.abc import Collection, Sequence
from typing import Protocol

from chattrainer.model.exam import Strictness
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.lexicon import Lexicon
from chattrainer.scoring.policy.likeness import ranked
from chattrainer.scoring.policy.patterns import pattern_findings
from chattrainer.scoring.policy.policy import Policy
from chattrainer.scoring.policy.sparing import Spans, Sparing

MOST_SUGGESTIONS = 5


class Proofreader(Protocol):
    """Something that finds language errors. `engine` names it with its version: findings carry it."""

    @property
    def engine(self) -> str: ...

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        """Raw findings, one list a text, offsets in code points. Raises OutsideError when it cannot."""
        ...


def counted(
    findings: Sequence[LanguageFinding],
    text: str,
    policy: Policy,
    strictness: Strictness,
    lexicon: Collection[str] = (),
    not_typed: Spans = (),
) -> list[LanguageFinding]:
    """The findings that cost something, each with its weight, in the order of the text.

    `lexicon`: names, products and values of the case and words that the customer used first. `not_typed`:
    stretches (start, end) that the agent did not type.
    """
    return [f for f in weighed(findings, text, policy, strictness, lexicon, not_typed) if f.weight > 0]


def weighed(
    findings: Sequence[LanguageFinding],
    text: str,
    policy: Policy,
    strictness: Strictness,
    lexicon: Collection[str] = (),
    not_typed: Spans = (),
) -> list[LanguageFinding]:
    """All findings, the policy's own among them; what costs nothing has weight 0. `category` is the kind."""
    sparing = Sparing(text, policy, strictness, Lexicon((*policy.data.lexicon, *lexicon)), not_typed)
    valid = [f for f in findings if 0 <= f.start < f.end <= len(text)]
    # The policy's own come first: where one of them and the engine's weigh the same, it is the better told.
    found = [_weighed(f, text, policy, sparing) for f in (*pattern_findings(text, policy), *valid)]
    return sorted(_each_error_once(found), key=lambda f: (f.start, f.end, f.rule))


def _weighed(finding: LanguageFinding, text: str, policy: Policy, sparing: Sparing) -> LanguageFinding:
    surface = text[finding.start : finding.end]
    suggestions = finding.suggestions
    if policy.is_ranked(finding.rule):
        suggestions = ranked(surface, suggestions, policy.frequent)
    suggestions = policy.likeliest_first(finding.rule, surface, suggestions)
    told = finding.model_copy(update={"suggestions": suggestions[:MOST_SUGGESTIONS]})
    kind = sparing.kind(told)
    weight = 0.0 if sparing.spares(told, kind) else policy.weight(kind, sparing.strictness)
    return told.model_copy(update={"category": kind, "weight": weight})


def _each_error_once(findings: Sequence[LanguageFinding]) -> list[LanguageFinding]:
    """Of findings that overlap, the heaviest counts (the first of those that weigh the same)."""
    kept: list[LanguageFinding] = []
    for finding in sorted(findings, key=lambda f: -f.weight):
        overlaps = any(k.weight > 0 and k.start < finding.end and finding.start < k.end for k in kept)
        kept.append(finding.model_copy(update={"weight": 0.0}) if overlaps else finding)
    return kept
