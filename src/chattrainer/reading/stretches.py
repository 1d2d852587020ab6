"""Stretches of 3 to 5 characters of a text, hashed: all of a length at once, as there are hundreds in a sentence."""

import zlib

import numpy as np
import numpy.typing as npt

HASHED = 8192
"""Places of the hashed words and characters."""
SHORTEST, LONGEST = 3, 5
_ALL_ONES = np.uint32(0xFFFFFFFF)
_BYTE = np.uint32(0xFF)
_EIGHT = np.uint32(8)


def _table() -> npt.NDArray[np.uint32]:
    """What the checksum (CRC-32) makes of each byte alone."""
    values = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        values = np.where(
            values & np.uint32(1), (values >> np.uint32(1)) ^ np.uint32(0xEDB88320), values >> np.uint32(1)
        )
    return values


_TABLE = _table()


def stretched(text: str, begun: int) -> list[int]:
    """Places of the stretches of `text`, in ascending order; `begun` is the checksum of what stands before each."""
    if not text.isascii():
        # A character is several bytes: stretches of one length are of many.
        lengths = range(SHORTEST, LONGEST + 1)
        stretches = {text[i : i + n] for n in lengths for i in range(len(text) - n + 1)}
        return sorted({zlib.crc32(stretch.encode(), begun) % HASHED for stretch in stretches})
    signs = np.frombuffer(text.encode(), dtype=np.uint8)
    sums = np.full(len(signs), np.uint32(begun) ^ _ALL_ONES)
    found = []
    for length in range(1, min(LONGEST, len(signs)) + 1):
        last = signs[length - 1 :]
        sums = sums[: len(last)]
        sums = _TABLE[(sums ^ last) & _BYTE] ^ (sums >> _EIGHT)
        if length >= SHORTEST:
            found.append((sums ^ _ALL_ONES) % np.uint32(HASHED))
    return np.unique(np.concatenate(found)).tolist() if found else []
