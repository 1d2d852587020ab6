"""How a segment says what it says: as a statement or a question, affirming or denying."""

import re
from dataclasses import dataclass
from functools import cache

from chattrainer.reading.language import language as language_of

LONGEST_REPORT = 160
"""Characters between what was reported and that it was wrong."""


@cache
def stance_of(code: str) -> "Stance":
    """The patterns of stance of a language."""
    data = language_of(code).data["values"]
    harmless, denying, negative, limiting, tag = (
        re.compile(data[name]) for name in ("harmless", "denying", "negative", "limiting", "tag")
    )
    disowned = re.compile(
        rf"(?:{data['reported']}).{{0,{LONGEST_REPORT}}}?(?:{data['taken_back']})", re.DOTALL
    )
    return Stance(harmless, denying, negative, limiting, tag, disowned, language_of(code).interrogative)


@dataclass(frozen=True)
class Stance:
    harmless: re.Pattern[str]
    denying: re.Pattern[str]
    negative: re.Pattern[str]
    limiting: re.Pattern[str]
    tag: re.Pattern[str]
    disowned: re.Pattern[str]
    interrogative: re.Pattern[str]

    def denies(self, folded: str) -> bool:
        """Whether the segment's verb is denied: *you won't get it on Friday*."""
        return self.denying.search(self.harmless.sub(" ", folded)) is not None

    def is_negative(self, folded: str) -> bool:
        """Whether anything in it is negative: *free of charge*, *without a fee*."""
        plain = self.harmless.sub(" ", folded)
        return self.denying.search(plain) is not None or self.negative.search(plain) is not None

    def disowns(self, folded: str) -> tuple[tuple[int, int], ...]:
        """Stretches of a message that tell what someone else said, and take it back."""
        return tuple(match.span() for match in self.disowned.finditer(folded))

    def limits(self, folded: str) -> bool:
        """Whether it says for whom or when alone something is given: *free only for members*."""
        return self.limiting.search(folded) is not None

    def asks(self, folded: str, part: bool = False) -> bool:
        """Whether it asks rather than states. A consent asked for at the end (*…, okay?*) leaves a statement.

        A `part` of a sentence without a question mark of its own asks if it has the form of a question.
        """
        if re.search(r"\?[\"')\s]*$", folded):
            return self.tag.search(folded) is None or len(folded.split()) < 5
        return part and self.interrogative.match(folded) is not None
