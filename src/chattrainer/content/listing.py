"""What a list of scenarios shows, read from the head of each file without the rest."""

import re

from pydantic import ConfigDict, Field, ValidationError

from chattrainer.content.problems import Problems
from chattrainer.content.shelves import Shelf
from chattrainer.content.yaml_source import read_text, read_yaml
from chattrainer.model.base import Value
from chattrainer.model.ids import Activity

# The blocks of the file that a list needs: a top-level key and the indented lines below it.
_HEAD = re.compile(r"^(?:activity|difficulty|expected_minutes|title)[ \t]*:.*(?:\n[ \t]+\S.*)*", re.MULTILINE)


class ScenarioLine(Value):
    """One scenario in a list. `path` is as people can open it."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str
    language: str
    activity: Activity
    company: str
    difficulty: int
    expected_minutes: float = Field(gt=0)
    title: str
    path: str


def listing_line(shelf: Shelf, name: str) -> ScenarioLine | None:
    """The scenario's line, or None when its head cannot be read (`scenario check` says why)."""
    problems = Problems()
    try:
        text = read_text(shelf.read(name), name, problems)
    except OSError:
        return None
    head = "\n".join(_HEAD.findall(text or ""))
    document = read_yaml(head, name, problems) if head else None
    if document is None or not isinstance(document.data, dict):
        return None
    language, company, file = name.split("/")
    known = {
        "id": file.removesuffix(".yaml"),
        "language": language,
        "company": company,
        "path": shelf.shown(name),
    }
    try:
        return ScenarioLine.model_validate({**document.data, **known})
    except ValidationError:
        return None
