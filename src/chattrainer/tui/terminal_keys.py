"""Alt with a digit, and Alt+Enter, as terminals without the newer keyboard protocols send them.

Textual reads Escape-1 as the `¡` of a Mac's Option key, and Escape-Return as Enter. At the desk these are
Alt+1 and Alt+Enter, in tmux and in a browser's terminal too. Terminals of the Mac that send `¡` itself for
Option+1 are not touched: there the F keys do the same.
"""

import importlib
from types import SimpleNamespace

ALT_ENTER = (SimpleNamespace(value="alt+enter"),)
PLACES = "1234"


def read_alt_keys() -> bool:
    """Teaches Textual's parser; False when this version of Textual keeps its table elsewhere."""
    table = getattr(importlib.import_module("textual._ansi_sequences"), "ANSI_SEQUENCES_KEYS", None)
    if not isinstance(table, dict):
        return False
    for digit in PLACES:
        table.pop(f"\x1b{digit}", None)
    table["\x1b\r"] = ALT_ENTER
    return True
