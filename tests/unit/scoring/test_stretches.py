"""Stretches of time: nothing is counted twice, nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from chattrainer.scoring.stretches import length, union, within, without

stretch = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda s: (min(s), max(s)))
stretches = st.lists(stretch, max_size=6)


def moments(given: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> set[int]:
    return {t for start, end in given for t in range(start, end)}


@given(stretches)
def test_a_union_covers_the_same_moments_once(a: list[tuple[int, int]]) -> None:
    assert moments(union(a)) == moments(a)
    assert length(a) == len(moments(a))


@given(stretches, stretches)
def test_what_is_taken_away_is_gone(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> None:
    assert moments(without(a, b)) == moments(a) - moments(b)


@given(stretches, st.integers(0, 60), st.integers(0, 60))
def test_what_lies_within(a: list[tuple[int, int]], start: int, end: int) -> None:
    assert moments(within(a, start, end)) == moments(a) & set(range(start, end))
