from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.store import Store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "log.db"


@pytest.fixture
def store(db: Path) -> Iterator[Store]:
    with Store.open(db) as store:
        yield store
