"""Candidates who need not play: their cases are taken from those that were played."""

import numpy as np
import pytest

from chattrainer.app.calibration.play import Job
from chattrainer.app.calibration.stock import Stock
from chattrainer.app.calibration.truth import Shown, surface_of
from chattrainer.model.exam import CaseEvidence, FormCase
from chattrainer.model.ids import CRITERIA
from tests.unit.app.calibration.test_truth import SCENARIOS, STEPS, composite_of, played


def line(shown: Shown) -> CaseEvidence:
    return CaseEvidence(
        run="r",
        chat=1,
        scenario=shown.scenario,
        chats=shown.chats,
        composite=shown.composite,
        scores=dict.fromkeys(CRITERIA, shown.composite),
        outcome="solved" if shown.composite > 60 else "wrong",
    )


@pytest.fixture(scope="module")
def stock() -> Stock:
    shown = played(scatter=5)
    return Stock(surface_of(shown, SCENARIOS), shown, [line(s) for s in shown], (), 100)


def taken(stock: Stock, step: int, key: str) -> CaseEvidence:
    job = Job(key, (FormCase(scenario="hard"),), (), 2, 1, "en", ((step,) * 4,))
    return stock.taken(job, STEPS, 0)[0]


def test_what_is_taken_has_the_mean_and_the_scatter_of_what_was_played(stock: Stock) -> None:
    composites = [taken(stock, 12, f"{nth}:0:2").composite for nth in range(400)]
    assert np.mean(composites) == pytest.approx(composite_of("hard", 2, (68.0,) * 4), abs=2.5)
    assert 2.5 < np.std(composites) < 7.5


def test_better_ability_takes_from_better_plays(stock: Stock) -> None:
    ends = {step: [taken(stock, step, f"{nth}:0:2").outcome for nth in range(40)] for step in (6, 18)}
    assert ends[18].count("solved") > ends[6].count("solved")


def test_the_same_candidate_takes_the_same(stock: Stock) -> None:
    assert taken(stock, 12, "7:0:2") == taken(stock, 12, "7:0:2")
    assert taken(stock, 12, "7:0:2").chats == 2
