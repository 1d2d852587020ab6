"""The library that comes with the program is free of mistakes, and every case of it can be drawn."""

import pytest

from chattrainer.content.casting import cast
from chattrainer.content.check import check_paths
from chattrainer.content.library import load_library
from chattrainer.content.paths import ContentPaths, shipped_folder

SCENARIOS, RUBRICS = shipped_folder("scenarios"), shipped_folder("rubrics")
assert SCENARIOS is not None
assert RUBRICS is not None
SHIPPED = ContentPaths((SCENARIOS,), (RUBRICS,))
LIBRARY = load_library(SHIPPED)


def test_nothing_is_wrong_with_the_shipped_library() -> None:
    report = check_paths((), SHIPPED)
    assert not report.problems, str(report.problems)
    assert report.counts["scenario"] == len(LIBRARY.listing())


@pytest.mark.parametrize("scenario_id", LIBRARY.scenario_ids)
def test_every_case_can_be_drawn_in_every_structure(scenario_id: str) -> None:
    for seed in range(3):
        plan = cast(LIBRARY, [scenario_id] * 6, 1, seed)
        assert len({case.person for case in plan.cases}) == 6
