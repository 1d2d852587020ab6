"""Each test has a database of its own; the exam in it was played once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.app.room import TrainingRoom
from tests.support.exams import played_exams, remove_played


@pytest.fixture(scope="package", autouse=True)
def _tidy() -> Iterator[None]:
    yield
    remove_played()


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    path = played_exams(tmp_path / "exams.db")
    monkeypatch.setenv("CHATTRAINER_DB", str(path))
    monkeypatch.setattr("getpass.getuser", lambda: "Ana")
    return path


@pytest.fixture
def room(db: Path) -> Iterator[TrainingRoom]:
    opened = TrainingRoom(db, judge_writing=False)
    yield opened
    opened.close()
