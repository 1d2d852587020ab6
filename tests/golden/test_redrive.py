"""A sitting is its log: played again from its inputs it gives the same facts, byte for byte."""

import pytest

from chattrainer.model.facts import SittingEnded
from chattrainer.robots.catalogue import KINDS
from chattrainer.runtime.replay import redrive
from tests.golden.sittings import lines, played

# Each robot plays some cases of one language; cases, languages, loads and seeds take turns over the robots.
TURNS = [
    (robot, ("fr", "en")[number % 2], 1 + number % 3, 11 + number // 2 % 2, number // 2 * 3)
    for number, robot in enumerate(KINDS)
]


@pytest.mark.parametrize(("robot", "language", "chats", "seed", "first"), TURNS)
def test_every_robots_sitting_plays_again_byte_for_byte(
    robot: str, language: str, chats: int, seed: int, first: int
) -> None:
    entries = played(robot, language, chats, seed, first)
    report = redrive(entries)
    assert report.same, (report.number, report.logged, report.redriven)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("seed", [11, 2**31 - 1])
def test_three_chats_at_once_end_for_good_and_play_again(language: str, seed: int) -> None:
    entries = played("skilled", language, 3, seed, first=7)
    assert isinstance(entries[-1].event, SittingEnded)
    assert redrive(entries).same


def test_the_same_seed_is_the_same_sitting() -> None:
    assert lines(played("average", "fr", 2, 11)) == lines(played("average", "fr", 2, 11))


def test_another_seed_is_another_sitting() -> None:
    assert lines(played("silent", "fr", 2, 11)) != lines(played("silent", "fr", 2, 12))
