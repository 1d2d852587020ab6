"""Beginning a case: what `scenario new` writes is free of errors, says what to do next, and spares what exists."""

from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.content.check import check_paths
from chattrainer.content.paths import content_paths
from chattrainer.content.skeletons import skeleton_languages
from chattrainer.model.ids import ACTIVITIES


def new(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(
        main,
        ["scenario", "new", *args, "--scenarios", str(folder / "scenarios")],
        env={"CHATTRAINER_LANGUAGE": "en"},
        catch_exceptions=False,
    )


def test_a_case_can_be_begun_in_every_language_and_activity(tmp_path: Path) -> None:
    """With advice at most, for the first company of each language and for all others."""
    own = tmp_path / "scenarios"
    for language, activity in product(skeleton_languages(), ACTIVITIES):
        name = f"{language}-{activity}".replace("_", "-")
        result = new(tmp_path, name, "--language", language, "--activity", activity)
        assert result.exit_code == 0, result.stderr
        assert Path(result.stdout.strip()).is_file()
    report = check_paths([own], content_paths(own, environ={}))
    assert report.counts["scenario"] == len(skeleton_languages()) * len(ACTIVITIES)
    assert not report.problems.errors, str(report.problems)


@pytest.mark.parametrize("company", ["maison-tilleul", "marelie", "wrenlink"])
def test_a_case_can_be_begun_for_every_company(tmp_path: Path, company: str) -> None:
    """Whatever the company's texts and actions ask of each of its cases is there."""
    assert new(tmp_path, "first-one", "--company", company).exit_code == 0
    own = tmp_path / "scenarios"
    assert not check_paths([own], content_paths(own, environ={})).problems.errors


def test_what_to_do_next_is_said_and_schemas_are_put_where_the_file_looks_for_them(tmp_path: Path) -> None:
    result = new(tmp_path, "lost-parcel", "--company", "wrenlink")
    file = Path(result.stdout.strip())
    assert f"chattrainer scenario check {file}" in result.stderr
    assert f"chattrainer scenario test --quick {file}" in result.stderr
    modeline = file.read_text(encoding="utf-8").splitlines()[0]
    schema = modeline.removeprefix("# yaml-language-server: $schema=")
    assert (file.parent / schema).resolve() == tmp_path / "schemas" / "scenario.schema.json"
    assert (tmp_path / "schemas" / "scenario.schema.json").is_file()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    file = Path(new(tmp_path, "lost-parcel", "--company", "wrenlink").stdout.strip())
    file.write_text("mine", encoding="utf-8")
    again = new(tmp_path, "lost-parcel", "--company", "wrenlink", "--activity", "sales")
    shipped = new(tmp_path, "cadeau-perdu")
    assert (again.exit_code, shipped.exit_code) == (2, 2)
    assert "is taken" in again.stderr
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("Lost Parcel",), "small letters"),
        (("../../etc/passwd",), "small letters"),
        (("lost-parcel", "--company", "wrenlnk"), "Did you mean “wrenlink”?"),
        (("lost-parcel", "--language", "tlh"), "Possible: en, fr"),
        (("lost-parcel", "--language", "fr", "--company", "wrenlink"), "no company"),
    ],
)
def test_what_cannot_be_begun_is_told(tmp_path: Path, args: tuple[str, ...], words: str) -> None:
    result = new(tmp_path, *args)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "scenarios").exists()
