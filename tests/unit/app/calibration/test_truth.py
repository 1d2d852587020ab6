"""What a candidate's composite truly is, as calibration finds it."""

import numpy as np
import pytest

from chattrainer.app.calibration.population import Setting, candidate, normal
from chattrainer.app.calibration.truth import Shown, as_played, fresh, residual_sd, surface_of, truths_of

SCENARIOS = ["easy", "hard", "of_writers"]
STEPS = [20.0 + 4 * step for step in range(21)]
SETTING = Setting(mean=65, spread=10, case_reliability=0.42, change_mean=-4, change_sd=4)


def composite_of(scenario: str, chats: int, abilities: tuple[float, ...]) -> float:
    """What robots would get here: later criteria count more, load costs, one case is hard, one asks for writing."""
    weighed = sum(w * a for w, a in zip((0.2, 0.2, 0.25, 0.35), abilities, strict=True))
    writing = 0.2 * (abilities[1] - 65) if scenario == "of_writers" else 0.0
    return weighed - 2 * (chats - 1) - (6 if scenario == "hard" else 0) + writing


def played(scatter: float) -> list[Shown]:
    found = []
    for nth in range(2400):
        scenario, chats = SCENARIOS[nth % 3], 1 + nth // 3 % 3
        level = 65 + 12 * normal(1, "level", nth)
        abilities = tuple(level + 8 * normal(1, "own", nth, c) for c in range(4))
        noise = scatter * normal(1, "noise", nth)
        found.append(Shown(scenario, chats, abilities, composite_of(scenario, chats, abilities) + noise))
    return found


def test_the_surface_knows_case_load_and_criterion() -> None:
    surface = surface_of(played(scatter=5), SCENARIOS)
    for abilities in ((65.0, 65.0, 65.0, 65.0), (80.0, 50.0, 70.0, 60.0)):
        for chats in (1, 2, 3):
            for place, scenario in enumerate(SCENARIOS):
                said = surface.at(np.array([place]), chats, np.array([abilities]))[0]
                assert said == pytest.approx(composite_of(scenario, chats, abilities), abs=2), scenario


def test_what_remains_is_the_scatter_of_cases() -> None:
    shown = played(scatter=5)
    assert residual_sd(shown, surface_of(shown, SCENARIOS)) == pytest.approx(5, abs=0.3)


def test_a_truth_is_the_mean_over_fresh_cases_and_follows_the_abilities() -> None:
    surface = surface_of(played(scatter=5), SCENARIOS)
    people = [candidate(number, SETTING, 0) for number in range(60)]
    truths = truths_of(people, surface, STEPS, 8.0, 200, 0)
    for person in people:
        for chats in (1, 2, 3):
            own = tuple(person.abilities[chats].values())
            if not 40 < np.mean(own) < 85:
                # Nothing is below 0 or above 100, nor below what a robot without any ability gets.
                continue
            expected = np.mean([composite_of(scenario, chats, own) for scenario in SCENARIOS])
            # 200 cases of a deviation of 8 and three kinds leave the mean within about two points.
            assert truths[person.number][chats] == pytest.approx(expected, abs=2.6)


def test_the_fresh_cases_of_a_candidate_are_the_same_in_every_population() -> None:
    surface = surface_of(played(scatter=5), SCENARIOS)
    ten = truths_of([candidate(n, SETTING, 0) for n in range(10)], surface, STEPS, 8.0, 50, 0)
    alone = truths_of([candidate(7, SETTING, 0)], surface, STEPS, 8.0, 50, 0)
    assert alone[7] == ten[7]
    cases, chats, _ = fresh(candidate(7, SETTING, 0), 2, surface, STEPS, 8.0, 200, 0)
    assert chats == 2
    assert set(cases.tolist()) == {0, 1, 2}


def test_an_ability_counts_as_the_step_that_a_robot_can_play() -> None:
    assert as_played(np.array([[-50.0, 21.9, 22.0, 500.0]]), STEPS).tolist() == [[20.0, 20.0, 20.0, 100.0]]
