"""YAML text to plain data, strictly, with the place of every value.

Built over PyYAML's events rather than its loaders: keys are unique, only `true` and `false` are booleans,
dates and numbers with leading zeros stay texts, anchors, aliases and tags are refused, and so is what French
punctuation silently breaks. Lists become tuples.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from chattrainer.content.problems import Place, Problems, Said
from chattrainer.content.yaml_errors import note_yaml_error

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 60_000

Loc = Sequence[str | int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.[0-9]+(?:[eE][-+]?[0-9]+)?\Z")
_MAX_DIGITS = 18
_TRAPS = frozenset(["yes", "no", "on", "off", "y", "n", "true", "false"])
_HASH_CUT = re.compile(r"[ \t]+#[^\s#]")
# A space (French or not) before ? or : is a mark of YAML inside […] and {…}.
_FRENCH_MARK = re.compile(r"[\s\u00a0\u202f][?:](?:\s|$)")


@dataclass(slots=True)
class Node:
    """A value with its place. `parts` holds the nodes of a list or mapping, `keys` where its keys stand."""

    data: Any
    line: int
    column: int
    parts: dict[str | int, "Node"] = field(default_factory=dict)
    keys: dict[str | int, tuple[int, int]] = field(default_factory=dict)
    braces: bool = False
    quoted: bool = False


@dataclass(frozen=True)
class Document:
    """A file that has been read: its data, and the place of each value by its path in the data."""

    file: str
    root: Node

    @property
    def data(self) -> Any:
        return self.root.data

    def walk(self, loc: Loc) -> tuple[tuple[str | int, ...], Node]:
        """The real path and node for a validator's `loc`, whose labels of union branches are skipped."""
        node, real = self.root, list[str | int]()
        for part in loc:
            if part in node.parts:
                node = node.parts[part]
                real.append(part)
        return tuple(real), node

    def place(self, loc: Loc = (), *, of_key: bool = False) -> Place:
        """Where the value at `loc` stands (or its key), or the nearest value around it."""
        real, node = self.walk(loc)
        if of_key and real:
            _, parent = self.walk(real[:-1])
            if real[-1] in parent.keys:
                return Place(self.file, *parent.keys[real[-1]])
        return Place(self.file, node.line, node.column)


def read_text(raw: bytes, file: str, problems: Problems) -> str | None:
    """UTF-8 text, or None with the problem noted: too large, binary, not UTF-8."""
    if len(raw) > MAX_BYTES:
        problems.add(Place(file), "too_large", limit=MAX_BYTES // 1000)
        return None
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        problems.add(Place(file, before.count(b"\n") + 1, column), "not_utf8")
        return None
    if "\0" in text:
        problems.add(Place(file), "binary")
        return None
    return text


def read_yaml(text: str, file: str, problems: Problems) -> Document | None:
    """The document, or None; mistakes of syntax are noted. `file` is the name shown to people."""
    before = len(problems.errors)
    try:
        root = _Composer(text, file, problems).document()
    except yaml.YAMLError as error:
        note_yaml_error(error, text, file, problems)
        return None
    except _Refused:
        return None
    if root is None:
        problems.add(Place(file), "empty_file")
        return None
    return Document(file, root) if len(problems.errors) == before else None


class _Refused(Exception):
    """A limit was passed: the rest of the file is not read."""


class _Composer:
    """Builds nodes from parser events."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self._text = text
        self._file = file
        self._problems = problems
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._count = 0

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._note(event, "two_documents")
                    return root
                root = self._node(next(self._events), 0, in_flow=False)
        return root

    def _place(self, event: Any) -> Place:
        return Place(self._file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _note(self, event: Any, key: str, **params: Any) -> None:
        self._problems.add(self._place(event), key, **params)

    def _refuse(self, event: Any, key: str, **params: Any) -> None:
        self._note(event, key, **params)
        raise _Refused

    def _node(self, event: Any, depth: int, in_flow: bool) -> Node:
        self._count += 1
        if depth > MAX_DEPTH:
            self._refuse(event, "too_deep", limit=MAX_DEPTH)
        if self._count > MAX_NODES:
            self._refuse(event, "too_many_values", limit=MAX_NODES)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            mark = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(event, "anchor", mark=mark)
        if event.tag is not None:
            self._refuse(event, "tag", tag=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, in_flow)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(event, depth)
        return self._mapping(event, depth, in_flow)

    def _list(self, event: Any, depth: int) -> Node:
        node = self._started(event)
        items: list[Any] = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            part = self._node(inner, depth + 1, bool(event.flow_style))
            node.parts[len(items)] = part
            items.append(part.data)
        node.data = tuple(items)
        return node

    def _mapping(self, event: Any, depth: int, in_flow: bool) -> Node:
        node = self._started(event)
        node.braces = self._text[event.start_mark.index : event.start_mark.index + 1] == "{"
        if in_flow and not node.braces:
            self._note(event, "pair_in_list")
        node.data = {}
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            key = self._key(inner, depth, node)
            value_event = next(self._events)
            value = self._node(value_event, depth + 1, bool(event.flow_style))
            if node.braces and value.data is None and _is_empty(value_event):
                self._note(inner, "bare_braces", text=str(key))
            node.parts[key] = value
            node.data[key] = value.data
        return node

    def _started(self, event: Any) -> Node:
        return Node(None, event.start_mark.line + 1, event.start_mark.column + 1)

    def _key(self, event: Any, depth: int, node: Node) -> str | int:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "key_not_text")
        key = self._node(event, depth, in_flow=False)
        if isinstance(key.data, bool) or not isinstance(key.data, str | int):
            self._refuse(event, "key_not_text")
        if key.data in node.keys:
            self._note(event, "key_twice", name=str(key.data), line=node.keys[key.data][0])
        node.keys[key.data] = (key.line, key.column)
        name: str | int = key.data
        return name

    def _scalar(self, event: Any, in_flow: bool) -> Node:
        node = self._started(event)
        if event.style not in (None, ""):
            node.data = event.value
            node.quoted = event.style in ("'", '"')
            return node
        node.data = self._plain(event)
        if in_flow and isinstance(node.data, str) and _FRENCH_MARK.search(event.value):
            self._note(event, "french_marks")
        end = event.end_mark.index
        if _HASH_CUT.match(self._text, end):
            self._problems.add(self._place(event), "hash_cut", severity="advice")
        return node

    def _plain(self, event: Any) -> str | bool | int | float | None:
        value: str = event.value
        if value in ("true", "false"):
            return value == "true"
        if value in ("", "~", "null"):
            return None
        if value.lower() in _TRAPS:
            self._note(event, "boolean_trap", word=value)
            return value
        if len(value) <= _MAX_DIGITS:
            if _INT.match(value):
                return int(value)
            if _FLOAT.match(value):
                return float(value)
        return value


def _is_empty(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.value == "" and event.style in (None, "")


def kind_of(value: object) -> Said:
    """The kind of a YAML value, in the reader's words."""
    if value is None:
        return Said(("kind.nothing",))
    if isinstance(value, bool):
        return Said(("kind.truth",))
    for types, name in (((int, float), "number"), ((str,), "text"), ((list, tuple), "list")):
        if isinstance(value, types):
            return Said((f"kind.{name}",))
    return Said(("kind.mapping",))
