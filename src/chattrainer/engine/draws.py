"""Chance, addressed: each draw is a function of (seed, address), never of what was drawn before.

So one agent's path changes nobody's later draws, and one more chat changes no other chat. The address says
what is drawn: `pick(answers, seed, "chat", 2, "answer", "postcode", 1)`. Integers throughout: the same on
every machine and under every hash seed.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")

_BITS = 64

# (share of draws, share of the range), both in thousandths: a long right tail whose median lies at a third of
# the range, as the pauses of people in chats do.
_SKEWED_QUANTILES = ((0, 0), (250, 170), (500, 333), (750, 520), (900, 720), (1000, 1000))


# Addresses are made of few parts, each used thousands of times; `typed` keeps True apart from 1.
@lru_cache(maxsize=1 << 14, typed=True)
def _encoded(part: str | int) -> bytes:
    """One part of an address, with its type and length, so that no two addresses are the same bytes."""
    if isinstance(part, bool) or not isinstance(part, str | int):
        raise TypeError(f"an address is made of texts and whole numbers, not {type(part).__name__}")
    body = part.encode() if isinstance(part, str) else str(part).encode()
    return (b"s" if isinstance(part, str) else b"i") + str(len(body)).encode() + b":" + body


def draw(seed: int, *address: str | int) -> int:
    """A whole number from 0 to 2**64 - 1, evenly spread."""
    digest = blake2b(b"".join(map(_encoded, (seed, *address))), digest_size=_BITS // 8)
    return int.from_bytes(digest.digest(), "big")


def below(n: int, seed: int, *address: str | int) -> int:
    """A whole number from 0 to n - 1; n is 1 to 2**32."""
    if not 1 <= n <= 1 << 32:
        raise ValueError(f"below: n is 1 to 2**32, not {n}")
    return (draw(seed, *address) * n) >> _BITS


def between(lo: int, hi: int, seed: int, *address: str | int) -> int:
    """A whole number from lo to hi, both included."""
    if lo > hi:
        raise ValueError(f"between: {lo} is above {hi}")
    return lo + below(hi - lo + 1, seed, *address)


def pick(seq: Sequence[T], seed: int, *address: str | int) -> T:
    """One of the sequence's items; IndexError when there is none."""
    if not seq:
        raise IndexError("pick: nothing to pick from")
    return seq[below(len(seq), seed, *address)]


def shuffled(seq: Sequence[T], seed: int, *address: str | int) -> list[T]:
    """All items, in a drawn order."""
    items = list(seq)
    for last in range(len(items) - 1, 0, -1):
        other = below(last + 1, seed, *address, last)
        items[last], items[other] = items[other], items[last]
    return items


def chance(per_mille: int, seed: int, *address: str | int) -> bool:
    """True in so many cases of a thousand."""
    return below(1000, seed, *address) < per_mille


def skewed(lo: int, hi: int, seed: int, *address: str | int) -> int:
    """A whole number from lo to hi with a long right tail; its median lies at a third of the range."""
    if lo > hi:
        raise ValueError(f"skewed: {lo} is above {hi}")
    unit = 1 << 32
    at = below(unit, seed, *address)
    for (low, start), (high, end) in pairwise(_SKEWED_QUANTILES):
        if at * 1000 < high * unit:
            # start + (end - start) * (at/unit*1000 - low) / (high - low), in whole numbers
            span = (high - low) * unit
            share = start * span + (end - start) * (at * 1000 - low * unit)
            return lo + share * (hi - lo) // (1000 * span)
    return hi
