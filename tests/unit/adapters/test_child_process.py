"""The child process from outside: it answers in time or is replaced, and it never outlives its parent."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable

import psutil
import pytest

from chattrainer.adapters.proofreader import embedded
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.adapters.proofreader.process import Child
from chattrainer.model.errors import OutsideError

HEAD = "import json, sys, time, os\nfor line in sys.stdin:\n    ask = json.loads(line)\n"
ANSWER = "    print(json.dumps({'id': ask['id'], 'findings': [%s for t in ask['texts']]}), flush=True)\n"
FINDING = "[{'start': 0, 'end': len(t), 'rule': 'R', 'category': 'C', 'message': t, 'suggestions': []}]"
GONE_S = 10


def child_that(body: str) -> Callable[[], Child]:
    return lambda: Child((sys.executable, "-c", HEAD + body))


@pytest.fixture(autouse=True)
def every_language_is_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "available", lambda language: True)


def test_a_text_is_sent_once_and_its_findings_are_kept() -> None:
    asked_once = "    if ask['texts'] and ask['id'] > 3: os._exit(1)\n" + ANSWER % FINDING
    with EmbeddedProofreader(start=child_that(asked_once)) as proofreader:
        first = proofreader.check(["vérifié", "vu"], "fr")
        assert [[f.message for f in found] for found in first] == [["vérifié"], ["vu"]]
        assert proofreader.check(["vu", "vérifié"], "fr") == first[::-1]


def test_nothing_is_started_for_an_empty_text() -> None:
    with EmbeddedProofreader(start=child_that("    os._exit(1)\n")) as proofreader:
        assert proofreader.check(["", " \n", "\x00"], "fr") == [[], [], []]
        assert proofreader.child_pid is None


def test_a_child_that_dies_is_replaced_and_the_text_is_asked_again(tmp_path: object) -> None:
    mark = f"{tmp_path}/died"
    dies_once = (
        f"    if ask['texts'] and not os.path.exists({mark!r}):\n"
        f"        open({mark!r}, 'w').close()\n        os._exit(9)\n"
    )
    with EmbeddedProofreader(start=child_that(dies_once + ANSWER % FINDING)) as proofreader:
        assert proofreader.check(["recu"], "fr")[0][0].message == "recu"


def test_a_child_that_always_dies_is_given_up_with_a_clear_error() -> None:
    started: list[Child] = []

    def start() -> Child:
        started.append(child_that("    os._exit(9)\n")())
        return started[-1]

    with EmbeddedProofreader(start=start) as proofreader, pytest.raises(OutsideError) as told:
        proofreader.check(["recu"], "fr")
    assert told.value.key == "proofread.died"
    assert len(started) == embedded.MOST_DEATHS_IN_A_ROW
    assert not any(child.is_alive for child in started)


def test_a_child_that_answers_nonsense_is_given_up() -> None:
    with (
        EmbeddedProofreader(start=child_that("    print('?', flush=True)\n")) as proofreader,
        pytest.raises(OutsideError, match="died"),
    ):
        proofreader.check(["recu"], "fr")


def test_a_child_that_is_too_slow_is_stopped_and_the_next_text_gets_a_new_one() -> None:
    sleeps = "    if ask['texts'] == ['lent']: time.sleep(60)\n" + ANSWER % FINDING
    with EmbeddedProofreader(timeout_s=0.5, start=child_that(sleeps)) as proofreader:
        with pytest.raises(OutsideError) as told:
            proofreader.check(["lent"], "fr")
        assert told.value.key == "proofread.too_slow"
        assert proofreader.child_pid is None
        assert proofreader.check(["vite"], "fr")[0][0].message == "vite"


def test_what_the_engine_refuses_is_told() -> None:
    refuses = "    print(json.dumps({'id': ask['id'], 'error': 'no data'}), flush=True)\n"
    with (
        EmbeddedProofreader(start=child_that(refuses)) as proofreader,
        pytest.raises(OutsideError, match="no data"),
    ):
        proofreader.warm("fr")


def test_nothing_can_be_checked_after_closing() -> None:
    proofreader = EmbeddedProofreader(start=child_that(ANSWER % FINDING))
    proofreader.check(["recu"], "fr")
    pid = proofreader.child_pid
    assert pid is not None
    proofreader.close()
    proofreader.close()
    assert not psutil.pid_exists(pid)
    with pytest.raises(OutsideError, match="closed"):
        proofreader.check(["autre"], "fr")


def test_closing_frees_a_thread_that_waits_for_an_answer() -> None:
    proofreader = EmbeddedProofreader(
        start=child_that("    if ask['texts']: time.sleep(60)\n" + ANSWER % "[]")
    )
    proofreader.warm("fr")
    told: list[OutsideError] = []

    def check() -> None:
        try:
            proofreader.check(["recu"], "fr")
        except OutsideError as error:
            told.append(error)

    waiting = threading.Thread(target=check)
    waiting.start()
    while not proofreader._turn.locked():
        pass
    proofreader.close()
    waiting.join(GONE_S)
    assert len(told) == 1


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_no_child_is_left_when_the_program_is_killed() -> None:
    script = textwrap.dedent("""
        import time
        from chattrainer.adapters.proofreader.process import Child
        child = Child()
        print(child.pid, flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.send_signal(signal.SIGKILL)
        parent.wait(GONE_S)
        psutil.wait_procs([child], timeout=GONE_S)
        assert not child.is_running()
