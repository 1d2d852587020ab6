"""Checks files and folders of content: everything that is wrong with them, and advice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from chattrainer.content.checks.actions import check_actions
from chattrainer.content.checks.drawing import check_drawing
from chattrainer.content.checks.ends import check_ends
from chattrainer.content.checks.leftovers import check_leftovers
from chattrainer.content.checks.names import check_names
from chattrainer.content.checks.people_fit import check_people_fit
from chattrainer.content.checks.shared_files import check_company, check_people, check_phrases
from chattrainer.content.checks.wordings import check_wordings
from chattrainer.content.files import Loaded, read_company, read_people, read_phrases, read_scenario
from chattrainer.content.library import Library
from chattrainer.content.merging import merged
from chattrainer.content.paths import ContentPaths, content_paths
from chattrainer.content.problems import Place, Problems
from chattrainer.content.rubrics import read_rubric
from chattrainer.content.shelves import FolderShelf, shown_path
from chattrainer.content.targets import Target, targets_of
from chattrainer.model.errors import ContentError, UsageError
from chattrainer.model.scenario import Company, Scenario

Progress = Callable[[int, int], None]
"""(files checked, files in all)."""


@dataclass
class Report:
    """What a check found. `counts`: how many files of each kind were checked."""

    problems: Problems = field(default_factory=Problems)
    counts: dict[str, int] = field(default_factory=dict)


def check_path(path: Path, paths: ContentPaths | None = None) -> Problems:
    """Everything wrong with a file or a folder of content. UsageError when there is nothing at the path."""
    return check_paths([path], paths).problems


def check_paths(
    given: Sequence[Path] = (), paths: ContentPaths | None = None, progress: Progress | None = None
) -> Report:
    """Checks files and folders; without any, the whole library with its rubrics."""
    folders = paths or content_paths()
    report = Report()
    found: dict[Target, None] = {}
    for path in given or (*folders.scenarios, *folders.rubrics):
        found.update(dict.fromkeys(targets_of(path, folders, report.problems)))
    checker = _Checker(folders, report)
    for index, target in enumerate(found):
        if progress is not None:
            progress(index, len(found))
        checker.check(target)
    if progress is not None:
        progress(len(found), len(found))
    return report


class _Checker:
    """Checks targets one after the other, over one library for each root."""

    def __init__(self, folders: ContentPaths, report: Report) -> None:
        self._folders = folders
        self._report = report
        self._problems = report.problems
        self._libraries: dict[Path | None, Library] = {}
        self._ids: dict[tuple[Path, str], str] = {}

    def check(self, target: Target) -> None:
        self._report.counts[target.kind] = self._report.counts.get(target.kind, 0) + 1
        shelf, name = FolderShelf(target.root), target.name
        if target.kind == "rubric":
            read_rubric(shelf, name, self._problems)
        elif target.kind == "people":
            if (people := read_people(shelf, name, self._problems)) is not None:
                check_people(people, self._problems)
        elif target.kind == "phrases":
            language = name.split("/")[0]
            if (phrases := read_phrases(shelf, name, language, self._problems)) is not None:
                check_phrases(phrases, self._problems)
        elif target.kind == "company":
            language, company_id = name.split("/")[:2]
            expected = {"id": company_id, "language": language}
            company = read_company(shelf, f"{language}/{company_id}", expected, self._problems)
            if company is not None:
                check_company(company, self._problems)
        else:
            self._scenario(target, shelf)

    def _scenario(self, target: Target, shelf: FolderShelf) -> None:
        parts = target.name.split("/")
        expected = {"id": parts[-1].removesuffix(".yaml")}
        if not target.loose:
            expected |= {"language": parts[0], "company": parts[1]}
        self._check_id(target, expected["id"])
        own = read_scenario(shelf, target.name, expected, self._problems)
        if own is None:
            return
        library = self._library(None if target.loose else target.root)
        company = self._company(library, own)
        if company is None:
            return
        whole = merged(own, company)
        check_drawing(whole, self._problems)
        check_names(whole, self._problems)
        check_ends(whole, self._problems)
        check_actions(whole, self._problems)
        check_wordings(whole, self._problems)
        check_leftovers(whole, self._problems)
        check_people_fit(whole, library, self._problems)

    def _check_id(self, target: Target, scenario_id: str) -> None:
        shown = shown_path(target.root / target.name)
        first = self._ids.setdefault((target.root, scenario_id), shown)
        if first != shown:
            self._problems.add(Place(shown), "id_twice", id=scenario_id, other=first)

    def _company(self, library: Library, own: Loaded[Scenario]) -> Loaded[Company] | None:
        language, company_id = own.value.language, own.value.company
        try:
            return library.loaded_company(language, company_id)
        except UsageError:
            self._problems.add(
                own.places.place(("company",)),
                "unknown_company",
                company=company_id,
                nearest_of=(company_id, library.company_ids(language)),
            )
        except ContentError as error:
            self._problems.update(error.params["problems"])
        return None

    def _library(self, root: Path | None) -> Library:
        if root not in self._libraries:
            roots = dict.fromkeys(
                [*([root] if root else []), *(each.resolve() for each in self._folders.scenarios)]
            )
            self._libraries[root] = Library([FolderShelf(each) for each in roots])
        return self._libraries[root]
