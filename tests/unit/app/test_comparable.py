"""Scores of different proofreaders are told apart, and never compared in a trend."""

from dataclasses import dataclass

import pytest

from chattrainer.app.comparable import apart


@dataclass(frozen=True)
class Listed:
    when: str
    engine: str | None
    language: str = "fr"


@pytest.mark.parametrize(
    ("sittings", "marked"),
    [
        ([Listed("1", "a"), Listed("2", "a")], [False, False]),
        ([Listed("1", "a"), Listed("2", "b"), Listed("3", "b")], [True, False, False]),
        ([Listed("3", "b"), Listed("2", "b"), Listed("1", "a")], [False, False, True]),
        ([Listed("1", None), Listed("2", "b"), Listed("3", "")], [False, False, False]),
        ([Listed("1", "none"), Listed("2", "b")], [True, False]),
        ([Listed("1", "a"), Listed("2", "b", "en")], [False, False]),
        ([], []),
    ],
)
def test_what_another_engine_than_the_latest_judged_is_apart(
    sittings: list[Listed], marked: list[bool]
) -> None:
    assert apart(sittings) == marked
