"""Which acts a message carries, from the probabilities of its segments."""

import numpy as np
import numpy.typing as npt

from chattrainer.model.ids import ACTS, Act
from chattrainer.reading.acts import ActModel
from chattrainer.reading.analysis import Analysis, whole_message
from chattrainer.reading.clauses import Segment
from chattrainer.reading.matching import laid_out

SOME_ACT = 0.5
"""Below this probability of any act at all a message has none."""
LIKELY_SOME_ACT = 0.8
"""Below this one it has only acts that are themselves as likely as LIKELY."""
LIKELY = 0.6
SURELY_SOME_ACT = 0.95
"""From this one on it has its likeliest act, even where that stays below its own level…"""
LEAST_SHARE = 0.3
"""…but for less than this share of it."""
ASKING: frozenset[Act] = frozenset({"ask_open", "ask_closed", "ask_choice", "request_data"})
LEAST_TO_ASK = 0.05
"""Where nothing seeks to learn something as surely as this, there is no act of asking."""


def acts_of(analysis: Analysis, model: ActModel) -> dict[Act, tuple[Segment, float]]:
    """The acts of a message, each with the segment that shows it best and its confidence."""
    rows = list(analysis.segments)
    if len(analysis.acts) > len(rows):
        rows.append(whole_message(analysis.text, analysis.segments))
    rounded = np.round(analysis.acts.astype(np.float64), 3)
    best = rounded.argmax(axis=0)
    highest = rounded.max(axis=0)
    levels = np.round(model.thresholds.astype(np.float64), 3)
    chosen = np.flatnonzero(decided(highest[None, :], levels)[0])
    seeks = bool((analysis.seeks >= LEAST_TO_ASK).any())
    return {
        ACTS[place]: (
            rows[int(best[place])],
            max(0.5, laid_out(float(highest[place]), float(levels[place]))),
        )
        for place in chosen
        if seeks or ACTS[place] not in ASKING
    }


def decided(highest: npt.NDArray[np.floating], levels: npt.NDArray[np.floating]) -> npt.NDArray[np.bool_]:
    """Which acts messages have (a row each), from the probability of each act and of any act at all."""
    some = highest[:, -1:]
    shares = highest[:, :-1] / levels
    likely = (some >= LIKELY_SOME_ACT) | (highest[:, :-1] >= LIKELY)
    chosen = (shares > 1) & likely & (some >= SOME_ACT)
    likeliest = shares == shares.max(axis=1, keepdims=True)
    saved = ~chosen.any(axis=1, keepdims=True) & (some > SURELY_SOME_ACT) & (shares > LEAST_SHARE)
    found: npt.NDArray[np.bool_] = chosen | (saved & likeliest)
    return found
