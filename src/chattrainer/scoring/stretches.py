"""Stretches of time, in milliseconds: unions, intersections, lengths."""

from collections.abc import Iterable

Stretch = tuple[int, int]


def union(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same time without overlaps, in order."""
    merged: list[Stretch] = []
    for start, end in sorted(s for s in stretches if s[1] > s[0]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def within(stretches: Iterable[Stretch], start: int, end: int) -> tuple[Stretch, ...]:
    """What of it lies between two moments."""
    return union((max(a, start), min(b, end)) for a, b in stretches)


def without(stretches: Iterable[Stretch], taken: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """What is left of it when other stretches are taken away."""
    left = list(union(stretches))
    for start, end in union(taken):
        left = [
            piece for a, b in left for piece in ((a, min(b, start)), (max(a, end), b)) if piece[1] > piece[0]
        ]
    return tuple(left)


def length(stretches: Iterable[Stretch]) -> int:
    return sum(b - a for a, b in union(stretches))
