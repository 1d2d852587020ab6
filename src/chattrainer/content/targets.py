"""Which files of content a path stands for, and what each of them is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chattrainer.content.files import BESIDE, BRIEF_FILE, COMPANY_FILE, PEOPLE_FILE, PHRASES_FILE
from chattrainer.content.paths import ContentPaths
from chattrainer.content.problems import Place, Problems
from chattrainer.content.shelves import Stray, shown_path, stray
from chattrainer.model.errors import UsageError

Kind = Literal["scenario", "company", "people", "phrases", "rubric"]

_LANGUAGE_FILES: dict[str, Kind] = {PEOPLE_FILE: "people", PHRASES_FILE: "phrases"}
_COMPANY_FILES = (COMPANY_FILE, BRIEF_FILE, *BESIDE.values())
_RUBRICS = "rubrics"
# Beside the rubrics, read by content.calibration.
CALIBRATION = "calibration.yaml"


@dataclass(frozen=True)
class Target:
    """One thing to check: its root and its name under it. `loose`: a scenario outside of any library."""

    kind: Kind
    root: Path
    name: str
    loose: bool = False


def targets_of(path: Path, folders: ContentPaths, problems: Problems) -> Iterator[Target]:
    """The targets of a file or folder. Files that cannot be content are noted; a missing path is a UsageError."""
    if not path.exists():
        raise UsageError("content.not_found", path=str(path))
    full = path.resolve()
    if full.is_file():
        target = _target(full, folders)
        if target is None:
            problems.add(Place(shown_path(path)), "not_content" if full.suffix != ".yml" else "extension")
        else:
            yield target
        return
    found = False
    for link, wrong in _strays_under(full):
        # Told by its own name, not by that of what it leads to.
        problems.add(Place(str(path / link.relative_to(full))), wrong)
    for file in _files_under(full):
        if file.suffix == ".yml":
            problems.add(Place(shown_path(file)), "extension")
        elif file.suffix == ".yaml" and (target := _target(file, folders)) is not None:
            found = True
            yield target
    if not found:
        problems.add(Place(shown_path(path)), "no_files")


def _files_under(folder: Path) -> list[Path]:
    found = (file for file in folder.rglob("*") if not _stray(file, folder) and file.is_file())
    return sorted(
        file
        for file in found
        if not any(part.startswith((".", "_")) for part in file.relative_to(folder).parts)
    )


def _strays_under(folder: Path) -> list[tuple[Path, Stray]]:
    found = (
        (link, _stray(link, folder)) for link in folder.rglob("*") if not link.name.startswith((".", "_"))
    )
    return sorted((link, wrong) for link, wrong in found if wrong is not None)


def _stray(file: Path, folder: Path) -> Stray | None:
    """A folder of a language or a company may link to what is beside it, in the same library."""
    return stray(file, folder, *folder.parents[:2]) if len(folder.parents) > 2 else stray(file, folder)


def _target(file: Path, folders: ContentPaths) -> Target | None:
    company, language, root = (*file.parents[:3], file.parents[-1], file.parents[-1])[:3]
    if file.name in _LANGUAGE_FILES:
        return Target(_LANGUAGE_FILES[file.name], language, f"{company.name}/{file.name}")
    if file.name in _COMPANY_FILES:
        return Target("company", root, f"{language.name}/{company.name}/{COMPANY_FILE}")
    if file.suffix != ".yaml":
        return None
    if _is_rubric(file, folders):
        if file.name == CALIBRATION:
            return None
        return Target("rubric", file.parent, file.name)
    if _in_library(company, language, folders):
        return Target("scenario", root, f"{language.name}/{company.name}/{file.name}")
    return Target("scenario", file.parent, file.name, loose=True)


def _is_rubric(file: Path, folders: ContentPaths) -> bool:
    return file.parent.name == _RUBRICS or file.parent in [each.resolve() for each in folders.rubrics]


def _in_library(company: Path, language: Path, folders: ContentPaths) -> bool:
    """Whether a scenario in this folder is in its place: its company or its language's files are around it."""
    around = [company / COMPANY_FILE, language / PEOPLE_FILE, language / PHRASES_FILE]
    shipped = [root / language.name / company.name / COMPANY_FILE for root in folders.scenarios]
    return any(file.is_file() for file in (*around, *shipped))
