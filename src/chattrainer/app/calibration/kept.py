"""What was read and proofread once is kept by its text, for all processes and for the next calibration.

A file beside the work file. Robots of like ability say the same things to the same customers, so that nearly all
of a large population's messages have been read before. A key names everything that an answer depends on: a changed
reader, case or proofreader finds nothing under it and works anew.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from chattrainer.app.proofreaders import Engine, Proofreaders
from chattrainer.model.findings import LanguageFinding
from chattrainer.model.reading import ContextLine, Reading
from chattrainer.reading.reader import Reader
from chattrainer.reading.vocabulary import Vocabulary

# Of a process: beyond these, the file is asked again.
MOST_IN_MEMORY = 40_000
# Two processes write in turn; none holds the file for longer than one sitting's answers take.
BUSY_S = 60.0
_FOUND: TypeAdapter[tuple[LanguageFinding, ...]] = TypeAdapter(tuple[LanguageFinding, ...])
T = TypeVar("T")


class Kept:
    """Answers by key: in memory, and in a file where there is one. One for each process; not for threads."""

    def __init__(self, path: Path | None = None) -> None:
        self._memory: OrderedDict[bytes, object] = OrderedDict()
        self._new: dict[bytes, bytes] = {}
        self._file: sqlite3.Connection | None = None
        if path is not None:
            self._file = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
            self._file.execute("pragma journal_mode = wal")
            self._file.execute("pragma synchronous = off")
            self._file.execute(
                "create table if not exists kept (key blob primary key, answer blob) without rowid"
            )

    def get(
        self,
        key: Sequence[str],
        ask: Callable[[], T],
        packed: Callable[[T], bytes],
        unpacked: Callable[[bytes], T],
    ) -> T:
        """The answer under a key, else what `ask` gives. What raises is not kept."""
        place = blake2b("\x00".join(key).encode(), digest_size=16).digest()
        if place in self._memory:
            self._memory.move_to_end(place)
            return self._memory[place]  # type: ignore[return-value]
        stored = self._stored(place)
        if stored is None:
            answer = ask()
            if self._file is not None:
                self._new[place] = packed(answer)
        else:
            answer = unpacked(stored)
        self._memory[place] = answer
        if len(self._memory) > MOST_IN_MEMORY:
            self._memory.popitem(last=False)
        return answer

    def save(self) -> None:
        """Writes what is new, so that other processes need not ask again."""
        if self._file is None or not self._new:
            return
        self._file.execute("begin immediate")
        self._file.executemany("insert or ignore into kept values (?, ?)", self._new.items())
        self._file.execute("commit")
        self._new.clear()

    def close(self) -> None:
        if self._file is not None:
            with suppress(sqlite3.Error):
                self.save()
            self._file.close()
            self._file = None

    def _stored(self, place: bytes) -> bytes | None:
        if self._file is None:
            return None
        row = self._file.execute("select answer from kept where key = ?", (place,)).fetchone()
        return None if row is None else bytes(row[0])


class KeptReader:
    """A reader whose readings are kept, by text, what was said before it, and the case's vocabulary."""

    def __init__(self, reader: Reader, vocabulary: Vocabulary, kept: Kept) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._kept = kept
        case = blake2b(repr(vocabulary).encode(), digest_size=16).hexdigest()
        self._begin = ("reading", reader.version, case)

    def read(self, text: str, context: Sequence[ContextLine]) -> Reading:
        before = [f"{line.sender}:{line.text}" for line in context]
        return self._kept.get(
            (*self._begin, text, *before),
            lambda: self._reader.read(text, self._vocabulary, context),
            lambda reading: reading.model_dump_json().encode(),
            Reading.model_validate_json,
        )


class KeptEngine:
    """A proofreader whose findings are kept, by text."""

    def __init__(self, engine: Engine, kept: Kept) -> None:
        self._engine = engine
        self._kept = kept

    @property
    def engine(self) -> str:
        return self._engine.engine

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        return [self._checked(text, language) for text in texts]

    def _checked(self, text: str, language: str) -> list[LanguageFinding]:
        found = self._kept.get(
            ("findings", self.engine, language, text),
            lambda: tuple(self._engine.check([text], language)[0]),
            _FOUND.dump_json,
            _FOUND.validate_json,
        )
        return list(found)

    def warm(self, language: str) -> None:
        self._engine.warm(language)

    def close(self) -> None:
        self._engine.close()


class KeptProofreaders(Proofreaders):
    """The embedded proofreader, its findings kept."""

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept

    def of(self, language: str, *, embedded_only: bool = False) -> tuple[Engine, ...]:
        own = super().of(language, embedded_only=embedded_only)
        return tuple(KeptEngine(engine, self._kept) for engine in own)
