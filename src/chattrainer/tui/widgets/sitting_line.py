"""A sitting of the past in a few lines: when, how many chats, which cases, the scores."""

from datetime import datetime

from textual.content import Content

from chattrainer.locale.texts import Texts
from chattrainer.tui.services import PastSitting


def sitting_line(texts: Texts, sitting: PastSitting) -> Content:
    """When and how many chats; which cases; the scores, or how it stands."""
    head = texts("past.line", when=shown_when(texts, sitting.when), n=sitting.chats_at_once)
    what = ", ".join(sitting.scenarios)
    return Content.assemble((head, "bold"), f"\n{what}\n", (scores_line(texts, sitting), "$muted"))


def scores_line(texts: Texts, sitting: PastSitting) -> str:
    """The overall and the four scores; or how the sitting stands."""
    if sitting.overall is None:
        key = f"past.status.{sitting.status}"
        return texts(key) if texts.has(key) else ""
    parts = [f"{texts(f'past.short.{name}')} {score_text(value)}" for name, value in sitting.scores]
    return f"{score_text(sitting.overall)}   " + "  ".join(parts)


def score_text(value: float | None) -> str:
    """A score as a whole number; a dash where there was nothing to judge."""
    return "–" if value is None else f"{value:.0f}"


def shown_when(texts: Texts, stamp: str) -> str:
    """A UTC stamp (`2026-11-22T09:30:00Z`) as the reader's clock and language have it."""
    from babel.dates import format_datetime

    local = datetime.fromisoformat(stamp).astimezone().replace(tzinfo=None)
    return format_datetime(local, texts("past.moment"), locale=texts("desk.calendar"))
