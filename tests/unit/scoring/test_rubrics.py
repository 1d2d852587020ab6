"""The shipped rubrics: one a trade, the same in all but weights, stages, lengths and what the trade adds."""

import pytest

from chattrainer.content.rubrics import load_rubric
from chattrainer.model.ids import ACTIVITIES, CRITERIA, OUTCOMES
from chattrainer.model.rubric import MeasureRule, Rubric
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
    """But for how long a message and a turn may be (docs/rubrics.md)."""
    rubric, base = shipped(name), general()
    assert (rubric.caps, rubric.floors, rubric.params) == (base.caps, base.floors, base.params)
    for criterion in CRITERIA:
        own = rubric.measures[criterion]
        for measure, rule in base.measures[criterion].items():
            assert without_lengths(own[measure]) == without_lengths(rule)


# Most words of a message, and of a turn, by trade: (full marks to, none from).
LENGTHS = {
    "general": ((40, 90), (110, 220)),
    "information": ((35, 80), (80, 160)),
    "after_sales": ((40, 90), (110, 220)),
    "support": ((45, 95), (130, 240)),
    "sales": ((40, 90), (100, 200)),
    "retention": ((40, 90), (110, 220)),
    "loyalty": ((40, 90), (110, 220)),
    "collection": ((45, 95), (110, 220)),
}


@pytest.mark.parametrize("name", WEIGHTS)
def test_how_long_a_message_and_a_turn_may_be(name: str) -> None:
    measures = shipped(name).measures
    message = measures["writing"]["concision"].curves["message"]
    turn = measures["directiveness"]["steamroller"].curves["turn_words"]
    assert ((message.full, message.zero), (turn.full, turn.zero)) == LENGTHS[name]


def without_lengths(rule: MeasureRule) -> MeasureRule:
    curves = {name: curve for name, curve in rule.curves.items() if name not in ("message", "turn_words")}
    return rule.model_copy(update={"curves": curves})


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_measure_of_a_rubric_is_known_and_every_outcome_has_its_cap(name: str) -> None:
    rubric = shipped(name)
    for criterion in CRITERIA:
        assert set(rubric.measures[criterion]) <= KNOWN[criterion]
    assert set(rubric.caps) == set(OUTCOMES) - {"void"}
