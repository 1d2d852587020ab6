"""JSON Schemas of scenario, company and rubric files, for editors.

They say what an author may write, which is a little more than the models hold: ids, language and company come
from the file's place, and structural values may stand directly in a condition.
"""

import json
from typing import Any

from pydantic import BaseModel

from chattrainer.model.rubric import Rubric
from chattrainer.model.scenario import Company, Scenario

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What a file may leave out because its place or the files beside it say it.
_FROM_THE_PLACE: dict[str, tuple[type[BaseModel], tuple[str, ...]]] = {
    "scenario": (Scenario, ("id", "language", "company")),
    "company": (Company, ("id", "language", "brief")),
    "rubric": (Rubric, ("id",)),
}
KINDS = tuple(_FROM_THE_PLACE)


def schema_file_name(kind: str) -> str:
    return f"{kind}.schema.json"


def schema_text(kind: str) -> str:
    """The JSON Schema of `scenario`, `company` or `rubric`, as its file holds it."""
    return json.dumps(_schema(kind), ensure_ascii=False, indent=2) + "\n"


def _schema(kind: str) -> dict[str, Any]:
    model, optional = _FROM_THE_PLACE[kind]
    schema: dict[str, Any] = {"$schema": _DIALECT, **model.model_json_schema()}
    schema["required"] = [name for name in schema["required"] if name not in optional]
    condition = schema.get("$defs", {}).get("Condition")
    if condition is not None:
        condition["additionalProperties"] = {"type": "string"}
    return schema
