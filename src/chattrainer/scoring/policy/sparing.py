"""Why a finding costs nothing: what was not typed, is no language, is right here, or is a habit of chat."""

import re
from collections.abc import Sequence

from chattrainer.model.exam import Strictness
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.lexicon import lexicon as word_lists
from chattrainer.scoring.policy.lexicon import Lexicon, plain
from chattrainer.scoring.policy.likeness import distance
from chattrainer.scoring.policy.policy import CASING, KEYBOARD, SMS, Policy, is_one_of

Spans = Sequence[tuple[int, int]]

# A word at the start of a sentence that is this far from any word, or from any frequent word, is taken for a name.
NAME_FROM = 0.6
NAME_FROM_FREQUENT = 1.2
# Beside a link grammar is misread: a space and the end of the word before it.
BESIDE = 2
_OPENERS = " \u00a0\u202f\t«\"“‘'([*_-–—•"
_ENDERS = ".!?…:;\n"
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")


class Sparing:
    """What is known of one text when its findings are weighed."""

    def __init__(
        self, text: str, policy: Policy, strictness: Strictness, lexicon: Lexicon, not_typed: Spans
    ) -> None:
        self.text = text
        self.strictness = strictness
        self._policy = policy
        self._lexicon = lexicon
        self._not_typed = not_typed
        self._data = [m.span() for pattern in policy.no_language for m in pattern.finditer(text)]
        self._phrases = lexicon.phrases_in(text)
        # ONT is no form of *avoir*.
        self._acronyms = [
            m.span() for m in _CAPITALS.finditer(text) if lexicon.has_word(m[0], policy.data.elisions)
        ]
        self._sms = [(f.start, f.end) for f in word_lists(policy.language).find("sms", text)]

    def kind(self, finding: LanguageFinding) -> str:
        """The kind, after a look at the words: a missing capital is no wrong spelling."""
        if any(_overlap((finding.start, finding.end), span) for span in self._sms):
            return SMS
        surface = self._surface(finding)
        typed = _through_all(surface, self._policy.keyboard)
        if any(_through_all(s, self._policy.keyboard) == typed for s in finding.suggestions):
            return KEYBOARD
        first = finding.suggestions[0] if finding.suggestions else ""
        if self._policy.is_of_dictionary(finding.rule) and first.casefold() == surface.casefold():
            return CASING
        return self._policy.kind(finding.rule, finding.category)

    def spares(self, finding: LanguageFinding, kind: str) -> bool:
        """Whether the finding costs nothing at this strictness."""
        place = (finding.start, finding.end)
        return (
            self._is_data(finding)
            or any(_within(place, span) for span in self._not_typed)
            or any(_within(place, span) for span in self._phrases)
            or any(_within(span, place) for span in self._acronyms)
            or self._is_known_word(finding, kind)
            or self._is_right_elsewhere(finding)
            or self._is_never(finding)
            or self._is_habit(finding)
            or (self._policy.is_of_dictionary(finding.rule) and self._looks_like_a_name(finding))
        )

    def _surface(self, finding: LanguageFinding) -> str:
        return self.text[finding.start : finding.end]

    def _is_data(self, finding: LanguageFinding) -> bool:
        margin = 0 if self._policy.is_of_dictionary(finding.rule) else BESIDE
        place = (finding.start - margin, finding.end + margin)
        return any(_overlap(place, span) for span in self._data)

    def _is_known_word(self, finding: LanguageFinding, kind: str) -> bool:
        return kind in self._policy.data.lexical and self._lexicon.has_word(
            self._surface(finding), self._policy.data.elisions
        )

    def _is_right_elsewhere(self, finding: LanguageFinding) -> bool:
        """*colour* where the engine wants *color*: one regional change leads to a suggestion."""
        if not self._policy.is_of_dictionary(finding.rule):
            return False
        word = plain(self._surface(finding))
        changed = {pattern.sub(to, word) for pattern, to in self._policy.regional}
        changed.add(_through_all(word, self._policy.regional))
        return not (changed - {word}).isdisjoint(plain(s) for s in finding.suggestions)

    def _is_never(self, finding: LanguageFinding) -> bool:
        surface = self._surface(finding)
        return any(
            is_one_of(finding.rule, rules) and pattern.fullmatch(surface)
            for rules, pattern in self._policy.never
        )

    def _is_habit(self, finding: LanguageFinding) -> bool:
        habits = self._policy.data.habits.get(self.strictness, ())
        return any(is_one_of(finding.rule, h.rules) and self._stands(finding, h.at) for h in habits)

    def _stands(self, finding: LanguageFinding, at: str) -> bool:
        if at == "line_start":
            return not self.text[: finding.start].rpartition("\n")[2].strip(_OPENERS)
        return at == "anywhere" or not self.text[finding.end :].strip()

    def _looks_like_a_name(self, finding: LanguageFinding) -> bool:
        """A word with a digit, in capitals, or with a capital where no sentence begins."""
        surface = self._surface(finding)
        if any(c.isdigit() for c in surface) or any(c.isupper() for c in surface[1:]):
            return True
        if not surface[:1].isupper():
            return False
        if not self._begins_a_sentence(finding.start):
            return True
        return all(self._is_far(plain(surface), plain(s)) for s in finding.suggestions)

    def _is_far(self, word: str, suggestion: str) -> bool:
        limit = NAME_FROM_FREQUENT if suggestion in self._policy.frequent else NAME_FROM
        return distance(word, suggestion) > limit

    def _begins_a_sentence(self, start: int) -> bool:
        before = self.text[:start].rstrip(_OPENERS)
        if not before or before[-1] not in _ENDERS:
            return not before
        last = re.split(r"\s", before)[-1].lstrip(_OPENERS)
        return last not in self._policy.data.titles


def _through_all(text: str, pairs: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for pattern, to in pairs:
        text = pattern.sub(to, text)
    return text


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _within(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return b[0] <= a[0] and a[1] <= b[1]
