"""False alarms, errors found and right corrections, by language, part and kind of error."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.writing.samples import Wrong, clean_messages, wrong_messages
from chattrainer.model.exam import Strictness
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.likeness import distance
from chattrainer.scoring.policy.policy import Policy
from chattrainer.scoring.proofreading import Proofreader, counted

# An error of spacing is met by a finding that ends where it begins.
NEAR = 1


@dataclass(frozen=True)
class Met:
    """What was found at the error of a message."""

    wrong: Wrong
    hits: tuple[LanguageFinding, ...]

    @property
    def is_corrected(self) -> bool:
        """Whether a first suggestion gives the right message (a British or American spelling of it will do)."""
        text = self.wrong.text
        texts = [text[: f.start] + f.suggestions[0] + text[f.end :] for f in self.hits if f.suggestions]
        return any(_alike(t, right) for t in texts for right in self.wrong.corrected)


@dataclass(frozen=True)
class Accuracy:
    """What became of the messages of one part."""

    clean: int
    alarms: tuple[tuple[str, tuple[LanguageFinding, ...]], ...]
    met: tuple[Met, ...]

    @property
    def found(self) -> int:
        return sum(bool(m.hits) for m in self.met)

    @property
    def right(self) -> int:
        return sum(m.is_corrected for m in self.met)


def accuracy(proofreader: Proofreader, rules: Policy, part: str, strictness: Strictness) -> Accuracy:
    """Every message of a part, read by a proofreader and weighed by a policy."""
    clean, wrong = clean_messages(rules.language, part), wrong_messages(rules.language, part)
    texts = [*clean, *(w.text for w in wrong)]
    raw = proofreader.check(texts, rules.language)
    weighed = [tuple(counted(f, t, rules, strictness)) for t, f in zip(texts, raw, strict=True)]
    alarms = tuple((t, f) for t, f in zip(clean, weighed, strict=False) if f)
    met = tuple(Met(w, _hits(w, f)) for w, f in zip(wrong, weighed[len(clean) :], strict=True))
    return Accuracy(len(clean), alarms, met)


def told(of: Accuracy, part: str) -> Iterator[str]:
    """The figures of one part, a line each."""
    yield f"  {part}: {of.clean} clean, {len(of.met)} wrong messages"
    yield f"    clean messages with a false alarm {_share(len(of.alarms), of.clean)}"
    yield f"    errors found {_share(of.found, len(of.met))}"
    yield f"    first correction right, of those found {_share(of.right, of.found)}"
    yield "    found by kind: " + _by_kind(of.met)


def shown(of: Accuracy) -> Iterator[str]:
    """Each false alarm, each error missed and each wrong correction."""
    for text, findings in of.alarms:
        marks = [(f.rule, text[f.start : f.end], f.suggestions[:2]) for f in findings]
        yield f"    ALARM {text!r} {marks}"
    for m in of.met:
        right = " / ".join(m.wrong.right)
        if not m.hits:
            yield f"    MISSED {m.wrong.kind}: {m.wrong.text!r} → {right}"
        elif not m.is_corrected:
            marks = [(f.rule, m.wrong.text[f.start : f.end], f.suggestions[:3]) for f in m.hits]
            yield f"    CORRECTION {m.wrong.text!r} → {right} {marks}"


def _by_kind(met: Sequence[Met]) -> str:
    kinds, hit = Counter(m.wrong.kind for m in met), Counter(m.wrong.kind for m in met if m.hits)
    return ", ".join(f"{kind} {hit[kind]}/{of}" for kind, of in sorted(kinds.items()))


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / max(whole, 1):.1%})"


def _hits(wrong: Wrong, findings: Sequence[LanguageFinding]) -> tuple[LanguageFinding, ...]:
    return tuple(f for f in findings if f.start < wrong.end + NEAR and wrong.start < f.end + NEAR)


def _alike(text: str, right: str) -> bool:
    text, right = (t.replace("’", "'").replace("isi", "izi").replace("ise", "ize") for t in (text, right))
    return distance(" ".join(text.split()), " ".join(right.split())) == 0
