"""Cases to begin from, one for each activity and language: text files beside this module.

`frame.yaml` holds the parts that all share, with their notes; a line `#> name` stands for a part of the
activity's file, where the same line begins it. Lines from `#? identity` to `#? end` are for companies whose
customers can be identified. `<<name>>` is a value of the new case.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from chattrainer.model.ids import Activity

_FRAME = "frame"
_PART = "#> "
_ONLY_IF = "#? "
_END = "end"
_VALUE = re.compile(r"<<([a-z]+)>>")


@cache
def skeleton_languages() -> tuple[str, ...]:
    """The languages in which a case can be begun."""
    root = resources.files(__name__)
    return tuple(
        sorted(d.name for d in root.iterdir() if d.is_dir() and d.joinpath(f"{_FRAME}.yaml").is_file())
    )


def skeleton(language: str, activity: Activity, values: Mapping[str, str], given: frozenset[str]) -> str:
    """The text of a new case. `values` fill `<<name>>`; `given` names the conditions that hold.

    Raises KeyError for a value that is not given.
    """
    parts = _parts(_read(language, activity))
    lines = [
        line
        for frame_line in _read(language, _FRAME).splitlines()
        for line in (
            parts.get(frame_line.removeprefix(_PART).strip(), [])
            if frame_line.startswith(_PART)
            else [frame_line]
        )
    ]
    text = "\n".join(_chosen(lines, given)) + "\n"
    return _VALUE.sub(lambda found: values[found[1]], text)


def _read(language: str, name: str) -> str:
    file = resources.files(__name__).joinpath(language, f"{name}.yaml")
    return file.read_text(encoding="utf-8")


def _parts(text: str) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith(_PART):
            lines = parts.setdefault(line.removeprefix(_PART).strip(), [])
        else:
            lines.append(line)
    return parts


def _chosen(lines: list[str], given: frozenset[str]) -> Iterator[str]:
    keeps = True
    for line in lines:
        if not line.startswith(_ONLY_IF):
            if keeps:
                yield line
            continue
        condition = line.removeprefix(_ONLY_IF).strip()
        keeps = condition == _END or condition in given
