"""What moved most: told from enough sittings, at one load and in one language, beyond chance."""

from chattrainer.app.movement import STIRRED, most_moved, movements
from tests.support.scored import sitting


def test_the_greatest_rise_and_the_greatest_fall_are_found() -> None:
    scores = (
        [50.0, 60.0, 70.0, 80.0],
        [50.0, 62.0, 66.0, 80.0],
        [54.0, 72.0, 62.0, 80.0],
        [54.0, 74.0, 62.0, 80.0],
    )
    rise, fall = most_moved([sitting(four) for four in scores])
    assert rise is not None
    assert fall is not None
    assert (rise.criterion, rise.before, rise.after, rise.change) == ("writing", 61.0, 73.0, 12.0)
    assert (fall.criterion, fall.change, fall.sittings) == ("directiveness", -6.0, 4)


def test_nothing_is_told_from_three_sittings() -> None:
    assert movements([sitting(score) for score in (10.0, 50.0, 90.0)]) == []


def test_sittings_that_could_not_be_judged_do_not_count() -> None:
    three = [sitting([score, 50.0, 50.0, 50.0]) for score in (40.0, 50.0, 60.0)]
    blank = [sitting([None, 50.0, 50.0, 50.0]), sitting(None)]
    assert "latency" not in {m.criterion for m in movements([*three, *blank])}


def test_loads_and_languages_are_not_compared_with_each_other() -> None:
    mixed = [
        sitting(40.0, chats=1),
        sitting(40.0, chats=1, language="en"),
        sitting(90.0, chats=2),
        sitting(90.0, chats=2, language="en"),
    ]
    assert movements(mixed) == []
    found = movements([*mixed, *(sitting(80.0, chats=1, language="en") for _ in range(3))])
    assert {(m.chats_at_once, m.language) for m in found} == {(1, "en")}


def test_a_change_that_chance_would_give_is_no_movement() -> None:
    small = [sitting(score) for score in (60.0, 60.0, 60.0 + STIRRED - 0.1, 60.0 + STIRRED - 0.1)]
    assert movements(small)
    assert most_moved(small) == (None, None)


def test_the_greatest_change_comes_first_and_order_settles_what_is_equal() -> None:
    equal = [sitting(score) for score in (50.0, 50.0, 60.0, 60.0)]
    assert [m.criterion for m in movements(equal)] == ["latency", "writing", "directiveness", "resolution"]
