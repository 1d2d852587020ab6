"""The structural values with which a case is tried."""

from collections.abc import Mapping
from itertools import product

from chattrainer.model.scenario import AnyOf

MOST = 8
"""Up to so many combinations are all played; of more, as many as it takes for every value to come up."""


def structures_of(structure: Mapping[str, AnyOf], most: int = MOST) -> list[dict[str, str]]:
    """Combinations in which every value of every structural choice comes up at least once."""
    names = list(structure)
    combinations = [
        dict(zip(names, values, strict=True)) for values in product(*(s.any_of for s in structure.values()))
    ]
    if len(combinations) <= most:
        return combinations
    longest = max(len(s.any_of) for s in structure.values())
    return [{name: s.any_of[i % len(s.any_of)] for name, s in structure.items()} for i in range(longest)]


def of_her_wishes(structure: Mapping[str, AnyOf]) -> dict[str, AnyOf]:
    """Without how she takes leave, which changes nothing in what she wants."""
    return {name: choices for name, choices in structure.items() if name != "ends"}


def told(structure: Mapping[str, str]) -> str:
    """`prefers=reship, ends=thanks`; a dash where nothing is structural."""
    return ", ".join(f"{name}={value}" for name, value in structure.items()) or "–"
