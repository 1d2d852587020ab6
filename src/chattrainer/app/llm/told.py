"""What a log says about who worded its customers: for the debrief, in one line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry
from chattrainer.runtime.sitting import SCRIPT


@dataclass(frozen=True, slots=True)
class WordingTold:
    """`turns` that were to be worded by `model`, of which the script worded `by_script`; why, most often first."""

    model: str
    turns: int
    by_script: int
    faults: tuple[tuple[str, int], ...] = ()

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
    model = models.most_common(1)[0][0] if models else ""
    return WordingTold(model, len(given), len(scripted), tuple(sorted(reasons.items(), key=_often)))


def _often(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def line_of(told: WordingTold, texts: Texts) -> str:
    """The debrief's line, in the reader's language."""
    if not told.model:
        why = ", ".join(fault for fault, _ in told.faults[:3])
        return texts("llm.debrief_why", why=why)
    return texts(
        "llm.debrief", n=told.turns, by_script=told.by_script, model=printable(told.model, lines=False)
    )
