"""Which acts a message is given, from the probabilities of its segments."""

import numpy as np
import numpy.typing as npt
import pytest

from chattrainer.model.ids import ACTS
from chattrainer.reading.deciding import decided

LEVELS = np.full(len(ACTS), 0.5)


def row(some: float, **acts: float) -> npt.NDArray[np.float64]:
    """Probabilities of a message: of these acts, and of any act at all."""
    return np.array([[*(acts.get(act, 0.0) for act in ACTS), some]])


def heard(probabilities: npt.NDArray[np.float64]) -> set[str]:
    return {ACTS[place] for place in np.flatnonzero(decided(probabilities, LEVELS)[0])}


def test_an_act_counts_above_its_own_level() -> None:
    assert heard(row(0.9, hold=0.6, thanks=0.7, offer=0.4)) == {"hold", "thanks"}


def test_what_surely_does_something_has_its_likeliest_act_below_its_level() -> None:
    assert heard(row(0.99, ask_closed=0.3, information=0.2)) == {"ask_closed"}


@pytest.mark.parametrize("some", [0.85, 0.94])
def test_what_may_do_nothing_is_given_no_act_below_its_level(some: float) -> None:
    assert heard(row(some, ask_closed=0.3)) == set()


def test_an_act_far_below_its_level_is_never_given() -> None:
    assert heard(row(0.99, ask_closed=0.1)) == set()


def test_what_does_nothing_has_no_act() -> None:
    assert heard(row(0.3, thanks=0.8)) == set()


def test_what_may_do_nothing_has_an_act_that_is_likely_itself() -> None:
    assert heard(row(0.7, thanks=0.8)) == {"thanks"}
    assert heard(row(0.7, thanks=0.55)) == set()
