"""The worked transcript in the docs is what `play --stdio` does."""

from typing import Any

import pytest

from tests.contract.stdio_example import INPUTS, Line, played, woven, written

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    given = [line["in"] for line in written() if "in" in line]
    return list(woven(given, played(given, tmp_path_factory.mktemp("stdio"))))


def conversation(lines: list[Line]) -> list[Line]:
    return [line for line in lines if line.get("out", {}).get("event") != "scorecard"]


def shape(value: Any) -> Any:
    """The names in a document, and the names in the first item of each list."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


def test_the_conversation_goes_as_it_is_written(now: list[Line]) -> None:
    assert conversation(now) == conversation(written())


def test_the_scorecard_has_the_shape_that_is_written(now: list[Line]) -> None:
    was, is_now = written()[-1]["out"], now[-1]["out"]
    assert is_now["event"] == "scorecard"
    assert {**shape(is_now), "evidence": None} == {**shape(was), "evidence": None}


def test_the_file_holds_the_inputs_of_its_script() -> None:
    assert [line["in"] for line in written() if "in" in line] == list(INPUTS)


def test_a_ready_follows_every_input(now: list[Line]) -> None:
    ready = [line for line in now if line.get("out", {}).get("event") == "ready"]
    inputs = [line for line in now if "in" in line]
    assert len(ready) == len(inputs)  # one before the first input, none after `finish`


def test_the_example_shows_a_refused_input(now: list[Line]) -> None:
    events = [line["out"]["event"] for line in now if "out" in line]
    assert "error" in events
    assert {"customer_said", "look_result", "search_result", "article", "action_result"} <= set(events)


def test_the_case_of_the_example_is_solved(now: list[Line]) -> None:
    assert now[-1]["out"]["chats"][0]["outcome"] == "solved"
