"""A validator's errors, in an author's words, at the place in the file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from chattrainer.content.problems import Place, Problems, Said, listed
from chattrainer.content.yaml_source import Loc, Node, kind_of

M = TypeVar("M", bound=BaseModel)


class Places(Protocol):
    """Where values stand: one document, or several that make up one model."""

    def walk(self, loc: Loc) -> tuple[tuple[str | int, ...], Node]: ...
    def place(self, loc: Loc = (), *, of_key: bool = False) -> Place: ...


def validated(model: type[M], data: Any, places: Places, problems: Problems) -> M | None:
    """The model, or None with what is wrong noted. Strict: a text is no number, a number no text."""
    try:
        return model.model_validate(data, strict=True)
    except ValidationError as error:
        for detail in _told_apart(error.errors(include_url=False), places):
            _note(detail, model, places, problems)
        return None


# --- unions: of the errors of all branches, those of the branch that was meant -----------------------


class _Error:
    """One error with its real path and, where a union was on the way, the union's path and branch."""

    def __init__(self, detail: ErrorDetails, places: Places) -> None:
        self.detail = detail
        self.loc = detail["loc"]
        self.type = detail["type"]
        where = self.loc[:-1] if self.type == "missing" else self.loc
        self.real, self.node = places.walk(where)
        self.site, self.branch = _first_label(where, self.real)


def _first_label(loc: Sequence[str | int], real: Sequence[str | int]) -> tuple[tuple[str | int, ...], str]:
    for index, part in enumerate(loc):
        if index >= len(real) or part != real[index]:
            return tuple(real[:index]), str(part)
    return tuple(real), ""


def _told_apart(details: Iterable[ErrorDetails], places: Places) -> Iterable[list[_Error]]:
    """Groups of errors that are one mistake: alone, or the branches of a union that all failed at once."""
    groups: dict[tuple[str | int, ...], list[_Error]] = defaultdict(list)
    for detail in details:
        error = _Error(detail, places)
        if error.branch:
            groups[error.site].append(error)
        else:
            yield [error]
    for site, errors in groups.items():
        meant = {error.branch for error in errors if len(error.real) > len(site)}
        if meant:
            yield from ([error] for error in errors if error.branch in meant)
        else:
            precise = [error for error in errors if not error.type.endswith(("_type", "_required"))]
            yield precise[:1] or errors


# --- words -------------------------------------------------------------------------------------------

_KINDS = {
    "string_type": "text",
    "bool_type": "truth",
    "int_type": "whole_number",
    "float_type": "number",
    "none_required": "nothing",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
}
_LIMITS = {
    "greater_than": "gt",
    "greater_than_equal": "ge",
    "less_than": "lt",
    "less_than_equal": "le",
}


def _note(errors: list[_Error], model: type[BaseModel], places: Places, problems: Problems) -> None:
    first = errors[0]
    place = places.place(first.real)
    if len(errors) > 1 or first.type in _KINDS:
        _note_wrong_kind(errors, place, problems)
        return
    handler = _HANDLERS.get(first.type)
    if handler is not None:
        handler(first, model, places, problems)
    elif first.type in _LIMITS:
        limit = f"{first.detail['ctx'][_LIMITS[first.type]]:g}"
        problems.add(place, first.type, limit=limit, name=_name(first.real))
    else:
        problems.add(place, "invalid", detail=first.detail["msg"], name=_name(first.real))


def _note_wrong_kind(errors: list[_Error], place: Place, problems: Problems) -> None:
    node = errors[0].node
    kinds = [_KINDS[error.type] for error in errors if error.type in _KINDS and error.type != "none_required"]
    wanted = Said(tuple(f"kind.{kind}" for kind in dict.fromkeys(kinds)) or ("kind.nothing",))
    name = _name(errors[0].real)
    if "text" in kinds and isinstance(node.data, dict):
        key = "text_in_braces" if node.braces else "text_with_colon"
        problems.add(place, key, name=name)
    elif wanted.keys == ("kind.text",) and isinstance(node.data, int | float | bool):
        problems.add(place, "text_unquoted", name=name, value=str(node.data))
    else:
        problems.add(place, "wrong_kind", name=name, wanted=wanted, got=kind_of(node.data))


def _name(real: Sequence[str | int]) -> str:
    """The field's name for a message: the last name of the path, with its index in a list."""
    if not real:
        return "…"
    last = real[-1]
    if isinstance(last, int) and len(real) > 1:
        return f"{real[-2]}[{last + 1}]"
    return str(last)


def _unknown_field(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    name = str(error.loc[-1])
    valid = field_names(model, error.loc[:-1])
    place = places.place(error.real, of_key=True)
    problems.add(place, "unknown_field", name=name, valid=listed(valid), nearest_of=(name, valid))


def _missing(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    place = places.place(error.real, of_key=True)
    problems.add(place, "missing", name=str(error.loc[-1]))


def _not_a_choice(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    is_key = error.loc[-1] == "[key]"
    value = str(error.detail["input"])
    place = places.place((*error.real, value) if is_key else error.real, of_key=is_key)
    expected = str(error.detail["ctx"]["expected"])
    valid = [word for word in expected.replace(" or ", ", ").replace("'", "").split(", ") if word]
    problems.add(place, "not_a_choice", value=value, valid=listed(valid, 30), nearest_of=(value, valid))


def _pattern(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    value = str(error.detail["input"])
    is_key = error.loc[-1] == "[key]"
    place = places.place((*error.real, value) if is_key else error.real, of_key=is_key)
    patterns = {"^[a-z][a-z0-9_]*$": "not_an_id", "^[a-z0-9]+(-[a-z0-9]+)*$": "not_a_slug"}
    key = patterns.get(str(error.detail["ctx"]["pattern"]), "not_an_example_url")
    problems.add(place, key, value=value)


def _too_short(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    problems.add(places.place(error.real), "empty", name=_name(error.real))


def _too_long(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    limit = str(error.detail["ctx"]["max_length"])
    problems.add(places.place(error.real), "too_long", name=_name(error.real), limit=limit)


def _unknown_move(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    name = next(iter(error.node.data), "") if isinstance(error.node.data, Mapping) else ""
    expected = str(error.detail.get("ctx", {}).get("expected_tags", ""))
    valid = [word for word in expected.replace("'", "").split(", ") if word]
    problems.add(
        places.place(error.real),
        "unknown_move",
        name=str(name),
        valid=listed(valid),
        nearest_of=(name, valid),
    )


def _key_not_text(error: _Error, model: type[BaseModel], places: Places, problems: Problems) -> None:
    problems.add(places.place(error.real, of_key=True), "key_not_text")


_Handler = Callable[[_Error, type[BaseModel], Places, Problems], None]
_HANDLERS: dict[str, _Handler] = {
    "extra_forbidden": _unknown_field,
    "missing": _missing,
    "invalid_key": _key_not_text,
    "literal_error": _not_a_choice,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "union_tag_invalid": _unknown_move,
    "union_tag_not_found": _unknown_move,
}


# --- names that a model accepts ----------------------------------------------------------------------


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def field_names(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The fields that are valid at a place of the model's JSON Schema, in its order."""
    schema = _schema(model)
    nodes = _branches(schema, schema)
    for part in loc:
        inner = [child for node in nodes for child in _children(node, part)]
        if inner:
            nodes = [branch for child in inner for branch in _branches(child, schema)]
    return tuple(dict.fromkeys(name for node in nodes for name in node.get("properties", {})))


def _branches(node: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _branches(schema["$defs"][node["$ref"].rsplit("/", 1)[-1]], schema)
    inner = [*node.get("anyOf", ()), *node.get("oneOf", ())]
    return [node, *(branch for each in inner for branch in _branches(each, schema))]


def _children(node: dict[str, Any], part: str | int) -> list[dict[str, Any]]:
    if isinstance(part, int):
        items = node.get("items")
        return [items] if isinstance(items, dict) else []
    if part in node.get("properties", {}):
        return [node["properties"][part]]
    every = node.get("additionalProperties")
    by_pattern = list(node.get("patternProperties", {}).values())
    return ([every] if isinstance(every, dict) else []) + by_pattern
