"""A program at the desk: lines in, lines out, one `ready` after each."""

import json
from typing import Any

import pytest

from chattrainer.model.errors import IllegalInput
from chattrainer.model.reading import Reading
from chattrainer.runtime.sitting import MemoryLog, Sitting
from chattrainer.runtime.stdio import StdioSession
from tests.support.cases import plan
from tests.support.desk import engine, opened

Line = dict[str, Any]


def session(chats: int = 1) -> StdioSession:
    drawn = plan(chats)
    sitting = Sitting(engine(drawn), lambda *_: Reading(reader="test", asks=("meter",)), MemoryLog())

    def explain(error: IllegalInput) -> str:
        return error.key

    return StdioSession(sitting, drawn, opened(drawn), explain, lambda: {"overall": 12.0})


def take(played: StdioSession, **fields: Any) -> list[Line]:
    return played.take(json.dumps(fields))


def events(lines: list[Line]) -> list[str]:
    return [line["event"] for line in lines]


def test_it_begins_with_hello_the_events_due_at_0_and_ready() -> None:
    lines = session().begin()
    assert events(lines) == ["hello", "chat_opened", "customer_typing", "ready"]
    hello, chat = lines[0], lines[1]
    assert (hello["protocol"], hello["chats"], hello["language"]) == (1, 1, "en")
    assert chat["card"] == {"name": "Ada Pond"}
    assert chat["actions"][0]["id"] == "reship"
    assert chat["actions"][0]["args"] == {"order_number": {"type": "text"}}


def test_nothing_the_score_rests_on_is_given_away() -> None:
    told = json.dumps(session().begin())
    assert "Saturday" not in told
    assert "polite_failure" not in told


def test_waiting_lets_happen_what_is_due() -> None:
    played = session()
    played.begin()
    lines = take(played, do="wait", at=5_000)
    assert events(lines) == ["customer_said", "customer_typing", "ready"]
    assert lines[-1]["at"] == 5_000
    assert lines[-1]["next_due"] > 5_000


def test_without_a_moment_an_input_happens_at_the_last_one() -> None:
    played = session()
    played.begin()
    take(played, do="wait", at=5_000)
    assert take(played, do="say", chat=1, text="Hello")[-1]["at"] == 5_000


def test_what_is_due_comes_before_the_input_and_events_are_in_order_of_time() -> None:
    played = session(3)
    played.begin()
    lines = take(played, do="look", chat=1, what="records", at=20_000)
    moments = [(line["at"], line.get("chat") or 0) for line in lines[:-1]]
    assert moments == sorted(moments)
    assert events(lines)[-2:] == ["look_result", "ready"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("nonsense", "not_json"),
        ("", "not_json"),
        ('{"do": "act", "chat": 1, "action": "newsletter", "args": {"on": NaN}}', "wrong_input"),
        ('{"do": "act", "chat": 1, "action": "newsletter", "args": {"on": 1e400}}', "wrong_input"),
        ("[1, 2]", "not_an_object"),
        ("[" * 100_000, "not_json"),
        ("x" * 300_000, "line_too_long"),
        ('{"do": "dance"}', "unknown_gesture"),
        ('{"at": 5}', "missing_gesture"),
        ('{"do": "look", "chat": "1", "what": "card"}', "wrong_input"),
        ('{"do": "look", "chat": 1.0, "what": "card"}', "wrong_input"),
        ('{"do": "compose", "chat": 1, "on": "yes"}', "wrong_input"),
        ('{"do": "say", "chat": 1, "text": 5}', "wrong_input"),
        ('{"do": "say", "chat": 1, "text": "\\ud800"}', "wrong_input"),
        ('{"do": "say", "chat": 1}', "wrong_input"),
        ('{"do": "say", "chat": 1, "text": ""}', "empty_message"),
        ('{"do": "say", "chat": 99, "text": "x", "at": 90000}', "unknown_chat"),
        ('{"do": "wait", "at": -1}', "wrong_moment"),
        ('{"do": "wait", "at": 1.5}', "wrong_moment"),
        ('{"do": "wait", "at": "soon"}', "wrong_moment"),
        ('{"do": "reading", "chat": 1, "of": 1}', "unknown_gesture"),
        ('{"do": "look", "chat": 1, "what": "soul"}', "wrong_input"),
        ('{"do": "close", "chat": 1, "disposition": "happy", "reason": "delivery"}', "wrong_input"),
        ('{"do": "close", "chat": 1, "disposition": "solved", "reason": "moon"}', "unknown_reason"),
        ('{"do": "wait", "at": 10000000000000000}', "wrong_moment"),
    ],
)
def test_a_bad_line_gets_an_error_changes_nothing_and_is_followed_by_ready(line: str, key: str) -> None:
    played = session()
    before = played.begin()[-1]
    error, ready = played.take(line)
    assert (error["event"], error["message"]) == ("error", key)
    assert ready == before


def test_going_back_in_time_is_an_error() -> None:
    played = session()
    played.begin()
    take(played, do="wait", at=9_000)
    assert take(played, do="wait", at=8_000)[0]["message"] == "wrong_moment"


def test_finish_lets_every_chat_end_and_closes_with_the_scorecard() -> None:
    played = session(2)
    played.begin()
    lines = take(played, do="finish")
    assert events(lines).count("customer_left") == 2
    assert lines[-1] == {"event": "scorecard", "overall": 12.0}
    assert played.done


def test_an_answer_is_heard_and_typed_in_simulated_time() -> None:
    played = session()
    played.begin()
    take(played, do="say", chat=1, text="What does the meter say?", at=10_000)
    lines = take(played, do="wait", at=120_000)
    assert [line["text"] for line in lines if line["event"] == "customer_said"] == ["it reads 42"]


def test_stretches_of_a_message_are_taken_strictly_too() -> None:
    played = session()
    played.begin()
    take(played, do="wait", at=9_000)
    span = {"start": 0, "end": 5, "source": "pasted"}
    assert events(take(played, do="say", chat=1, text="Hello", spans=[span]))[-1] == "ready"
    assert (
        take(played, do="say", chat=1, text="Hello", spans=[{**span, "start": "0"}])[0]["message"]
        == "wrong_input"
    )
