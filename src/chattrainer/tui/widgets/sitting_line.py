"""A sitting of the past in two lines: when and what, and its scores."""

from textual.content import Content

from chattrainer.locale.texts import Texts
from chattrainer.tui.services import PastSitting


def sitting_line(texts: Texts, sitting: PastSitting) -> Content:
    """When, how many chats, which cases; then the five scores."""
    what = ", ".join(sitting.scenarios)
    head = texts("past.line", when=shown_when(sitting.when), n=sitting.chats_at_once, what=what)
    scores = scores_line(texts, sitting)
    return Content.assemble((head, ""), "\n", (scores, "$muted"))


def scores_line(texts: Texts, sitting: PastSitting) -> str:
    """The overall and the four scores; or how the sitting stands."""
    if sitting.overall is None:
        return texts(f"past.status.{sitting.status}") if texts.has(f"past.status.{sitting.status}") else ""
    parts = [f"{texts(f'past.short.{name}')} {score_text(value)}" for name, value in sitting.scores]
    return f"{texts('past.short.overall')} {score_text(sitting.overall)}   " + "  ".join(parts)


def score_text(value: float | None) -> str:
    """A score as a whole number; a dash where there was nothing to judge."""
    return "–" if value is None else f"{value:.0f}"


def shown_when(stamp: str) -> str:
    """`2026-11-22T09:30:00Z` as `2026-11-22 09:30`."""
    return stamp[:16].replace("T", " ")
