"""The policy's own findings: frequent errors that engines miss, by regular expression."""

import re
from collections.abc import Iterator

from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.policy import Pattern, Policy

_APOSTROPHES = str.maketrans("’ʼ\u00a0\u202f", "''  ")
_ERROR = "x"


def pattern_findings(text: str, policy: Policy) -> list[LanguageFinding]:
    """What the policy's patterns find. Patterns are written with straight apostrophes and plain spaces."""
    plain = text.translate(_APOSTROPHES)
    return [
        finding for pattern, compiled in policy.patterns for finding in _found(pattern, compiled, plain, text)
    ]


def _found(pattern: Pattern, compiled: re.Pattern[str], plain: str, text: str) -> Iterator[LanguageFinding]:
    for match in compiled.finditer(plain):
        start, end = match.span(_ERROR if _ERROR in compiled.groupindex else 0)
        if start < end:
            yield LanguageFinding(
                start=start,
                end=end,
                rule=pattern.rule,
                category=pattern.kind,
                message=pattern.message,
                suggestions=tuple(_as_written(match.expand(s), text[start:end]) for s in pattern.suggest),
            )


def _as_written(suggestion: str, surface: str) -> str:
    """The suggestion with the capital and the apostrophe of what it replaces."""
    if surface[:1].isupper():
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return suggestion.replace("'", "’") if "’" in surface else suggestion
