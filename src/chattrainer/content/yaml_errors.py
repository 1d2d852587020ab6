"""What the YAML parser says, in an author's words: mostly punctuation that had to be quoted."""

import re
from typing import Any

from chattrainer.content.problems import Place, Problems

# (what the parser says, the key of our text, whether the place is where the construct began)
_SAYINGS: tuple[tuple[str, str, bool], ...] = (
    (r"mapping values are not allowed", "yaml_colon", False),
    (r"mapping keys are not allowed", "yaml_after_quote", False),
    (r"expected ',' or '[\]}]'", "yaml_flow_open", True),
    (r"unexpected end of stream|unexpected document indicator", "yaml_quote_open", True),
    (r"cannot start any token", "yaml_first_character", False),
    (r"unknown escape character", "yaml_escape", False),
    (r"expected key|expected <block end>|expected '-' indicator", "yaml_indent_or_quote", False),
    (r"could not find expected ':'|sequence entries are not allowed", "yaml_indent_or_quote", False),
    (r"not allowed|unacceptable character|invalid .* (?:byte|sequence)", "binary", False),
)


def note_yaml_error(error: Any, text: str, file: str, problems: Problems) -> None:
    """Notes one syntax error at its place."""
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    key, at_start = next(
        ((key, at_start) for pattern, key, at_start in _SAYINGS if re.search(pattern, said)),
        ("yaml_syntax", False),
    )
    mark = getattr(error, "problem_mark", None)
    if at_start:
        mark = getattr(error, "context_mark", None) or mark
    if mark is not None:
        place = Place(file, mark.line + 1, mark.column + 1)
    else:
        place = _place_at(text, getattr(error, "position", 0) or 0, file)
    problems.add(place, key, detail=said, character=_character(text, place))


def _place_at(text: str, position: int, file: str) -> Place:
    before = text[:position]
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _character(text: str, place: Place) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    character = line[place.column - 1 : place.column]
    return {"\t": "TAB"}.get(character, character)
