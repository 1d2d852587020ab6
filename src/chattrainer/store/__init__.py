"""The store: migrations, the append-only log, queries. `Store.open()` is the way in.

Everything is imported late by its users: sqlite-utils takes a third of a second to load.
"""

from chattrainer.store.chain import Verdict
from chattrainer.store.records import Erasure, Person, Run, RunFilter
from chattrainer.store.store import Store
from chattrainer.store.writer import RunWriter

__all__ = ["Erasure", "Person", "Run", "RunFilter", "RunWriter", "Store", "Verdict"]
