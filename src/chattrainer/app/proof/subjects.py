"""What is to be proved: ids of the library, or files, told apart and found."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chattrainer.content.check import check_paths
from chattrainer.content.library import Library, load_library
from chattrainer.content.paths import ContentPaths
from chattrainer.content.problems import Problems
from chattrainer.content.targets import targets_of


@dataclass(frozen=True, slots=True)
class Subject:
    """One case, and the folders in which it and its company are looked for."""

    id: str
    paths: ContentPaths

    @property
    def file(self) -> Path:
        """Where its file is. Raises UsageError for an unknown id."""
        entry = load_library(self.paths).entry(self.id)
        return next(root / entry.name for root in self.paths.scenarios if (root / entry.name).is_file())


def subjects_of(given: Sequence[str], paths: ContentPaths, *, every: bool = False) -> list[Subject]:
    """The cases that ids and paths stand for, each once, in order; with `every`, the whole library's.

    Raises UsageError for what is neither.
    """
    library = load_library(paths)
    found: dict[Subject, None] = {}
    for name in given:
        if _is_path(name, library):
            found.update(dict.fromkeys(_in_path(Path(name), paths)))
        else:
            library.entry(name)
            found[Subject(name, paths)] = None
    if every:
        found.update(dict.fromkeys(Subject(name, paths) for name in library.scenario_ids))
    return list(found)


def problems_of(subject: Subject) -> Problems:
    """What `scenario check` says of its file."""
    return check_paths([subject.file], subject.paths).problems


def _is_path(name: str, library: Library) -> bool:
    return name not in library.entries and (
        "/" in name or name.endswith((".yaml", ".yml")) or Path(name).exists()
    )


def _in_path(path: Path, paths: ContentPaths) -> list[Subject]:
    problems = Problems()
    targets = [t for t in targets_of(path, paths, problems) if t.kind == "scenario"]
    problems.raise_if_errors()
    found = []
    for target in targets:
        roots = tuple(dict.fromkeys((_root_of(target.root, loose=target.loose), *paths.scenarios)))
        found.append(Subject(Path(target.name).stem, ContentPaths(roots, paths.rubrics)))
    return found


def _root_of(folder: Path, *, loose: bool) -> Path:
    """A file outside of any library is in a company's folder of its own: language and company above it."""
    return folder.parent.parent if loose else folder
