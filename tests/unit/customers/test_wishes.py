"""Turns that a customer may take instead of her script's: they decide nothing, and cost the agent nothing."""

import json
from collections.abc import Callable, Iterator
from typing import cast

import pytest

from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.readers import Readers
from chattrainer.app.room import TrainingRoom
from chattrainer.customers.wishes import FREE, KEPT
from chattrainer.model.effects import ScriptedMove, WordMove
from chattrainer.model.inputs import WordingGiven
from chattrainer.model.log import Entry
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.headless import play
from chattrainer.runtime.replay import redrive
from chattrainer.runtime.sitting import MemoryLog, Sitting

CASES = ("cadeau-perdu", "canape-abime", "wifi-chambre-du-fond", "deja-tout-teste")
ROBOTS = ("skilled", "polite_failure", "average")
Pick = Callable[[WordMove], int]


@pytest.fixture(scope="module")
def readers() -> Readers:
    return Readers()


def played(
    readers: Readers, scenario: str, name: str, pick: Pick
) -> tuple[Prepared, list[Entry], list[WordMove]]:
    ready = prepare(Wanted((scenario,), seed=3, player=name, llm="picker"))
    asked: list[WordMove] = []

    def word(wanted: WordMove, transcript: Transcript) -> WordingGiven:
        asked.append(wanted)
        return WordingGiven(
            at=wanted.at, chat=wanted.chat, of=wanted.of, turn=pick(wanted), source="llm:picker"
        )

    log = MemoryLog()
    sitting = Sitting(engine_for(ready.opened, ready.plan), readers.reading_for(ready.plan), log, word=word)
    play(sitting, ready.opened, robot(name, ready.plan))
    return ready, log.entries, asked


@pytest.fixture(scope="module")
def sittings(readers: Readers) -> list[tuple[Prepared, list[Entry], list[WordMove]]]:
    """Sittings in which the last turn on offer is taken each time."""
    return [
        played(readers, scenario, name, lambda wanted: len(wanted.others))
        for scenario in CASES
        for name in ROBOTS
    ]


def choices(sittings: list[tuple[Prepared, list[Entry], list[WordMove]]]) -> Iterator[WordMove]:
    return (wanted for _, _, asked in sittings for wanted in asked if wanted.others)


def kept(moves: tuple[ScriptedMove, ...]) -> list[tuple[str, str | None]]:
    return [(m.move, m.of) for m in moves if m.move not in FREE]


def test_there_is_something_to_choose_and_it_decides_nothing(
    sittings: list[tuple[Prepared, list[Entry], list[WordMove]]],
) -> None:
    found = list(choices(sittings))
    assert len(found) >= 8
    for wanted in found:
        assert len(set(wanted.turns)) == len(wanted.turns)
        for turn in wanted.turns:
            assert {m.move for m in turn} <= FREE | KEPT
            assert kept(turn) == kept(wanted.moves)


def test_no_other_turn_gives_away_what_hers_does_not_but_for_another_detail(
    sittings: list[tuple[Prepared, list[Entry], list[WordMove]]],
) -> None:
    for wanted in choices(sittings):
        own = {m.of for m in wanted.moves if m.reveals}
        for turn in wanted.others:
            more = [m for m in turn if m.reveals and m.of not in own]
            assert all(m.move == "volunteer" for m in more)
            assert sum(m.move == "volunteer" for m in turn) <= sum(
                m.move == "volunteer" for m in wanted.moves
            )


def test_a_remark_asks_nothing_and_comes_before_what_waits_for_an_answer(
    sittings: list[tuple[Prepared, list[Entry], list[WordMove]]],
) -> None:
    remarks = [
        (turn, m)
        for wanted in choices(sittings)
        for turn in wanted.others
        for m in turn
        if m.move == "remark"
    ]
    assert remarks
    assert all("?" not in " ".join(m.bubbles) for _, m in remarks)
    assert all(turn[0] == m and len(turn) > 1 for turn, m in remarks)


def test_whatever_is_chosen_the_case_ends_the_same_way(readers: Readers) -> None:
    room = TrainingRoom(judge_writing=False)
    apart = []
    for scenario in CASES:
        cards = []
        for pick in (lambda wanted: 0, lambda wanted: len(wanted.others)):
            ready, entries, _ = played(readers, scenario, "skilled", cast(Pick, pick))
            cards.append(room.judge_log("memory", entries, ready.plan).scorecard)
        assert cards[0].chats[0].outcome == cards[1].chats[0].outcome
        apart.append(abs(cards[0].overall - cards[1].overall))
    # One more bubble shifts what the agent does when: a single score may move, all together hardly.
    assert sum(apart) / len(apart) < 3


def test_choices_are_in_the_log_and_play_again_byte_for_byte(
    sittings: list[tuple[Prepared, list[Entry], list[WordMove]]],
) -> None:
    chosen = 0
    for _, entries, _ in sittings:
        chosen += sum(isinstance(e.event, WordingGiven) and e.event.turn > 0 for e in entries)
        assert redrive(entries).same
    assert chosen >= 8


def test_a_turn_that_is_not_on_offer_leaves_hers_in_the_scripts_words(readers: Readers) -> None:
    def said(pick: Pick) -> list[str]:
        _, entries, _ = played(readers, CASES[0], "skilled", pick)
        return [e.event.text for e in entries if e.event.kind == "customer_said"]

    assert said(lambda wanted: 99) == said(lambda wanted: 0)


def test_a_log_from_before_there_was_a_choice_still_plays(readers: Readers) -> None:
    _, entries, _ = played(readers, CASES[0], "skilled", lambda wanted: 0)
    old = []
    for entry in entries:
        fields = json.loads(entry.model_dump_json(by_alias=True))
        fields["event"].pop("turn", None)
        old.append(Entry.model_validate_json(json.dumps(fields)))
    assert redrive(old).same
