"""Stretches of 3 to 5 characters of a text, hashed: all of a length at once, as there are hundreds in a sentence."""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

HASHED = 8192
"""Places of the hashed words and characters."""
SHORTEST, LONGEST = 3, 5
Places = npt.NDArray[np.intp]
_EIGHT = np.uint32(8)
_PLACE = np.uint32(HASHED - 1)
"""The remainder of a division by HASHED, a power of two."""


def _table() -> npt.NDArray[np.uint32]:
    """What the checksum (CRC-32) makes of each byte alone."""
    values = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        values = np.where(
            values & np.uint32(1), (values >> np.uint32(1)) ^ np.uint32(0xEDB88320), values >> np.uint32(1)
        )
    return values


_TABLE = _table()


def stretched(text: str, begun: int) -> Places:
    """Places of the stretches of `text`, as they stand; `begun` is the checksum of what stands before each."""
    if not text.isascii():
        # A character is several bytes: stretches of one length are of many.
        lengths = range(SHORTEST, LONGEST + 1)
        stretches = [text[i : i + n] for n in lengths for i in range(len(text) - n + 1)]
        return np.array([zlib.crc32(s.encode(), begun) % HASHED for s in stretches], dtype=np.intp)
    signs = np.frombuffer(text.encode(), dtype=np.uint8)
    sums = _TABLE[signs ^ np.uint8(~begun & 0xFF)] ^ np.uint32((~begun & 0xFFFFFFFF) >> 8)
    found = []
    for length in range(2, min(LONGEST, len(signs)) + 1):
        sums = sums[:-1]
        sums = _TABLE[sums.astype(np.uint8) ^ signs[length - 1 :]] ^ (sums >> _EIGHT)
        if length >= SHORTEST:
            found.append(~sums & _PLACE)
    return np.concatenate(found).astype(np.intp) if found else np.zeros(0, dtype=np.intp)


def distinct(places: Sequence[int], others: Places) -> Places:
    """All these places, each once, in ascending order."""
    every = np.sort(np.concatenate([np.array(places, dtype=np.intp), others]))
    new = np.ones(len(every), dtype=np.bool_)
    np.not_equal(every[1:], every[:-1], out=new[1:])
    return every[new]
