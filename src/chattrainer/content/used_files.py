"""The files that a sitting rests on, so that it can be drawn again from its log alone, years later."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

from chattrainer.content.casting import whole_of
from chattrainer.content.library import Library
from chattrainer.content.problems import Place, Problems
from chattrainer.content.shelves import MemoryShelf, Shelf
from chattrainer.model.facts import UsedFile

Role = Literal["scenario", "company", "people", "phrases", "rubric", "form", "lexicon"]

_SCENARIOS = "scenarios/"


def used_files(library: Library, scenario_ids: Iterable[str]) -> tuple[UsedFile, ...]:
    """Scenarios, companies, people and phrases with their texts; each file once, in order of first use.

    Paths are relative (`scenarios/fr/…`) and tell nothing of the machine.
    """
    found: dict[str, UsedFile] = {}
    for scenario_id in scenario_ids:
        whole = whole_of(library, scenario_id)
        language = whole.scenario.language
        people, phrases = library.loaded_people(language), library.loaded_phrases(language)
        _add(found, "scenario", whole.own.shelf, whole.own.names)
        _add(found, "company", whole.company.shelf, whole.company.names)
        _add(found, "people", people.shelf, people.names)
        _add(found, "phrases", phrases.shelf, phrases.names)
    return tuple(found.values())


def used_file(role: Role, path: str, text: str) -> UsedFile:
    """A file with its digest."""
    return UsedFile(role=role, path=path, sha256=sha256(text.encode()).hexdigest(), text=text)


def library_from_files(files: Sequence[UsedFile]) -> Library:
    """The library that a log carries. A file without its text, or with another one, raises ContentError."""
    problems = Problems()
    texts: dict[str, str] = {}
    for file in files:
        if file.text is None:
            problems.add(Place(file.path), "text_missing")
        elif sha256(file.text.encode()).hexdigest() != file.sha256:
            problems.add(Place(file.path), "text_altered")
        elif file.path.startswith(_SCENARIOS):
            texts[file.path.removeprefix(_SCENARIOS)] = file.text
    problems.raise_if_errors()
    return Library([MemoryShelf(texts)])


def _add(found: dict[str, UsedFile], role: Role, shelf: Shelf, names: Sequence[str]) -> None:
    for name in names:
        path = _SCENARIOS + name
        if path not in found:
            found[path] = used_file(role, path, shelf.read(name).decode("utf-8"))
