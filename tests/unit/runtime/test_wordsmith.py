"""Whatever an endpoint does, a customer has words: the model's if they may be shown, else the script's."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Secret
from chattrainer.app.llm.told import wording_told
from chattrainer.app.llm.wording import LlmWording
from chattrainer.app.opening import Prepared, Wanted, prepare
from chattrainer.app.readers import Readers
from chattrainer.model.effects import WordMove
from chattrainer.model.inputs import Say, WordingGiven
from chattrainer.model.reading import Reading
from chattrainer.model.transcript import Transcript
from chattrainer.robots.catalogue import robot
from chattrainer.runtime.building import engine_for
from chattrainer.runtime.clocks import pause, stopwatch
from chattrainer.runtime.headless import play
from chattrainer.runtime.late_words import LateWords
from chattrainer.runtime.replay import continued
from chattrainer.runtime.sitting import MemoryLog, Sitting, script_words
from tests.support.llm_double import Body, LlmDouble, always, good_actor, llm_double

KEY = "sk-very-secret-key"


@pytest.fixture(scope="module")
def ready() -> Prepared:
    return prepare(Wanted(("cadeau-perdu",), seed=1, llm="good"))


@contextmanager
def smith(double: LlmDouble, ready: Prepared, answer_s: float = 5.0) -> Iterator[LlmWording]:
    place = Endpoint(double.url, "good", Secret(KEY), Limits(answer_s=answer_s, connect_s=2.0))
    with closing(LlmWording(place, ready.plan)) as wording:
        # Tests don't wait for the encoder: the guard does without it.
        wording.wordsmith._embedder = None
        yield wording


def read(chat: int, text: str, transcript: Transcript) -> Reading:
    return Reading(reader="test", acts=("request_data",), asks=("needed_by",))


def given_words(wording: LlmWording, ready: Prepared, turns: int = 1) -> list[WordingGiven]:
    """The agent asks so many times; what words the customer was given."""
    made = Sitting(engine_for(ready.opened, ready.plan), read, MemoryLog(), word=wording.word)
    made.open(ready.opened)
    made.advance(20_000)
    for n in range(turns):
        made.feed(Say(at=made.now, chat=1, text=f"Pour quel jour, dites-moi ({n}) ?"))
        made.advance(made.now + 90_000)
    return [e.event for e in made.entries if isinstance(e.event, WordingGiven)]


def test_a_good_actors_words_are_said_and_its_name_is_in_the_log(ready: Prepared) -> None:
    with llm_double() as double, smith(double, ready) as wording:
        given = given_words(wording, ready)[0]
    assert given.source == "llm:good"
    assert given.bubbles
    assert [a.fault for a in given.attempts] == [None]
    assert wording.actor.spent.questions == 1


def test_a_faulty_reply_is_asked_for_again_with_what_is_wrong(ready: Prepared) -> None:
    answers = iter([always("Comment puis-je vous aider ?"), good_actor])

    def in_turn(body: Body) -> str:
        return next(answers)(body)

    with llm_double(in_turn) as double, smith(double, ready) as wording:
        given = given_words(wording, ready)[0]
        asked = double.asked
    assert given.source == "llm:good"
    assert "role_swap" in (given.attempts[0].fault or "")
    assert given.attempts[1].fault is None
    assert "conseiller" in asked[1]["messages"][-1]["content"]


def test_after_three_faulty_replies_the_script_words_it(ready: Prepared) -> None:
    with (
        llm_double(always("Bonjour, comment puis-je vous aider ?")) as double,
        smith(double, ready) as wording,
    ):
        given = given_words(wording, ready)[0]
        assert len(double.asked) == 3
    assert (given.source, given.bubbles, len(given.attempts)) == ("script", (), 3)


@pytest.mark.parametrize(
    "way", ["unauthorised", "html", "cut_body", "huge_words", "invalid_utf8", "hang", "half"]
)
def test_a_broken_endpoint_leaves_the_script_and_says_why(ready: Prepared, way: str) -> None:
    with llm_double(break_as=way) as double, smith(double, ready, 0.5 if way == "hang" else 5.0) as wording:
        given = given_words(wording, ready)[0]
    assert (given.source, given.bubbles) == ("script", ())
    assert given.attempts[-1].fault
    assert KEY not in given.model_dump_json()


def test_the_log_counts_what_the_script_had_to_word(ready: Prepared) -> None:
    log = MemoryLog()
    with llm_double(break_as="unauthorised") as double, smith(double, ready) as wording:
        made = Sitting(
            engine_for(ready.opened, ready.plan), Readers().reading_for(ready.plan), log, word=wording.word
        )
        play(made, ready.opened, robot("polite_failure", ready.plan))
    told = wording_told(log.entries)
    assert told is not None
    assert told.by_script == told.turns > 0
    assert {fault for fault, _ in told.faults} <= {"endpoint.unauthorised", "endpoint.circuit_open"}
    assert made.over


def test_a_sitting_by_script_has_nothing_to_tell() -> None:
    assert wording_told(()) is None


class Slow:
    """A wordsmith that gives words when it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.closed = False

    def word(self, wanted: WordMove, transcript: Transcript) -> WordingGiven:
        self.let_go.wait(20)
        return WordingGiven(at=wanted.at, chat=wanted.chat, of=wanted.of, source="llm:slow")

    def warm(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def until(given: list[WordingGiven]) -> None:
    took_ms = stopwatch()
    while not given and took_ms() < 20_000:
        pause(0.01)


WANTED = WordMove(1000, 1, 1, 5000, ())


def test_words_come_later_and_nobody_waits_for_them() -> None:
    given: list[WordingGiven] = []
    slow = Slow()
    late = LateWords(slow, given.append)
    assert late(WANTED, Transcript()) is None
    assert given == []
    slow.let_go.set()
    until(given)
    assert [g.source for g in given] == ["llm:slow"]
    late.close()


def test_words_that_do_not_come_are_the_scripts_and_come_once() -> None:
    given: list[WordingGiven] = []
    slow = Slow()
    late = LateWords(slow, given.append, limit_s=0.05)
    late(WANTED, Transcript())
    until(given)
    slow.let_go.set()
    late.close()
    assert [(g.source, g.attempts[0].fault) for g in given] == [("script", "endpoint.timeout")]


def test_after_the_end_nobody_is_asked() -> None:
    slow = Slow()
    late = LateWords(slow, lambda given: None)
    late.close()
    assert late(WANTED, Transcript()) == script_words(WANTED, Transcript())
    assert slow.closed


def test_a_sitting_taken_up_without_an_endpoint_goes_on_by_script(ready: Prepared) -> None:
    log = MemoryLog()
    made = Sitting(engine_for(ready.opened, ready.plan), read, log, word=lambda wanted, _: None)
    made.open(ready.opened)
    made.advance(20_000)
    made.feed(Say(at=20_000, chat=1, text="Pour quel jour ?"))
    made.advance(80_000)
    before = len(made.transcript.chat(1).customer_messages)
    again = continued(tuple(log.entries), log, read)
    again.advance(200_000)
    assert len(again.transcript.chat(1).customer_messages) > before
