"""Waits are shown against the promise: 15 s for a first answer at one chat, 30 s at several, then a minute."""

import pytest

from chattrainer.tui.timing import hold_shade, minutes_seconds, promise


@pytest.mark.parametrize(
    ("chats", "first", "waited_s", "shade"),
    [
        (1, True, 14, "green"),
        (1, True, 15, "amber"),
        (1, True, 30, "red"),
        (2, True, 29, "green"),
        (3, True, 30, "amber"),
        (3, True, 60, "red"),
        (1, False, 59, "green"),
        (3, False, 60, "amber"),
        (3, False, 120, "red"),
    ],
)
def test_a_wait_takes_its_shade_from_the_promise(chats: int, first: bool, waited_s: int, shade: str) -> None:
    assert promise(chats, first).shade(waited_s * 1000) == shade


@pytest.mark.parametrize(("left_s", "shade"), [(60, "green"), (15, "amber"), (0, "red"), (-5, "red")])
def test_an_announced_wait_warns_before_it_ends(left_s: int, shade: str) -> None:
    assert hold_shade(left_s * 1000) == shade


@pytest.mark.parametrize(
    ("ms", "text"), [(0, "0:00"), (999, "0:00"), (61_000, "1:01"), (3_725_000, "62:05"), (-7_000, "−0:07")]
)
def test_times_are_minutes_and_seconds(ms: int, text: str) -> None:
    assert minutes_seconds(ms) == text
