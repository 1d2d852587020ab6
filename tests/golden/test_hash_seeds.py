"""Chance comes from the seed alone: Python's own randomisation of hashes changes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def logs_under(hash_seed: str) -> list[str]:
    """A French and an English sitting of three chats at once, played in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.golden.sittings", "average", "3", "7"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_a_sitting_is_the_same_under_every_hash_seed() -> None:
    first = logs_under("0")
    assert len(first) > 200
    assert logs_under("4242") == first
