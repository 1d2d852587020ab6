"""Replays: the same inputs give the same log, and a sitting that was cut off goes on where it stopped."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from chattrainer.app.opening import Wanted, prepare
from chattrainer.model.errors import StoreError
from chattrainer.model.facts import CustomerTyping, SittingEnded
from chattrainer.model.inputs import Say
from chattrainer.model.log import Entry
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play, run_out
from chattrainer.runtime.replay import continued, redrive
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.store.store import Store


def read(chat: int, text: str, transcript: Transcript) -> Reading:
    """Reads every third message as a request for the postcode, by its length."""
    return Reading(reader="test", asks=("postcode",) if len(text) % 3 == 0 else (), acts=("information",))


def recorded(robot_name: str = "skilled") -> list[Entry]:
    ready = prepare(Wanted(("cadeau-perdu",), 1, seed=3, player=robot_name))
    log = MemoryLog()
    sitting = Sitting(engine_for(ready.opened, ready.plan), read, log)
    play(sitting, ready.opened, robot(robot_name, ready.plan))
    return log.entries


def lines(entries: Sequence[Entry]) -> list[str]:
    return [json.dumps(e.event.model_dump(mode="json", exclude={"wall"}), sort_keys=True) for e in entries]


def test_a_log_is_redriven_from_itself_alone_byte_for_byte() -> None:
    report = redrive(recorded())
    assert report.same


def test_a_log_whose_facts_were_altered_is_told_where() -> None:
    entries = recorded()
    at = next(i for i, e in enumerate(entries) if isinstance(e.event, CustomerTyping))
    event = entries[at].event.model_copy(update={"at": 1})
    entries[at] = Entry(number=at + 1, event=event)
    report = redrive(entries)
    assert not report.same
    assert report.number == at + 1


@pytest.mark.parametrize("cut", [3, 20, 41, 57])
def test_cut_off_anywhere_a_sitting_goes_on_as_if_nothing_had_happened(cut: int, tmp_path: Path) -> None:
    whole = recorded("silent") if cut == 3 else recorded()
    with Store.open(tmp_path / "t.db") as store:
        opening = whole[0].event
        assert opening.kind == "sitting_opened"
        writer = store.begin(opening)
        for entry in whole[1:cut]:
            writer.append(entry.event)
        writer.close()
        again = store.resume(writer.run_id)
        sitting = continued(list(store.entries(writer.run_id)), again, read)
        for entry in whole[cut:]:
            if isinstance(entry.event, Say) and entry.event.at >= sitting.now:
                sitting.feed(entry.event)
                break
        run_out(sitting)
        again.end()
        log = list(store.entries(writer.run_id))
        assert lines(log[:cut]) == lines(whole[:cut])
        assert isinstance(log[-1].event, SittingEnded)
        assert redrive(log).same


def test_a_sitting_of_another_version_is_not_resumed_but_left_intact(tmp_path: Path) -> None:
    whole = recorded()
    swapped = [whole[0], Entry(number=2, event=whole[3].event), *whole[2:10]]
    with pytest.raises(StoreError, match="resume_differs"):
        continued(swapped, MemoryLog(), read)
