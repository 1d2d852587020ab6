"""The conditions of a sitting, put on its cases: the pace of an exam, extra time."""

from chattrainer.model.case import Case
from chattrainer.model.exam import Conditions
from chattrainer.model.scenario import Pace, Patience

USUAL = Conditions()
# In an exam her median pause is 15 s and she types at least 200 characters a minute (docs/scenario-files.md).
EXAM_PAUSE_S = 15.0
EXAM_TYPING_CPM = 200
# A drawn pause has its median at a third of its range (engine/draws.py).
MEDIAN_SHARE = 1 / 3


def under(case: Case, conditions: Conditions) -> Case:
    """The case as it is played under the conditions."""
    if conditions == USUAL:
        return case
    customer = case.scenario.customer
    changes: dict[str, Pace | Patience] = {}
    if conditions.exam_pace:
        changes["pace"] = brisk(customer.pace)
    if conditions.extra_time_percent != USUAL.extra_time_percent:
        changes["patience"] = stretched(customer.patience, conditions.extra_time_percent)
    scenario = case.scenario.model_copy(update={"customer": customer.model_copy(update=changes)})
    return case.model_copy(update={"scenario": scenario})


def brisk(pace: Pace) -> Pace:
    """The pace with no longer pauses, in the middle, than an exam has."""
    low, high = pace.think_s
    median = low + (high - low) * MEDIAN_SHARE
    factor = min(1.0, EXAM_PAUSE_S / median) if median else 1.0
    return pace.model_copy(
        update={
            "think_s": (low * factor, high * factor),
            "fetch_s": (pace.fetch_s[0] * factor, pace.fetch_s[1] * factor),
            "typing_cpm": max(EXAM_TYPING_CPM, pace.typing_cpm),
        }
    )


def stretched(patience: Patience, percent: int) -> Patience:
    """The patience with extra time."""
    return patience.model_copy(
        update={
            name: getattr(patience, name) * percent / 100
            for name in ("first_reply_s", "reply_s", "leaves_after_s")
        }
    )
