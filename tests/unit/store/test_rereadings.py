"""Other readers' readings of a run stay beside its log and beside one another."""

import pytest

from chattrainer.model.errors import StoreError
from chattrainer.model.findings import ReadAgain, Rereading
from chattrainer.model.reading import Reading
from chattrainer.store import Store
from tests.unit.store.sittings import recorded


def by(reader: str, *acts: str) -> Rereading:
    reading = Reading.model_validate({"reader": reader, "acts": acts})
    return Rereading(reader=reader, texts=(ReadAgain(number=5, chat=1, reading=reading),))


def test_each_version_of_the_reader_keeps_its_own(store: Store) -> None:
    run = recorded(store)
    before = store.verify(run)
    for rereading in (by("r2", "hold"), by("r3", "greeting")):
        store.save_rereading(run, rereading)
    assert store.rereadings(run) == [by("r3", "greeting"), by("r2", "hold")]
    assert store.verify(run) == before


def test_the_same_version_again_takes_the_place_of_its_first(store: Store) -> None:
    run = recorded(store)
    for acts in (("hold",), ("thanks",)):
        store.save_rereading(run, by("r2", *acts))
    assert store.rereadings(run) == [by("r2", "thanks")]


def test_with_the_run_its_rereadings_are_erased(store: Store) -> None:
    run = recorded(store)
    store.save_rereading(run, by("r2", "hold"))
    store.erase_run(run)
    assert store.rereadings(run) == []
    with pytest.raises(StoreError):
        store.save_rereading(run, by("r3"))
