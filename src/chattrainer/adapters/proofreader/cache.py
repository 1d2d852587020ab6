"""What was checked once is kept, by (engine, language, text). The policy comes after it and costs next to nothing."""

import threading
from collections import OrderedDict
from collections.abc import Callable

from chattrainer.model.findings import LanguageFinding

MOST_CACHED = 4_096

Found = tuple[LanguageFinding, ...]
Key = tuple[str, str, str]


class FindingCache:
    """Thread-safe; the text that was not asked for the longest goes first."""

    def __init__(self, most: int = MOST_CACHED) -> None:
        self._most = most
        self._turn = threading.Lock()
        self._kept: OrderedDict[Key, Found] = OrderedDict()

    def get(self, key: Key, check: Callable[[], Found]) -> Found:
        """The findings of a key: kept ones, else those that `check` gives. What raises is not kept."""
        with self._turn:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = check()
        with self._turn:
            self._kept[key] = found
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found
