"""Holding several chats: how evenly attention was spread and how many were finished. Shown, never scored."""

from collections.abc import Sequence

from chattrainer.model.scorecard import Load
from chattrainer.model.transcript import Transcript
from chattrainer.scoring.misdirected import Misdirected
from chattrainer.scoring.view import ChatView

MS_PER_HOUR = 3_600_000


def load_of(views: Sequence[ChatView], transcript: Transcript, sent: Sequence[Misdirected]) -> Load:
    """The figures of a sitting."""
    return Load(
        misdirected=len(sent),
        attention_balance=_balance(views),
        chats_per_hour=_per_hour(views),
    )


def _balance(views: Sequence[ChatView]) -> float | None:
    """The longest that a chat was left waiting, against the mean over the chats."""
    longest = [max((w.total_ms for w in view.waits), default=0) for view in views]
    if len(longest) < 2 or sum(longest) == 0:
        return None
    return round(max(longest) * len(longest) / sum(longest), 2)


def _per_hour(views: Sequence[ChatView]) -> float | None:
    """Chats that ended, over the time from the first opening to the last end."""
    ended = [view for view in views if view.chat.ended_at is not None]
    if not ended:
        return None
    start = min(view.chat.opened_at for view in views)
    end = max(view.ended_at for view in ended)
    return round(len(ended) * MS_PER_HOUR / (end - start), 2) if end > start else None
