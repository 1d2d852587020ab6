"""The shipped rubrics: one a trade, the same in all but weights, stages and what the trade adds."""

import pytest

from chattrainer.content.rubrics import load_rubric
from chattrainer.model.ids import ACTIVITIES, CRITERIA, OUTCOMES
from chattrainer.model.rubric import Rubric
from chattrainer.scoring import directiveness, latency, resolution, writing
from tests.builders import RUBRICS, general

WEIGHTS = {
    "general": (20, 20, 25, 35),
    "information": (30, 25, 10, 35),
    "after_sales": (20, 20, 25, 35),
    "support": (15, 15, 30, 40),
    "sales": (20, 20, 30, 30),
    "retention": (15, 20, 30, 35),
    "loyalty": (15, 20, 30, 35),
    "collection": (15, 20, 30, 35),
}
KNOWN = {
    "latency": {*latency.MEASURES, *latency.POOLED},
    "writing": set(writing.MEASURES),
    "directiveness": set(directiveness.MEASURES),
    "resolution": set(resolution.MEASURES),
}


def shipped(name: str) -> Rubric:
    return load_rubric(RUBRICS / f"{name}.yaml")


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_weights_of_each_trade(name: str) -> None:
    rubric = shipped(name)
    assert tuple(rubric.weights[c] for c in CRITERIA) == WEIGHTS[name]
    assert rubric.activities == (() if name == "general" else (name,))


def test_every_activity_has_its_rubric() -> None:
    assert set(ACTIVITIES) < set(WEIGHTS)


@pytest.mark.parametrize("name", WEIGHTS)
def test_curves_caps_and_thresholds_are_those_of_the_general_rubric(name: str) -> None:
    rubric, base = shipped(name), general()
    assert (rubric.caps, rubric.floors, rubric.params) == (base.caps, base.floors, base.params)
    for criterion in CRITERIA:
        shared = {n: r for n, r in rubric.measures[criterion].items() if n in base.measures[criterion]}
        assert shared == base.measures[criterion]


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_measure_of_a_rubric_is_known_and_every_outcome_has_its_cap(name: str) -> None:
    rubric = shipped(name)
    for criterion in CRITERIA:
        assert set(rubric.measures[criterion]) <= KNOWN[criterion]
    assert set(rubric.caps) == set(OUTCOMES) - {"void"}
