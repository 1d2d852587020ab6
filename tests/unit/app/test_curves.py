"""The curves: one a load, on one axis of sittings, readable without colour."""

import plotext
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.app.curves import LEAST_SPAN, STEP, bounds, curves, draw
from tests.support.scored import sitting

THREE = [sitting(50.0, day="10-01"), sitting(60.0, chats=2, day="10-02"), sitting(70.0, day="10-03")]


def drawn(sittings: list[object] | None = None, columns: int = 76, lines: int = 12) -> str:
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(columns, lines)
    plotext.theme("clear")
    draw(plotext, THREE, curves(THREE), columns=columns, lines=lines)
    return str(plotext.uncolorize(plotext.build()))


def test_each_load_has_a_curve_and_all_share_the_order_of_sittings() -> None:
    one, two = curves(THREE)
    assert (one.chats_at_once, one.points) == (1, ((1, 50.0), (3, 70.0)))
    assert (two.chats_at_once, two.points) == (2, ((2, 60.0),))


def test_a_sitting_without_the_score_keeps_its_place() -> None:
    sittings = [sitting([50.0, None, 50.0, 50.0]), sitting([50.0, 80.0, 50.0, 50.0]), sitting(None)]
    assert [curve.points for curve in curves(sittings, "writing")] == [((2, 80.0),)]
    assert curves([sitting(None)]) == []


@pytest.mark.parametrize("size", [(40, 6), (76, 12), (110, 30)])
def test_a_point_is_the_figure_of_its_load_at_every_size(size: tuple[int, int]) -> None:
    columns, lines = size
    picture = drawn(columns=columns, lines=lines).splitlines()
    plot = "\n".join(line[3:] for line in picture[:-2])
    assert (plot.count("1"), plot.count("2")) == (2, 1)
    assert len([line for line in picture if line.strip()]) <= lines
    assert all(len(line) <= columns for line in picture)


def test_the_first_and_the_last_day_stand_under_the_axis() -> None:
    last_line = drawn().rstrip().splitlines()[-1]
    assert last_line.split()[0] == "2026-10-01"
    assert last_line.split()[-1] == "2026-10-03"


@given(st.lists(st.floats(0, 100), max_size=8))
def test_the_axis_holds_every_score_and_makes_no_leap_of_a_step(scores: list[float]) -> None:
    lower, upper = bounds(scores)
    assert all(lower <= score <= upper for score in scores)
    assert 0 <= lower < upper <= 100
    assert upper - lower >= LEAST_SPAN
    assert lower % STEP == upper % STEP == 0
