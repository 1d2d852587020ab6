"""Shelves: where the texts of files come from. A folder on disk, or the files that a log carries.

Names are relative to the shelf, with `/`: `fr/maison-tilleul/company.yaml`.
"""

import os
from collections.abc import Mapping
from errno import EPERM
from pathlib import Path
from typing import Literal, Protocol


class Shelf(Protocol):
    """A set of files. `shown` is the name that people see in messages."""

    def names(self) -> tuple[str, ...]: ...
    def has(self, name: str) -> bool: ...
    def read(self, name: str) -> bytes: ...
    def shown(self, name: str) -> str: ...


class FolderShelf:
    """The files of a folder, three levels deep: language, company, file.

    Hidden ones are left out, and so are links that lead out of the folder, in a circle or nowhere: a library
    that came from elsewhere must not read the rest of the disk.
    """

    _DEPTH = 3

    def __init__(self, root: Path) -> None:
        self.root = root

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._under(self.root, "", self._DEPTH)))

    def _under(self, folder: Path, prefix: str, depth: int) -> list[str]:
        found: list[str] = []
        if not os.access(folder, os.R_OK | os.X_OK):
            return found  # as if it were empty: what cannot be opened cannot be played
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith((".", "_")):
                    continue
                if entry.is_symlink() and stray(folder / entry.name, self.root):
                    continue
                if entry.is_file():
                    found.append(prefix + entry.name)
                elif entry.is_dir() and depth > 1:
                    found += self._under(folder / entry.name, f"{prefix}{entry.name}/", depth - 1)
        return found

    def has(self, name: str) -> bool:
        file = self.root / name
        return stray(file, self.root) is None and file.is_file()

    def read(self, name: str) -> bytes:
        """Raises OSError for a file that cannot be read, or is not this folder's."""
        file = self.root / name
        if stray(file, self.root):
            raise PermissionError(EPERM, os.strerror(EPERM), str(file))
        return file.read_bytes()

    def shown(self, name: str) -> str:
        return shown_path(self.root / name)


Stray = Literal["link_out", "link_loop", "link_broken"]


def stray(file: Path, *roots: Path) -> Stray | None:
    """What is wrong with a link: it leads out of all the roots, in a circle or nowhere. None for anything else."""
    if not file.is_symlink():
        return None
    try:
        target = file.resolve(strict=True)
    except FileNotFoundError:
        return "link_broken"
    except (OSError, RuntimeError):  # a circle is one or the other, by the version of Python
        return "link_loop"
    return None if any(target.is_relative_to(root.resolve()) for root in roots) else "link_out"


class MemoryShelf:
    """Texts by name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = dict(texts)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._texts))

    def has(self, name: str) -> bool:
        return name in self._texts

    def read(self, name: str) -> bytes:
        return self._texts[name].encode()

    def shown(self, name: str) -> str:
        return name


def shown_path(path: Path) -> str:
    """The path as an editor's terminal can follow it: relative to the working folder when it lies in it."""
    full, here = path.resolve(), Path.cwd()
    return str(full.relative_to(here)) if full.is_relative_to(here) else str(full)
