"""Every package that an installation brings is pinned, so that a fresh machine gets what was tested."""

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILE = Path(__file__).parents[1] / "constraints.txt"


def pins() -> list[Requirement]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def needed(name: str, extras: frozenset[str], seen: set[tuple[str, frozenset[str]]]) -> Iterator[str]:
    """The distributions that one needs here, its needs' needs included."""
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    yield name
    for text in metadata.requires(name) or ():
        requirement = Requirement(text)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield from needed(canonicalize_name(requirement.name), frozenset(requirement.extras), seen)


def installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def test_every_package_is_pinned_to_one_version_here() -> None:
    here = [pin for pin in pins() if pin.marker is None or pin.marker.evaluate()]
    pinned = {canonicalize_name(pin.name) for pin in here}
    assert len(pinned) == len(here)
    # pip comes with the environment; an installer that is pinned would have to replace itself.
    wanted = {name for name in needed("chattrainer", frozenset({"dev"}), set()) if installed(name)}
    assert wanted - pinned - {"chattrainer", "pip"} == set()


def test_pins_name_versions_and_nothing_else() -> None:
    for pin in pins():
        assert re.fullmatch(r"==[\w.+!]+", str(pin.specifier)), pin
        assert pin.url is None
    assert "--" not in FILE.read_text(encoding="utf-8")


def test_the_embedded_proofreader_is_asked_for_only_where_it_has_wheels() -> None:
    markers = {str(pin.marker) for pin in pins() if pin.name.startswith("lingotweaker")}
    assert len(markers) == 1
    assert "linux" in markers.pop()
