"""Files of the library, read and validated: a scenario, a company with what lies beside it, people, phrases."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

from chattrainer.content.problems import Place, Problems
from chattrainer.content.shelves import Shelf
from chattrainer.content.validation import validated
from chattrainer.content.yaml_source import Document, Loc, Node, kind_of, read_text, read_yaml
from chattrainer.model.base import Value
from chattrainer.model.case import Person, Phrases
from chattrainer.model.ids import OUTCOMES
from chattrainer.model.scenario import Company, Scenario

M_co = TypeVar("M_co", bound=BaseModel, covariant=True)

COMPANY_FILE = "company.yaml"
BRIEF_FILE = "brief.md"
# Files beside company.yaml, each the whole of one of its fields.
BESIDE = {"articles": "articles.yaml", "canned": "canned.yaml"}
PEOPLE_FILE = "people.yaml"
PHRASES_FILE = "phrases.yaml"


class CompanyPlaces:
    """Places of a company's values over its files: some fields stand in files of their own."""

    def __init__(self, main: Document, beside: Mapping[str, Document]) -> None:
        self._main = main
        self._beside = beside

    def _document(self, loc: Loc) -> tuple[Document, tuple[str | int, ...]]:
        if loc and loc[0] in self._beside:
            return self._beside[str(loc[0])], (loc[0],)
        return self._main, ()

    def walk(self, loc: Loc) -> tuple[tuple[str | int, ...], Node]:
        document, start = self._document(loc)
        real, node = document.walk(loc[len(start) :])
        return (*start, *real), node

    def place(self, loc: Loc = (), *, of_key: bool = False) -> Place:
        document, start = self._document(loc)
        return document.place(loc[len(start) :], of_key=of_key)


@dataclass(frozen=True)
class Loaded(Generic[M_co]):
    """A model with the places of its values and the names (on its shelf) of the files it came from."""

    value: M_co
    places: Document | CompanyPlaces
    shelf: Shelf
    names: tuple[str, ...]


class PeopleFile(Value):
    """The people of a language, as people.yaml lists them."""

    people: tuple[Person, ...] = Field(min_length=1)


def document(shelf: Shelf, name: str, problems: Problems) -> Document | None:
    """A YAML file of the shelf, or None with what is wrong noted."""
    text = file_text(shelf, name, problems)
    return None if text is None else read_yaml(text, shelf.shown(name), problems)


def file_text(shelf: Shelf, name: str, problems: Problems) -> str | None:
    """A file's text, or None with what is wrong noted."""
    try:
        raw = shelf.read(name)
    except OSError as error:
        problems.add(Place(shelf.shown(name)), "unreadable", detail=error.strerror or str(error))
        return None
    return read_text(raw, shelf.shown(name), problems)


def read_scenario(
    shelf: Shelf, name: str, expected: Mapping[str, str], problems: Problems
) -> Loaded[Scenario] | None:
    """One scenario. `expected`: what its place in the library says (id, language, company)."""
    doc = document(shelf, name, problems)
    if doc is None or not _is_mapping(doc, problems):
        return None
    before = len(problems.errors)
    data = _completed(doc, expected, problems)
    data["resolution"] = _with_structure(data.get("resolution"), data.get("structure"))
    if data["resolution"] is None:
        del data["resolution"]
    _check_single_keys(data, doc, problems)
    if len(problems.errors) > before:
        return None
    scenario = validated(Scenario, data, doc, problems)
    return None if scenario is None else Loaded(scenario, doc, shelf, (name,))


def read_company(
    shelf: Shelf, folder: str, expected: Mapping[str, str], problems: Problems
) -> Loaded[Company] | None:
    """One company: company.yaml, with brief.md, articles.yaml and canned.yaml where they lie beside it."""
    name = f"{folder}/{COMPANY_FILE}"
    doc = document(shelf, name, problems)
    if doc is None or not _is_mapping(doc, problems):
        return None
    before = len(problems.errors)
    data = _completed(doc, expected, problems)
    names = [name]
    beside: dict[str, Document] = {}
    for field, file in BESIDE.items():
        beside_name = f"{folder}/{file}"
        if not shelf.has(beside_name):
            continue
        names.append(beside_name)
        if field in data:
            problems.add(doc.place((field,), of_key=True), "given_twice", name=field, other=file)
        elif (inner := document(shelf, beside_name, problems)) is not None:
            data[field] = inner.data
            beside[field] = inner
    brief = f"{folder}/{BRIEF_FILE}"
    if shelf.has(brief):
        names.append(brief)
        if "brief" in data:
            problems.add(doc.place(("brief",), of_key=True), "given_twice", name="brief", other=BRIEF_FILE)
        data["brief"] = (file_text(shelf, brief, problems) or "").strip()
    if len(problems.errors) > before:
        return None
    places = CompanyPlaces(doc, beside)
    company = validated(Company, data, places, problems)
    return None if company is None else Loaded(company, places, shelf, tuple(names))


def read_people(shelf: Shelf, name: str, problems: Problems) -> Loaded[PeopleFile] | None:
    """The people of a language."""
    doc = document(shelf, name, problems)
    if doc is None:
        return None
    if not isinstance(doc.data, tuple):
        problems.add(doc.place(), "top_not_list", got=kind_of(doc.data))
        return None
    # The file is the list itself; the model has it in a field.
    root = Node({"people": doc.data}, doc.root.line, doc.root.column, {"people": doc.root})
    wrapped = Document(doc.file, root)
    people = validated(PeopleFile, wrapped.data, wrapped, problems)
    return None if people is None else Loaded(people, wrapped, shelf, (name,))


def read_phrases(shelf: Shelf, name: str, language: str, problems: Problems) -> Loaded[Phrases] | None:
    """What any customer of a language says."""
    doc = document(shelf, name, problems)
    if doc is None or not _is_mapping(doc, problems):
        return None
    phrases = validated(Phrases, _completed(doc, {"language": language}, problems), doc, problems)
    return None if phrases is None else Loaded(phrases, doc, shelf, (name,))


def _is_mapping(doc: Document, problems: Problems) -> bool:
    if not isinstance(doc.data, dict):
        problems.add(doc.place(), "top_not_mapping", got=kind_of(doc.data))
    return isinstance(doc.data, dict)


def _completed(doc: Document, expected: Mapping[str, str], problems: Problems) -> dict[str, Any]:
    """The data with what the file's place says filled in; a value that says otherwise is a mistake."""
    data = dict(doc.data)
    for name, value in expected.items():
        given = data.setdefault(name, value)
        if given != value:
            problems.add(doc.place((name,)), "says_otherwise", name=name, given=str(given), value=value)
    return data


def _with_structure(resolution: Any, structure: Any) -> Any:
    """Structural values may stand directly as keys of a condition: they are moved under `structure`."""
    if not isinstance(resolution, tuple) or not isinstance(structure, dict):
        return resolution
    return tuple(
        {outcome: _moved(condition, structure) for outcome, condition in rule.items()}
        if isinstance(rule, dict)
        else rule
        for rule in resolution
    )


def _moved(condition: Any, structure: dict[str, Any]) -> Any:
    if not isinstance(condition, dict) or not (direct := condition.keys() & structure.keys()):
        return condition
    rest = {name: value for name, value in condition.items() if name not in direct}
    own = {name: value for name, value in condition.items() if name in direct}
    given = rest.get("structure", {})
    return {**rest, "structure": {**(given if isinstance(given, dict) else {}), **own}}


def _check_single_keys(data: Mapping[str, Any], doc: Document, problems: Problems) -> None:
    """Each rule and each move is a mapping with exactly one key, its name."""
    for field, valid in (("resolution", OUTCOMES), ("behaviour", ())):
        items = data.get(field)
        if not isinstance(items, tuple):
            continue
        for index, item in enumerate(items):
            if isinstance(item, dict) and len(item) == 1:
                continue
            guess = (str(item), valid) if isinstance(item, str) and valid else None
            problems.add(doc.place((field, index)), f"one_key_{field}", nearest_of=guess)
