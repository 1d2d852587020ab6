"""Where scenarios and rubrics are: the user's folders first, then the repository's, then the wheel's."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from chattrainer.content.shelves import FolderShelf
from chattrainer.model.errors import UsageError

SCENARIOS_VARIABLE = "CHATTRAINER_SCENARIOS"
RUBRICS_VARIABLE = "CHATTRAINER_RUBRICS"


@dataclass(frozen=True)
class ContentPaths:
    """Folders in the order in which they are searched."""

    scenarios: tuple[Path, ...]
    rubrics: tuple[Path, ...]


def content_paths(
    scenarios: Path | str | None = None,
    rubrics: Path | str | None = None,
    environ: Mapping[str, str] | None = None,
) -> ContentPaths:
    """The folders that exist. A folder that was asked for and is not there, or holds nothing, raises UsageError."""
    variables = os.environ if environ is None else environ
    return ContentPaths(
        _folders("scenarios", scenarios, variables.get(SCENARIOS_VARIABLE), SCENARIOS_VARIABLE),
        _folders("rubrics", rubrics, variables.get(RUBRICS_VARIABLE), RUBRICS_VARIABLE),
    )


def _folders(
    kind: str, asked: Path | str | None, from_variable: str | None, variable: str
) -> tuple[Path, ...]:
    found: list[Path] = []
    for folder, source in ((asked, f"--{kind}"), (from_variable, variable)):
        if not folder:
            continue
        if not Path(folder).is_dir():
            raise UsageError("content.folder_missing", folder=str(folder), source=source)
        if not holds_content(Path(folder)):
            raise UsageError("content.folder_without_content", folder=str(folder), source=source)
        found.append(Path(folder))
    shipped = shipped_folder(kind)
    return tuple(dict.fromkeys([*found, *([shipped] if shipped else [])]))


def holds_content(folder: Path) -> bool:
    """Whether there is a file in it that may be content. Without one, the program's own would be taken unnoticed."""
    return folder.is_dir() and any(name.endswith(".yaml") for name in FolderShelf(folder).names())


def shipped_folder(kind: str) -> Path | None:
    """`scenarios` or `rubrics` as they come with the program: beside the sources, else inside the wheel."""
    package = Path(str(resources.files("chattrainer")))
    top = package.parents[1]
    candidates = [package / "_content" / kind]
    if (top / "pyproject.toml").is_file() and package.parent.name == "src":
        candidates.insert(0, top / kind)
    return next((folder for folder in candidates if folder.is_dir()), None)
