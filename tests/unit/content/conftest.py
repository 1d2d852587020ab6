"""A small library of one company, to be edited by each test and checked."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from chattrainer.content.check import check_paths
from chattrainer.content.library import Library
from chattrainer.content.paths import ContentPaths
from chattrainer.content.problems import Problem
from chattrainer.content.shelves import FolderShelf

FIXTURES = Path(__file__).parents[2] / "fixtures" / "scenarios"
SCENARIO = "en/lampworks/late-lamp.yaml"
COMPANY = "en/lampworks/company.yaml"


@dataclass(frozen=True)
class Workshop:
    """A copy of the fixture library that a test may change."""

    root: Path

    def file(self, name: str) -> Path:
        return self.root / name

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.file(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def library(self) -> Library:
        return Library([FolderShelf(self.root)])

    def problems(self) -> list[Problem]:
        """What a check of the whole library finds."""
        return list(check_paths([self.root], ContentPaths((), ())).problems)


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    root = tmp_path / "scenarios"
    shutil.copytree(FIXTURES, root)
    return Workshop(root)


@pytest.fixture(scope="session")
def lampworks() -> Library:
    """The fixture library as it is."""
    return Library([FolderShelf(FIXTURES)])
