"""The embedded proofreader: a blocking call from any thread, a cache, and a child that is replaced if it dies."""

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from chattrainer.adapters.proofreader.availability import available, engine_name, missing
from chattrainer.adapters.proofreader.cleaning import clean, pieces
from chattrainer.adapters.proofreader.process import Child, ChildDied, ChildTooSlow
from chattrainer.content.policies import policy_languages
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import OutsideError
from chattrainer.model.findings import LanguageFinding

CHECK_TIMEOUT_S = 30.0
# The first question of a language waits for its data: 2.5 s on two cores, much more on a busy machine.
LOAD_TIMEOUT_S = 120.0
MOST_DEATHS_IN_A_ROW = 3
MOST_CACHED = 4_096
# Code points sent at a time, so that one answer's time is bounded.
MOST_AT_ONCE = 8_000

_MARKED = re.compile(r"<suggestion>(.*?)</suggestion>")
_HOLLOW = re.compile(r"«\s*»|“\s*”|‘\s*’|''|\"\"|\\\d")

Found = tuple[LanguageFinding, ...]


class EmbeddedProofreader:
    """lingotweaker in a child process, started with the first question and shared by all threads.

    `timeout_s`: how long one answer may take. `start` makes a child (tests give their own).
    """

    def __init__(self, timeout_s: float = CHECK_TIMEOUT_S, start: Callable[[], Child] = Child) -> None:
        self.engine = engine_name(policy_languages())
        self._timeout_s = timeout_s
        self._start = start
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._loaded: set[str] = set()
        self._deaths = 0
        self._closed = False
        self._cache: OrderedDict[tuple[str, str], Found] = OrderedDict()
        self._cache_turn = threading.Lock()

    def check(self, texts: Sequence[str], language: str) -> list[list[LanguageFinding]]:
        """Raw findings, one list a text, offsets in code points of the text as given.

        Raises OutsideError: not installed, too slow, died again and again.
        """
        self._require(language)
        return [list(self._cached(text, language)) for text in texts]

    def warm(self, language: str) -> None:
        """Starts the child and loads a language, so that the first check need not wait. Blocks meanwhile."""
        self._require(language)
        self._ask(language, [])

    def close(self) -> None:
        """Ends the child. Nothing can be checked afterwards."""
        self._closed = True
        child = self._child
        if child is not None:
            child.stop(patient=not self._turn.locked())

    def __enter__(self) -> "EmbeddedProofreader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def child_pid(self) -> int | None:
        """The child's process id while it runs (for measuring)."""
        child = self._child
        return child.pid if child is not None and child.is_alive else None

    def _require(self, language: str) -> None:
        if not available(language):
            reason = (missing(language) or "").removeprefix("proofread.missing.")
            raise OutsideError(f"proofread.no_{reason}", language=language)

    def _cached(self, text: str, language: str) -> Found:
        key = (language, text)
        with self._cache_turn:
            if key in self._cache:
                self._cache.move_to_end(key)
                return self._cache[key]
        found = tuple(self._found(text, language))
        with self._cache_turn:
            self._cache[key] = found
            while len(self._cache) > MOST_CACHED:
                self._cache.popitem(last=False)
        return found

    def _found(self, text: str, language: str) -> Iterator[LanguageFinding]:
        cleaned = clean(text)
        for batch in _batches(cleaned.text):
            answers = self._ask(language, [piece for _, piece in batch])
            for (offset, _), findings in zip(batch, answers, strict=True):
                for raw in findings:
                    if raw["start"] < raw["end"]:
                        place = cleaned.as_written(offset + raw["start"], offset + raw["end"])
                        yield _finding(raw, place, language)

    def _ask(self, language: str, texts: list[str]) -> list[list[dict[str, Any]]]:
        with self._turn:
            while True:
                try:
                    return self._ask_once(language, texts)
                except ChildTooSlow:
                    self._buried()
                    raise OutsideError("proofread.too_slow", seconds=round(self._timeout_s)) from None
                except ChildDied as error:
                    self._buried()
                    if self._closed or self._deaths >= MOST_DEATHS_IN_A_ROW:
                        raise OutsideError("proofread.died", detail=str(error)) from error

    def _ask_once(self, language: str, texts: list[str]) -> list[list[dict[str, Any]]]:
        if self._child is None and not self._closed:
            self._child = self._start()
        if self._closed or self._child is None:
            self._buried()
            raise OutsideError("proofread.closed")
        if language not in self._loaded:
            self._child.ask(language, [], max(LOAD_TIMEOUT_S, self._timeout_s))
            self._loaded.add(language)
        answers = self._child.ask(language, texts, self._timeout_s) if texts else []
        self._deaths = 0
        return answers

    def _buried(self) -> None:
        self._deaths += 1
        self._loaded.clear()
        if self._child is not None:
            self._child.stop(patient=False)
            self._child = None


def _batches(text: str) -> Iterator[list[tuple[int, str]]]:
    batch: list[tuple[int, str]] = []
    size = 0
    for offset, piece in pieces(text):
        if not piece.strip():
            continue
        if batch and size + len(piece) > MOST_AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append((offset, piece))
        size += len(piece)
    if batch:
        yield batch


def _finding(raw: dict[str, Any], place: tuple[int, int], language: str) -> LanguageFinding:
    return LanguageFinding(
        start=place[0],
        end=place[1],
        rule=raw["rule"],
        category=raw["category"],
        message=_message(raw["message"], language),
        suggestions=tuple(raw["suggestions"]),
    )


def _message(message: str, language: str) -> str:
    """The engine's message with its marks as quotes; one that lost its words gives way to a general one."""
    texts = Texts(language)
    if _HOLLOW.search(message):
        return texts("proofread.general")
    return _MARKED.sub(lambda m: texts("proofread.quoted", text=m[1]), message).strip()
