"""Rubrics: files that hold every weight, curve and cap of a score."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from chattrainer.content.files import Loaded, document
from chattrainer.content.paths import ContentPaths, content_paths
from chattrainer.content.problems import Problems, guess, listed
from chattrainer.content.shelves import FolderShelf, MemoryShelf, Shelf
from chattrainer.content.targets import CALIBRATION
from chattrainer.content.used_files import used_file
from chattrainer.content.validation import validated
from chattrainer.content.yaml_source import Document, kind_of
from chattrainer.model.errors import UsageError
from chattrainer.model.facts import UsedFile
from chattrainer.model.ids import CRITERIA, Activity
from chattrainer.model.rubric import Rubric

GENERAL = "general"
_SUFFIXES = (".yaml", ".yml")
_TOLERANCE = 1e-6


def load_rubric(name: str | Path, paths: ContentPaths | None = None) -> Rubric:
    """The rubric of an id, or of a file. UsageError when there is none, ContentError when it is wrong."""
    shelf, file = _find(name, paths)
    return _loaded(shelf, file).value


def rubric_file(name: str | Path, paths: ContentPaths | None = None) -> UsedFile:
    """The rubric's file, for the log."""
    shelf, file = _find(name, paths)
    return used_file("rubric", f"rubrics/{file}", shelf.read(file).decode("utf-8"))


def rubric_from_file(file: UsedFile) -> Rubric:
    """The rubric that a log carries."""
    name = file.path.rsplit("/", 1)[-1]
    return _loaded(MemoryShelf({name: file.text or ""}), name).value


def rubric_for(activity: Activity, paths: ContentPaths | None = None) -> Rubric:
    """The rubric made for an activity, else the general one."""
    for shelf, file in _all(paths).values():
        rubric = _loaded(shelf, file).value
        if activity in rubric.activities:
            return rubric
    return load_rubric(GENERAL, paths)


def rubric_ids(paths: ContentPaths | None = None) -> tuple[str, ...]:
    return tuple(_all(paths))


def rubric_hash(rubric: Rubric) -> str:
    """A digest of what the rubric says: the same however its file is laid out."""
    data = json.dumps(rubric.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return sha256(data.encode()).hexdigest()


def read_rubric(shelf: Shelf, file: str, problems: Problems) -> Loaded[Rubric] | None:
    """A rubric's file; what is wrong is noted at its place."""
    doc = document(shelf, file, problems)
    if doc is None:
        return None
    if not isinstance(doc.data, dict):
        problems.add(doc.place(), "top_not_mapping", got=kind_of(doc.data))
        return None
    data: dict[str, Any] = dict(doc.data)
    own_id = file.rsplit(".", 1)[0]
    if data.setdefault("id", own_id) != own_id:
        problems.add(doc.place(("id",)), "says_otherwise", name="id", given=str(data["id"]), value=own_id)
    before = len(problems.errors)
    _check_weights(data, doc, problems)
    if len(problems.errors) > before:
        return None
    rubric = validated(Rubric, data, doc, problems)
    return None if rubric is None else Loaded(rubric, doc, shelf, (file,))


def _check_weights(data: dict[str, Any], doc: Document, problems: Problems) -> None:
    weights = data.get("weights")
    if isinstance(weights, dict):
        for name in weights:
            if name not in CRITERIA:
                problems.add(
                    doc.place(("weights", name), of_key=True),
                    "not_a_choice",
                    value=str(name),
                    valid=listed(CRITERIA),
                    nearest_of=(str(name), CRITERIA),
                )
        _check_sum(weights, doc, problems)
    measures = data.get("measures")
    if not isinstance(measures, dict):
        return
    for criterion in CRITERIA:
        rules = measures.get(criterion)
        if isinstance(rules, dict) and not any(_weight(rule) for rule in rules.values()):
            problems.add(doc.place(("measures", criterion), of_key=True), "no_measure", name=criterion)
        elif rules is None:
            problems.add(doc.place(("measures",), of_key=True), "no_measure", name=criterion)


def _check_sum(weights: dict[str, Any], doc: Document, problems: Problems) -> None:
    place = doc.place(("weights",), of_key=True)
    for criterion in CRITERIA:
        if criterion not in weights:
            problems.add(place, "missing", name=criterion)
    numbers = [value for value in weights.values() if isinstance(value, int | float)]
    if len(numbers) == len(weights) and abs(sum(numbers) - 100) > _TOLERANCE:
        problems.add(place, "weights_sum", sum=f"{sum(numbers):g}")


def _weight(rule: Any) -> bool:
    # What is not a mapping with a weight is the validator's to tell.
    return not isinstance(rule, dict) or rule.get("weight") != 0


def _all(paths: ContentPaths | None) -> dict[str, tuple[Shelf, str]]:
    found: dict[str, tuple[Shelf, str]] = {}
    for folder in (paths or content_paths()).rubrics:
        shelf = FolderShelf(folder)
        for file in shelf.names():
            if "/" not in file and file.endswith(_SUFFIXES) and file != CALIBRATION:
                found.setdefault(file.rsplit(".", 1)[0], (shelf, file))
    return found


def _find(name: str | Path, paths: ContentPaths | None) -> tuple[Shelf, str]:
    path = Path(name)
    if path.suffix in _SUFFIXES:
        if not path.is_file():
            raise UsageError("content.rubric_file_missing", file=str(name))
        return FolderShelf(path.parent), path.name
    known = _all(paths)
    if str(name) not in known:
        raise UsageError("content.unknown_rubric", id=str(name), nearest=guess(str(name), known))
    return known[str(name)]


def _loaded(shelf: Shelf, file: str) -> Loaded[Rubric]:
    problems = Problems()
    loaded = read_rubric(shelf, file, problems)
    problems.raise_if_errors()
    assert loaded is not None, "a rubric that cannot be loaded has problems"
    return loaded
