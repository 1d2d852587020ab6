"""The library: scenarios, companies, people and phrases, found at once and read when they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pydantic import BaseModel

from chattrainer.content.files import (
    BESIDE,
    COMPANY_FILE,
    PEOPLE_FILE,
    PHRASES_FILE,
    Loaded,
    PeopleFile,
    read_company,
    read_people,
    read_phrases,
    read_scenario,
)
from chattrainer.content.listing import ScenarioLine, listing_line
from chattrainer.content.paths import ContentPaths, content_paths
from chattrainer.content.problems import Place, Problems, guess
from chattrainer.content.shelves import FolderShelf, Shelf
from chattrainer.model.case import Person, Phrases
from chattrainer.model.errors import UsageError
from chattrainer.model.scenario import Company, Scenario

M = TypeVar("M", bound=BaseModel)

_YAML = ".yaml"


@dataclass(frozen=True)
class Entry:
    """Where a scenario is: its shelf, and its name there (`fr/maison-tilleul/colis-en-retard.yaml`)."""

    shelf: Shelf
    name: str

    @property
    def language(self) -> str:
        return self.name.split("/")[0]

    @property
    def company(self) -> str:
        return self.name.split("/")[1]

    @property
    def id(self) -> str:
        return self.name.rsplit("/", 1)[-1].removesuffix(_YAML)


class Library:
    """Everything that can be played. Shelves are searched in order: the first that has a name wins.

    Each file is read once. A file that is wrong raises ContentError when it is asked for, with the place of
    everything that is wrong in it; an id that is not there raises UsageError with the nearest one.
    """

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self.shelves = tuple(shelves)
        self._scenarios: dict[str, Loaded[Scenario]] = {}
        self._companies: dict[tuple[str, str], Loaded[Company]] = {}
        self._people: dict[str, Loaded[PeopleFile]] = {}
        self._phrases: dict[str, Loaded[Phrases]] = {}
        # Prepared for casting, by scenario id (content.casting fills it).
        self.prepared: dict[str, object] = {}

    # --- what there is -------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> dict[str, tuple[Entry, ...]]:
        """By scenario id, the files of that name on the first shelf that has one, sorted by name."""
        found: dict[str, list[Entry]] = {}
        for shelf in self.shelves:
            on_shelf: dict[str, list[Entry]] = {}
            for name in shelf.names():
                if is_scenario_name(name):
                    entry = Entry(shelf, name)
                    on_shelf.setdefault(entry.id, []).append(entry)
            for scenario_id, entries in on_shelf.items():
                found.setdefault(scenario_id, entries)
        return {scenario_id: tuple(found[scenario_id]) for scenario_id in sorted(found)}

    @property
    def scenario_ids(self) -> tuple[str, ...]:
        return tuple(self.entries)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that have scenarios."""
        return tuple(sorted({entries[0].language for entries in self.entries.values()}))

    def listing(self) -> tuple[ScenarioLine, ...]:
        """What `scenario list` shows, from the files' heads: by language, company and id. Broken files left out."""
        lines = (
            listing_line(entry.shelf, entry.name) for each in self.entries.values() for entry in each[:1]
        )
        return tuple(
            sorted((line for line in lines if line), key=lambda line: (line.language, line.company, line.id))
        )

    # --- what is in it -------------------------------------------------------------------------------

    def entry(self, scenario_id: str) -> Entry:
        """Where the scenario is; UsageError when there is none of that id."""
        if scenario_id not in self.entries:
            raise UsageError(
                "content.unknown_scenario", id=scenario_id, nearest=guess(scenario_id, self.entries)
            )
        return self.entries[scenario_id][0]

    def scenario(self, scenario_id: str) -> Scenario:
        """The scenario as its file says it, not drawn, without what its company adds."""
        return self.loaded_scenario(scenario_id).value

    def company(self, language: str, company_id: str) -> Company:
        return self.loaded_company(language, company_id).value

    def people(self, language: str) -> tuple[Person, ...]:
        return self.loaded_people(language).value.people

    def phrases(self, language: str) -> Phrases:
        return self.loaded_phrases(language).value

    # --- the same, with places -----------------------------------------------------------------------

    def loaded_scenario(self, scenario_id: str) -> Loaded[Scenario]:
        if scenario_id not in self._scenarios:
            entry = self.entry(scenario_id)
            problems = Problems()
            for other in self.entries[scenario_id][1:]:
                place = Place(other.shelf.shown(other.name))
                problems.add(place, "id_twice", id=scenario_id, other=entry.shelf.shown(entry.name))
            expected = {"id": entry.id, "language": entry.language, "company": entry.company}
            self._scenarios[scenario_id] = _whole(
                read_scenario(entry.shelf, entry.name, expected, problems), problems
            )
        return self._scenarios[scenario_id]

    def loaded_company(self, language: str, company_id: str) -> Loaded[Company]:
        key = (language, company_id)
        if key not in self._companies:
            folder = f"{language}/{company_id}"
            shelf = self._shelf_with(f"{folder}/{COMPANY_FILE}")
            problems = Problems()
            if shelf is None:
                known = self.company_ids(language)
                raise UsageError(
                    "content.unknown_company",
                    id=company_id,
                    language=language,
                    nearest=guess(company_id, known),
                )
            expected = {"id": company_id, "language": language}
            self._companies[key] = _whole(read_company(shelf, folder, expected, problems), problems)
        return self._companies[key]

    def company_ids(self, language: str) -> tuple[str, ...]:
        """The companies of a language, on all shelves."""
        names = (name.split("/") for shelf in self.shelves for name in shelf.names())
        return tuple(
            sorted({parts[1] for parts in names if parts[0] == language and parts[2:] == [COMPANY_FILE]})
        )

    def loaded_people(self, language: str) -> Loaded[PeopleFile]:
        if language not in self._people:
            shelf, name = self._language_file(language, PEOPLE_FILE)
            problems = Problems()
            self._people[language] = _whole(read_people(shelf, name, problems), problems)
        return self._people[language]

    def loaded_phrases(self, language: str) -> Loaded[Phrases]:
        if language not in self._phrases:
            shelf, name = self._language_file(language, PHRASES_FILE)
            problems = Problems()
            self._phrases[language] = _whole(read_phrases(shelf, name, language, problems), problems)
        return self._phrases[language]

    def _language_file(self, language: str, file: str) -> tuple[Shelf, str]:
        name = f"{language}/{file}"
        shelf = self._shelf_with(name)
        if shelf is None:
            raise UsageError("content.language_file_missing", language=language, file=name)
        return shelf, name

    def _shelf_with(self, name: str) -> Shelf | None:
        return next((shelf for shelf in self.shelves if shelf.has(name)), None)


def load_library(paths: ContentPaths | None = None) -> Library:
    """The library of these folders; without any, the user's (environment) and those of the program."""
    return Library([FolderShelf(folder) for folder in (paths or content_paths()).scenarios])


def is_scenario_name(name: str) -> bool:
    """Whether a shelf's name is a scenario's: a YAML file in a company's folder that isn't the company's own."""
    parts = name.split("/")
    own = {COMPANY_FILE, *BESIDE.values()}
    return len(parts) == 3 and parts[2].endswith(_YAML) and parts[2] not in own


def _whole(loaded: Loaded[M] | None, problems: Problems) -> Loaded[M]:
    problems.raise_if_errors()
    assert loaded is not None, "a file that cannot be loaded has problems"
    return loaded
