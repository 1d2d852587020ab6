"""The policy of a language: which findings count, as what, with which weight. All of it is data."""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Literal

from chattrainer.model.base import Value
from chattrainer.model.exam import Strictness
from chattrainer.scoring.policy.verbs import Verbs

STRICTNESS: tuple[Strictness, ...] = ("chat", "brand", "strict")
# The kind of what no line of the policy names.
OTHER = "other"
CASING = "casing"
KEYBOARD = "keyboard"
# SMS spelling is a matter of register, where it counts once a message.
SMS = "sms"
_LISTED = re.compile("<<([a-z_]+)>>")


class Pattern(Value):
    """A frequent error that engines miss: `find` is a regular expression, case ignored.

    The error is the group `x` (or `x2`…) that matched, else the whole match. `suggest` may hold groups (`\\1`);
    `swap` gives the suggestion for each word that the error may be. `<<name>>` in `find` stands for the words of
    that list. With `of`, the error counts only if it is one of these forms of a verb of the language's table;
    it should be one of the forms `to`, the first of which is suggested first.
    """

    rule: str
    kind: str
    find: str
    suggest: tuple[str, ...] = ()
    swap: Mapping[str, str] = {}
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    message: str


class Habit(Value):
    """A habit of chat that costs nothing: findings of these rules at this place of the text."""

    rules: tuple[str, ...]
    at: Literal["line_start", "text_end", "anywhere"] = "anywhere"


class Never(Value):
    """Right words that a rule takes for an error: `surface` is a regular expression on what it marks."""

    rules: tuple[str, ...]
    surface: str


class Preferred(Value):
    """Of what these rules suggest for such a `surface`, what matches `suggestion` is likeliest."""

    rules: tuple[str, ...]
    surface: str = ".*"
    suggestion: str


class PolicyData(Value):
    """A policy as its file says it.

    `weights` by strictness and kind; `kinds`: by kind the rules that are of it (`RULE[3]` is one part of a
    rule, `*` ends or begins a name), tried before `categories`, the kind of each of the engine's categories.
    `dictionary`: the rules that only say *this word is not in the dictionary*; `ranked`: further ones whose
    suggestions are ordered by likeness. `lexical`: the kinds that a
    word of the lexicon is never. `data`: stretches that are no language. `keyboard` and `regional`: pairs
    (regular expression, replacement) that make alike what is typed on the country's keyboards, and what is
    right in another country of the same language. `elisions`: what a word may carry in front or behind.
    `words`: lists that patterns name; `verbs`: a verb a line, its forms in the order of `verb_forms`.
    """

    language: str
    version: int
    weights: Mapping[Strictness, Mapping[str, float]]
    kinds: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, str]
    dictionary: tuple[str, ...]
    ranked: tuple[str, ...] = ()
    lexical: tuple[str, ...]
    habits: Mapping[Strictness, tuple[Habit, ...]] = {}
    data: tuple[str, ...] = ()
    keyboard: tuple[tuple[str, str], ...] = ()
    regional: tuple[tuple[str, str], ...] = ()
    elisions: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    frequent: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    never: tuple[Never, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    words: Mapping[str, tuple[str, ...]] = {}
    verb_forms: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()


class Policy:
    """A policy ready for use: its expressions compiled, its rules found by name. Never changes."""

    def __init__(self, data: PolicyData) -> None:
        self.data = data
        self.frequent = frozenset(data.frequent)
        self.verbs = Verbs(data.verb_forms, data.verbs)
        self.patterns = tuple(
            (p, re.compile(_spelt_out(p.find, data.words), re.IGNORECASE)) for p in data.patterns
        )
        self.preferred = tuple(
            (p.rules, re.compile(p.surface, re.IGNORECASE), re.compile(p.suggestion, re.IGNORECASE))
            for p in data.preferred
        )
        self.no_language = tuple(re.compile(d) for d in data.data)
        self.never = tuple((n.rules, re.compile(n.surface, re.IGNORECASE)) for n in data.never)
        self.keyboard = tuple((re.compile(a), b) for a, b in data.keyboard)
        self.regional = tuple((re.compile(a), b) for a, b in data.regional)
        self._kinds = {p.rule: p.kind for p in data.patterns} | {
            rule: kind for kind, rules in data.kinds.items() for rule in rules if "*" not in rule
        }
        self._globs = tuple(
            (rule, kind) for kind, rules in data.kinds.items() for rule in rules if "*" in rule
        )

    @property
    def language(self) -> str:
        return self.data.language

    @property
    def name(self) -> str:
        """As findings name it beside the engine."""
        return f"policy {self.data.language} {self.data.version}"

    def kind(self, rule: str, category: str) -> str:
        """What a rule's findings are: by the part of the rule, the rule, its name's shape, its category."""
        whole = rule.split("[")[0]
        for name in (rule, whole):
            if name in self._kinds:
                return self._kinds[name]
        for glob, kind in self._globs:
            if fnmatchcase(whole, glob):
                return kind
        return self.data.categories.get(category, OTHER)

    def weight(self, kind: str, strictness: Strictness) -> float:
        return self.data.weights[strictness].get(kind, 0.0)

    def is_of_dictionary(self, rule: str) -> bool:
        return is_one_of(rule, self.data.dictionary)

    def is_ranked(self, rule: str) -> bool:
        """Whether the nearest suggestion is likelier than the engine's first."""
        return is_one_of(rule, (*self.data.dictionary, *self.data.ranked))

    def likeliest_first(self, rule: str, surface: str, suggestions: tuple[str, ...]) -> tuple[str, ...]:
        """The suggestions with those in front that the policy prefers for this rule and surface."""
        for rules, such, wanted in self.preferred:
            if is_one_of(rule, rules) and such.fullmatch(surface):
                suggestions = tuple(sorted(suggestions, key=lambda s: wanted.fullmatch(s) is None))
        return suggestions


def _spelt_out(find: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """The expression with each list that it names put in."""
    return _LISTED.sub(lambda m: "(?:" + "|".join(map(re.escape, words[m[1]])) + ")", find)


def is_one_of(rule: str, globs: tuple[str, ...]) -> bool:
    """Whether a rule (`RULE` or a part, `RULE[3]`) is named by one of these."""
    whole = rule.split("[")[0]
    # A part is compared as it stands: its brackets are no choice of characters.
    return any(rule == glob or fnmatchcase(whole, glob) for glob in globs)
