"""The policy's own findings: frequent errors that engines miss, by regular expression."""

import re
from collections.abc import Iterator

from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.policy import Pattern, Policy
from chattrainer.scoring.policy.verbs import Verbs

_APOSTROPHES = str.maketrans("’ʼ\u00a0\u202f", "''  ")
# The groups that may hold the error: `x`, `x2`…
_ERROR = "x"


def pattern_findings(text: str, policy: Policy) -> list[LanguageFinding]:
    """What the policy's patterns find. Patterns are written with straight apostrophes and plain spaces."""
    plain = text.translate(_APOSTROPHES)
    return [
        finding
        for pattern, compiled in policy.patterns
        for finding in _found(pattern, compiled, plain, text, policy.verbs)
    ]


def _found(
    pattern: Pattern, compiled: re.Pattern[str], plain: str, text: str, verbs: Verbs
) -> Iterator[LanguageFinding]:
    for match in compiled.finditer(plain):
        start, end = _error(match)
        forms = verbs.right_forms(plain[start:end].casefold(), pattern.of, pattern.to)
        if start < end and (forms or not pattern.of):
            yield LanguageFinding(
                start=start,
                end=end,
                rule=pattern.rule,
                category=pattern.kind,
                message=pattern.message,
                suggestions=tuple(_suggested(pattern, match, text[start:end], forms)),
            )


def _error(match: re.Match[str]) -> tuple[int, int]:
    """The group of the error that took part in the match, else the whole."""
    named = [name for name, of in match.groupdict().items() if name.startswith(_ERROR) and of is not None]
    return match.span(named[0] if named else 0)


def _suggested(pattern: Pattern, match: re.Match[str], surface: str, forms: tuple[str, ...]) -> Iterator[str]:
    for template in pattern.suggest:
        yield _as_written(match.expand(template), surface)
    if (swapped := pattern.swap.get(surface.casefold())) is not None:
        yield _as_written(swapped, surface)
    for form in forms:
        yield _as_written(form, surface)


def _as_written(suggestion: str, surface: str) -> str:
    """The suggestion with the capital and the apostrophe of what it replaces."""
    if surface[:1].isupper():
        suggestion = suggestion[:1].upper() + suggestion[1:]
    return suggestion.replace("'", "’") if "’" in surface else suggestion
