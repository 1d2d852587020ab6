"""Chance is addressed: the same address gives the same draw, another address another one."""

import statistics
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chattrainer.engine.draws import below, between, chance, draw, pick, shuffled, skewed

ADDRESS = st.lists(st.one_of(st.text(max_size=8), st.integers(-99, 999)), max_size=4)


def test_a_draw_is_a_published_constant() -> None:
    # A log of years ago is re-drawn from its seed: these figures never change.
    assert draw(0) == 12297546399917769860
    assert draw(7, "chat", 1, "pause") == 14064264078246105271
    assert skewed(8_000, 45_000, 7, "chat", 1, "pause") == 27_852


@given(ADDRESS, ADDRESS)
def test_two_addresses_are_two_draws(one: list[str | int], other: list[str | int]) -> None:
    assert (draw(1, *one) == draw(1, *other)) == (one == other)


def test_parts_of_an_address_do_not_run_together() -> None:
    draws = {draw(1, "ab", "c"), draw(1, "a", "bc"), draw(1, "abc"), draw(1, "1"), draw(1, 1), draw(11)}
    assert len(draws) == 6


def test_a_draw_does_not_depend_on_the_hash_seed() -> None:
    code = "from chattrainer.engine.draws import draw; print(draw(3, 'chat', 1))"
    for hash_seed in ("0", "4242"):
        out = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": hash_seed}, capture_output=True, text=True
        )
        assert int(out.stdout) == draw(3, "chat", 1)


@given(st.integers(-500, 500), st.integers(0, 500), st.integers(0, 10**6))
def test_draws_stay_between_their_bounds(lo: int, width: int, seed: int) -> None:
    hi = lo + width
    assert lo <= between(lo, hi, seed, "a") <= hi
    assert lo <= skewed(lo, hi, seed, "a") <= hi


def test_every_value_between_the_bounds_comes_up() -> None:
    assert {between(1, 6, seed, "die") for seed in range(200)} == {1, 2, 3, 4, 5, 6}


def test_pauses_have_their_median_at_a_third_and_a_long_right_tail() -> None:
    pauses = sorted(skewed(0, 9_000, seed, "pause") for seed in range(4_000))
    assert statistics.median(pauses) == pytest.approx(3_000, rel=0.05)
    assert statistics.mean(pauses) > statistics.median(pauses)
    assert pauses[-40] > 8_000


@given(st.lists(st.integers()), st.integers(0, 99))
def test_shuffling_keeps_every_item(items: list[int], seed: int) -> None:
    assert sorted(shuffled(items, seed, "order")) == sorted(items)


def test_every_order_comes_up() -> None:
    assert len({tuple(shuffled("abc", seed, "order")) for seed in range(100)}) == 6


def test_chance_is_told_in_thousandths() -> None:
    assert not any(chance(0, seed) for seed in range(50))
    assert all(chance(1000, seed) for seed in range(50))
    assert 220 < sum(chance(250, seed, "slip") for seed in range(1000)) < 280


def test_pick_takes_one_of_the_items() -> None:
    assert {pick(("a", "b"), seed, "wording") for seed in range(30)} == {"a", "b"}


def test_impossible_draws_are_refused() -> None:
    with pytest.raises(IndexError):
        pick((), 1)
    with pytest.raises(ValueError, match="above"):
        between(2, 1, 1)
    with pytest.raises(ValueError, match="above"):
        skewed(2, 1, 1)
    with pytest.raises(ValueError, match="below"):
        below(0, 1)
    with pytest.raises(TypeError):
        draw(1, True)
