"""Rubrics: found by id, by file or by activity; a wrong weight is told with its place and the sum."""

from pathlib import Path

import pytest

from chattrainer.content.paths import ContentPaths
from chattrainer.content.rubrics import (
    load_rubric,
    rubric_file,
    rubric_for,
    rubric_from_file,
    rubric_hash,
    rubric_ids,
)
from chattrainer.model.errors import ContentError, UsageError

TEXT = """
weights: {latency: 20, writing: 20, directiveness: 25, resolution: 35}
measures:
  latency: {first_response: {weight: 1, curve: {full: 15, zero: 60}}}
  writing: {errors: {weight: 1}}
  directiveness: {discovery: {weight: 1}}
  resolution: {end: {weight: 1}}
caps:
  solved: {resolution: 100}
"""


@pytest.fixture
def rubrics(tmp_path: Path) -> Path:
    folder = tmp_path / "rubrics"
    folder.mkdir()
    (folder / "general.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "sales.yaml").write_text("activities: [sales]\n" + TEXT, encoding="utf-8")
    return folder


def wrong(folder: Path, old: str, new: str) -> str:
    assert old in TEXT
    (folder / "general.yaml").write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as refusal:
        load_rubric(folder / "general.yaml")
    return f"{refusal.value.params['problems']:en}".partition("rubrics/")[2]


def test_a_rubric_is_found_by_id_file_and_activity(rubrics: Path) -> None:
    paths = ContentPaths((), (rubrics,))
    assert rubric_ids(paths) == ("general", "sales")
    assert load_rubric("sales", paths) == load_rubric(rubrics / "sales.yaml")
    assert rubric_for("sales", paths).id == "sales"
    assert rubric_for("support", paths).id == "general"


def test_weights_that_do_not_add_up_are_told_with_place_and_sum(rubrics: Path) -> None:
    told = wrong(rubrics, "resolution: 35", "resolution: 30")
    assert told == "general.yaml:2:1: The weights add up to 95, not 100."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("writing: 20, ", "", "general.yaml:2:1: “writing” is missing."),
        ("writing: 20, ", "speed: 20, ", "general.yaml:2:24: “speed” is not possible here."),
        ("errors: {weight: 1}", "errors: {weight: 0}", "general.yaml:5:3: “writing” has no measure"),
        ("  writing: {errors: {weight: 1}}\n", "", "general.yaml:3:1: “writing” has no measure"),
        ("{weight: 1, curve", "{weihgt: 1, curve", "general.yaml:4:13: “weight” is missing."),
        ("zero: 60", "zero: never", "general.yaml:4:65: “zero” has to be a number, and is a text."),
        ("solved: {", "solvd: {", "general.yaml:9:3: “solvd” is not possible here."),
    ],
)
def test_a_wrong_rubric_is_told_with_its_place(rubrics: Path, old: str, new: str, told: str) -> None:
    assert any(
        line.startswith(told) for line in wrong(rubrics, old, new).replace("rubrics/", "\n").splitlines()
    )


def test_the_hash_is_of_what_the_rubric_says(rubrics: Path) -> None:
    general = load_rubric(rubrics / "general.yaml")
    (rubrics / "general.yaml").write_text("# a remark\n" + TEXT.replace(", ", ",   "), encoding="utf-8")
    assert rubric_hash(load_rubric(rubrics / "general.yaml")) == rubric_hash(general)
    assert rubric_hash(load_rubric(rubrics / "sales.yaml")) != rubric_hash(general)


def test_a_log_carries_its_rubric(rubrics: Path) -> None:
    file = rubric_file("sales", ContentPaths((), (rubrics,)))
    assert (file.role, file.path) == ("rubric", "rubrics/sales.yaml")
    assert rubric_from_file(file) == load_rubric(rubrics / "sales.yaml")


def test_an_unknown_rubric_is_refused(rubrics: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        load_rubric("sale", ContentPaths((), (rubrics,)))
    assert refusal.value.params["nearest"] == "sales"
    with pytest.raises(UsageError) as refusal:
        load_rubric(rubrics / "none.yaml")
    assert refusal.value.key == "content.rubric_file_missing"
