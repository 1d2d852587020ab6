"""The customer's satisfaction, 1 to 5: from how it ended, how long she waited, what it cost her. Shown only."""

from chattrainer.model.ids import RIGHT_ENDS, Outcome
from chattrainer.scoring.view import ChatView

_BY_OUTCOME: dict[Outcome, int] = {
    "partial": 3,
    "escalated_needlessly": 3,
    "gone": 3,
    "polite_failure": 2,
    "wrong": 1,
    "lost": 1,
}
_EFFORTS = frozenset({"insist", "led", "impatient", "repeat", "idle_check", "comes_back"})


def satisfaction(view: ChatView) -> int:
    """Five stars for a right end, one less for each of long waits and of an effort made twice."""
    stars = 5 if view.outcome in RIGHT_ENDS else _BY_OUTCOME.get(view.outcome, 3)
    longest_ms = max((w.scored_ms for w in view.waits), default=0)
    patience_ms = view.case.scenario.customer.patience.reply_s * 1000
    efforts = sum(m.move in _EFFORTS for m in view.heard)
    return max(1, stars - (longest_ms > patience_ms) - (efforts >= 2))
