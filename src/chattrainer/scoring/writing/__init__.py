"""Written quality: what she reads, and how it is written (docs/scoring.md)."""

from collections.abc import Callable

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.evidence import Judged, none_of_it
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.writing.adaptation import adaptation
from chattrainer.scoring.writing.concision import concision
from chattrainer.scoring.writing.language import dampened, language, legibility
from chattrainer.scoring.writing.register import register
from chattrainer.scoring.writing.relation import relation

MEASURES: dict[str, Callable[[ChatView, MeasureRule], Judged]] = {
    "language": language,
    "concision": concision,
    "register": register,
    "relation": relation,
    "adaptation": adaptation,
}


def judged(view: ChatView, rules: dict[str, MeasureRule]) -> dict[str, Judged]:
    """Every measure of a chat. Who writes nothing gets nothing; what cannot be read has no other quality."""
    if not view.said:
        return {name: none_of_it("writing.nothing_written", view.start) for name in rules}
    found = {name: MEASURES[name](view, rule) for name, rule in rules.items() if name in MEASURES}
    factor = legibility(view, rules["language"]) if "language" in rules else 1.0
    return {name: m if name == "language" else dampened(m, factor) for name, m in found.items()}
