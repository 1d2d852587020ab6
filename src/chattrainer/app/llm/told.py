"""What a log says about who worded its customers, and what it took: for the debrief and the desk."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.inputs import Spending, WordingGiven
from chattrainer.model.log import Entry
from chattrainer.runtime.sitting import SCRIPT

ENDPOINT = "endpoint."
BUDGET, NOT_SET = "endpoint.budget", "endpoint.not_set"
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class WordingTold:
    """`turns` that were to be worded by `model`, of which the script worded `by_script`; why, most often first.

    `model` is empty where none ever gave usable words; several are joined by commas.
    """

    model: str
    turns: int
    by_script: int
    faults: tuple[tuple[str, int], ...] = ()
    spent: Spending = field(default_factory=Spending)

    @property
    def share(self) -> float:
        """Share of the turns that the script worded."""
        return self.by_script / self.turns if self.turns else 0.0


def wording_told(entries: Iterable[Entry]) -> WordingTold | None:
    """None for a sitting whose customers kept to the script by design."""
    given = [e.event for e in entries if isinstance(e.event, WordingGiven)]
    if not given:
        return None
    models = Counter(g.source.removeprefix("llm:") for g in given if g.source != SCRIPT)
    scripted = [g for g in given if g.source == SCRIPT]
    reasons = Counter(g.attempts[-1].fault or "" for g in scripted if g.attempts)
    return WordingTold(
        ", ".join(name for name, _ in sorted(models.items(), key=_often)),
        len(given),
        len(scripted),
        tuple(sorted(reasons.items(), key=_often)),
        _sum(given),
    )


def spent_in(entries: Iterable[Entry]) -> Spending:
    """What the words in a log took."""
    return _sum(e.event for e in entries if isinstance(e.event, WordingGiven))


def _sum(given: Iterable[WordingGiven]) -> Spending:
    return sum((g.spent for g in given if g.spent is not None), Spending())


def _often(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def line_of(told: WordingTold, texts: Texts) -> str:
    """What the debrief says, in the reader's language: a line, and one each for a spent budget and for the cost."""
    why = _why(told, texts)
    if told.model:
        model = printable(told.model, lines=False)
        lines = [texts("llm.debrief", n=told.by_script, turns=told.turns, model=model)]
        lines += [texts("llm.why_script", why=why)] if why else []
    else:
        lines = [texts("llm.debrief_why", why=why)]
    faults = {fault for fault, _ in told.faults}
    lines += [texts(f"llm.told.{name}") for name in ("budget", "not_set") if f"{ENDPOINT}{name}" in faults]
    if told.spent.tokens:
        lines.append(texts("llm.spent", spent=spent_words(told.spent, texts)))
    return "\n".join(lines)


def spent_words(spent: Spending, texts: Texts) -> str:
    """So many tokens, and the money where a price is known."""
    from babel.numbers import format_decimal

    tokens = texts("llm.tokens", n=spent.tokens, tokens=format_decimal(spent.tokens, locale=texts.language))
    if not spent.currency:
        return tokens
    cost = format_decimal(spent.cost, format="#,##0.00##", locale=texts.language)
    return texts("llm.cost", tokens=tokens, cost=cost, currency=printable(spent.currency, lines=False))


def _why(told: WordingTold, texts: Texts) -> str:
    """Why the script had to word turns, in plain words, most often first."""
    reasons: Counter[str] = Counter()
    for fault, times in told.faults:
        kind = fault.removeprefix(ENDPOINT) if fault.startswith(ENDPOINT) else "guard"
        reasons[kind if texts.has(f"llm.why.{kind}") else "other"] += times
    named = sorted(reasons.items(), key=_often)[:MOST_REASONS]
    return ", ".join(texts("llm.counted", why=texts(f"llm.why.{kind}"), n=times) for kind, times in named)
