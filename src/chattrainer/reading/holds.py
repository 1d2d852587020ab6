"""The wait that a message announces."""

from chattrainer.model.reading import Hold
from chattrainer.reading.text import fold
from chattrainer.reading.values import values_in

LEAST_S = 10
"""*One sec* is a way of speaking, not a promise."""
MOST_S = 3600


def announced(text: str, code: str) -> Hold:
    """The hold of a stretch that asks to wait; the longest duration stated in it counts (*2 or 3 minutes*)."""
    stated = [v.number for v in values_in(fold(text), code) if v.kind == "duration"]
    usable = [s for s in stated if LEAST_S <= s <= MOST_S]
    return Hold(s=int(max(usable))) if usable else Hold()
