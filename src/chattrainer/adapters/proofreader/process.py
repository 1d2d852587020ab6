"""One child process and its pipes: a question, its answer, a time limit, a clean end."""

import json
import subprocess
import sys
import threading
import weakref
from queue import Empty, SimpleQueue
from typing import Any

CHILD = "chattrainer.adapters.proofreader.child"
# After its input has ended the child needs this long at most, unless it is in the middle of a check.
GOODBYE_S = 1.0


class ChildDied(Exception):
    """The child ended, or its answer makes no sense."""


class ChildTooSlow(Exception):
    """The child did not answer in time; it has been killed."""


class Child:
    """A running child. Not for several threads at once; `stop` may come from any."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-P", "-m", CHILD)) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A session of its own: Ctrl-C in the terminal is for the program, which then ends the child.
            start_new_session=True,
        )
        self._answers: SimpleQueue[bytes] = SimpleQueue()
        self._number = 0
        threading.Thread(target=_listen, args=(self._process, self._answers), daemon=True).start()
        self._finish = weakref.finalize(self, _stop, self._process)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, language: str, texts: list[str], timeout_s: float) -> list[list[dict[str, Any]]]:
        """The findings in each text. Raises ChildDied or ChildTooSlow; a refusal of the engine is ChildDied."""
        self._number += 1
        self._send({"id": self._number, "language": language, "texts": texts})
        try:
            line = self._answers.get(timeout=timeout_s)
        except Empty:
            self.stop(patient=False)
            raise ChildTooSlow from None
        answer = _parsed(line)
        if answer.get("id") != self._number or "findings" not in answer:
            self.stop(patient=False)
            raise ChildDied(str(answer.get("error", "no answer")))
        findings: list[list[dict[str, Any]]] = answer["findings"]
        return findings

    def stop(self, *, patient: bool = True) -> None:
        """Ends the child: closes its input and, if that is not enough, kills it."""
        if not patient and self.is_alive:
            self._process.kill()
        self._finish()

    def _send(self, request: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:
            # A broken pipe, or a pipe that `stop` closed meanwhile.
            self.stop(patient=False)
            raise ChildDied(str(error)) from error


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(line)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def _listen(process: "subprocess.Popen[bytes]", answers: "SimpleQueue[bytes]") -> None:
    """Passes on each line; an empty one says that there will be no more."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            answers.put(line)
    answers.put(b"")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    assert process.stdin is not None
    try:
        process.stdin.close()
    except OSError:
        # What was still to be written no longer matters.
        process.kill()
    try:
        process.wait(GOODBYE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
