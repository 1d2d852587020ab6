"""The store: migrations, the append-only log, queries. `Store.open()` is the way in.

Each name is imported at its first use: sqlite-utils and the model take a third of a second to load, and who
only asks where the database lies (`store.paths`) needs neither.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chattrainer.store.chain import Verdict
    from chattrainer.store.records import Erasure, Person, Run, RunFilter
    from chattrainer.store.store import Store
    from chattrainer.store.writer import RunWriter

__all__ = ["Erasure", "Person", "Run", "RunFilter", "RunWriter", "Store", "Verdict"]

_MODULES = {
    "Erasure": "records",
    "Person": "records",
    "Run": "records",
    "RunFilter": "records",
    "RunWriter": "writer",
    "Store": "store",
    "Verdict": "chain",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
