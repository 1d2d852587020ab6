"""The JSON Schemas for editors are those of the code."""

import json
from pathlib import Path

import pytest

from chattrainer.content.schemas import KINDS, schema_file_name, schema_text

SCHEMAS = Path(__file__).parents[3] / "schemas"


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_files_are_up_to_date(kind: str) -> None:
    file = SCHEMAS / schema_file_name(kind)
    assert file.read_text(encoding="utf-8") == schema_text(kind), "run: chattrainer scenario schema"


def test_what_the_files_place_says_may_be_left_out() -> None:
    scenario = json.loads(schema_text("scenario"))
    assert "activity" in scenario["required"]
    assert not {"id", "language", "company"} & set(scenario["required"])
    assert scenario["$defs"]["Condition"]["additionalProperties"] == {"type": "string"}
