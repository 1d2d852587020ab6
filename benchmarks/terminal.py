"""A program in a pseudo-terminal: keys in, what it draws out. POSIX only."""

import os
import pty
import re
import select
import struct
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from types import TracebackType
from typing import Self

ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[@-Z\\-_])"
)


class Terminal:
    """Runs a command at `columns` × `lines`. What it draws is read by `until` and `drain`."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], columns: int = 140, lines: int = 40
    ) -> None:
        self.started = time.perf_counter()
        self._main, other = pty.openpty()
        ioctl(other, TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            command, stdin=other, stdout=other, stderr=other, env=dict(environment), start_new_session=True
        )
        os.close(other)

    @property
    def pid(self) -> int:
        return self._process.pid

    def press(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    def until(self, wanted: str, timeout_s: float) -> float:
        """Seconds until `wanted` was drawn in one go, without its colours. TimeoutError with the last output.

        EOFError when the program has ended.
        """
        started = time.perf_counter()
        seen = b""
        while (left := started + timeout_s - time.perf_counter()) > 0:
            drawn = self._read(left)
            if drawn is None:
                raise EOFError(f"the program ended with {self._process.wait()}: {plain(seen)[-2000:]}")
            seen += drawn
            if wanted in plain(seen):
                return time.perf_counter() - started
        raise TimeoutError(f"{wanted!r} was not drawn in {timeout_s} s; last: {plain(seen)[-500:]!r}")

    def drain(self, for_s: float) -> str:
        """What is drawn in so many seconds."""
        until, seen = time.perf_counter() + for_s, b""
        while (left := until - time.perf_counter()) > 0:
            drawn = self._read(left)
            if drawn is None:
                break
            seen += drawn
        return plain(seen)

    def _read(self, timeout_s: float) -> bytes | None:
        """What was drawn, nothing after so many seconds, None once the program has ended."""
        if not select.select([self._main], [], [], timeout_s)[0]:
            return b""
        try:
            return os.read(self._main, 65536)
        except OSError:
            return None

    def close(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._main)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def plain(drawn: bytes) -> str:
    return ESCAPES.sub("", drawn.decode("utf-8", errors="replace"))


def environment(place: Path) -> dict[str, str]:
    """The environment of a program under measurement: its data in `place`, bytecode kept, French."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "NO_COLOR")}
    return {
        **kept,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "CHATTRAINER_LANGUAGE": "fr",
        "CHATTRAINER_DB": str(place / "benchmark.db"),
        "CHATTRAINER_CONFIG": str(place / "config"),
    }


def chattrainer(*arguments: str) -> list[str]:
    """The command as it is installed beside this Python."""
    return [str(Path(sys.executable).with_name("chattrainer")), *arguments]


BARE = [sys.executable, "-m", "benchmarks.bare"]
"""A bare Textual app with one text area, for comparison."""
