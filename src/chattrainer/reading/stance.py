"""How a segment says what it says: as a statement or a question, affirming or denying."""

import re
from dataclasses import dataclass
from functools import cache

from chattrainer.reading.language import language as language_of


@cache
def stance_of(code: str) -> "Stance":
    """The patterns of stance of a language."""
    data = language_of(code).data["values"]
    harmless, denying, negative, limiting, tag = (
        re.compile(data[name]) for name in ("harmless", "denying", "negative", "limiting", "tag")
    )
    return Stance(harmless, denying, negative, limiting, tag, language_of(code).interrogative)


@dataclass(frozen=True)
class Stance:
    harmless: re.Pattern[str]
    denying: re.Pattern[str]
    negative: re.Pattern[str]
    limiting: re.Pattern[str]
    tag: re.Pattern[str]
    interrogative: re.Pattern[str]

    def denies(self, folded: str) -> bool:
        """Whether the segment's verb is denied: *you won't get it on Friday*."""
        return self.denying.search(self.harmless.sub(" ", folded)) is not None

    def is_negative(self, folded: str) -> bool:
        """Whether anything in it is negative: *free of charge*, *without a fee*."""
        plain = self.harmless.sub(" ", folded)
        return self.denying.search(plain) is not None or self.negative.search(plain) is not None

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
