"""Turns worded by somebody else: in time they replace the script's, late they cost nobody anything."""

from collections.abc import Callable

import pytest

from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.model.effects import WordMove
from chattrainer.model.exam import Conditions
from chattrainer.model.inputs import Say, WordingGiven
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.sitting import MemoryLog, Sitting

Word = Callable[[WordMove, Transcript], WordingGiven | None]
LONG = 10**7


@pytest.fixture(scope="module")
def ready() -> Prepared:
    return prepare(Wanted(("cadeau-perdu",), seed=1, conditions=Conditions(worded=True)))


def read(chat: int, text: str, transcript: Transcript) -> Reading:
    return Reading(reader="test", acts=("request_data",), asks=("needed_by",))


def sitting(ready: Prepared, word: Word | None) -> Sitting:
    made = Sitting(engine_for(ready.opened, ready.plan), read, MemoryLog(), word=word)
    made.open(ready.opened)
    made.advance(20_000)
    return made


def said(made: Sitting) -> list[str]:
    return [m.text for m in made.transcript.chat(1).customer_messages]


def words_for(wanted: WordMove, text: str, at: int | None = None) -> WordingGiven:
    bubbles = tuple((f"{text} {i}",) for i in range(len(wanted.moves)))
    return WordingGiven(
        at=wanted.at if at is None else at, chat=wanted.chat, of=wanted.of, bubbles=bubbles, source="llm:test"
    )


def until_asked(made: Sitting, wanted: list[WordMove], count: int = 1) -> None:
    """Time passes until words have been asked for so many times."""
    while len(wanted) < count and (due := made.next_due) is not None:
        made.advance(due)


def asking(at: int) -> Say:
    return Say(at=at, chat=1, text="Pour quel jour ?")


def test_words_given_at_once_are_said_in_place_of_the_scripts(ready: Prepared) -> None:
    made = sitting(ready, lambda wanted, _: words_for(wanted, "own words"))
    before = len(said(made))
    made.feed(asking(20_000))
    made.advance(90_000)
    assert said(made)[before].startswith("own words")


def test_without_words_of_their_own_the_scripts_stand(ready: Prepared) -> None:
    scripted = sitting(prepare(Wanted(("cadeau-perdu",), seed=1)), None)
    empty = sitting(ready, lambda w, _: WordingGiven(at=w.at, chat=w.chat, of=w.of, source="script"))
    for made in (scripted, empty):
        made.feed(asking(20_000))
        made.advance(90_000)
    assert said(empty) == said(scripted)


def test_while_words_are_late_she_types_and_no_wait_runs(ready: Prepared) -> None:
    wanted: list[WordMove] = []

    def later(one: WordMove, transcript: Transcript) -> None:
        wanted.append(one)

    made = sitting(ready, later)
    before = len(said(made))
    made.feed(asking(20_000))
    until_asked(made, wanted)
    made.advance(wanted[0].by + 200_000)
    chat = made.transcript.chat(1)
    assert (len(said(made)), chat.typing, chat.waiting_since) == (before, True, None)
    late = words_for(wanted[0], "late words", at=made.now)
    made.feed(late)
    made.advance(made.now + 60_000)
    assert said(made)[before] == "late words 0"
    assert made.transcript.chat(1).ended_at is None


def test_words_for_a_turn_that_a_further_message_made_void_change_nothing(ready: Prepared) -> None:
    wanted: list[WordMove] = []
    made = sitting(ready, lambda one, _: wanted.append(one))
    made.feed(asking(20_000))
    until_asked(made, wanted)
    made.feed(Say(at=made.now, chat=1, text="Et pour qui ?"))
    made.feed(words_for(wanted[0], "stale", at=made.now))
    until_asked(made, wanted, 2)
    made.feed(words_for(wanted[0], "stale", at=made.now))
    made.feed(words_for(wanted[-1], "fresh", at=made.now))
    made.advance(made.now + 60_000)
    texts = " ".join(said(made))
    assert "stale" not in texts
    assert "fresh" in texts


def test_the_same_words_give_the_same_facts_when_the_log_is_fed_again(ready: Prepared) -> None:
    wanted: list[WordMove] = []
    made = sitting(ready, lambda one, _: wanted.append(one))
    made.feed(asking(20_000))
    until_asked(made, wanted)
    made.advance(wanted[0].by + 5_000)
    made.feed(words_for(wanted[0], "late", at=made.now))
    made.advance(LONG)
    again = Sitting(engine_for(ready.opened, ready.plan), read, MemoryLog())
    again.open(ready.opened)
    for entry in made.entries:
        if isinstance(entry.event, Say | WordingGiven):
            again.feed(entry.event)
    again.advance(LONG)
    assert list(again.entries) == list(made.entries)


def test_words_that_never_came_are_asked_for_again_when_a_sitting_is_taken_up(ready: Prepared) -> None:
    wanted: list[WordMove] = []
    made = sitting(ready, lambda one, _: wanted.append(one))
    made.feed(asking(20_000))
    made.advance(60_000)
    made.ask_again()
    assert wanted[0] == wanted[-1]
    assert len(wanted) == 2
