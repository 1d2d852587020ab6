"""`chattrainer scenario`: list, check, schema."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.content.problems import Problems

FIXTURES = Path(__file__).parents[2] / "fixtures" / "scenarios"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["scenario", *args], env={"CHATTRAINER_LANGUAGE": "en"})


def test_list_as_json_has_the_fields_of_the_contract() -> None:
    result = run(
        "list", "--json", "--scenarios", str(FIXTURES), "--language", "en", "--activity", "after_sales"
    )
    line = next(line for line in json.loads(result.stdout) if line["id"] == "late-lamp")
    assert result.exit_code == 0
    assert list(line) == [
        "id", "language", "activity", "company", "difficulty", "expected_minutes", "title", "path",
    ]  # fmt: skip
    assert Path(line["path"]).name == "late-lamp.yaml"


def test_list_as_csv_has_the_same_columns() -> None:
    result = run("list", "--csv", "--scenarios", str(FIXTURES))
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert "late-lamp" in [row["id"] for row in rows]


def test_list_for_people_is_a_table() -> None:
    result = run("list", "--scenarios", str(FIXTURES), "--activity", "after_sales")
    assert result.stdout.splitlines()[0].startswith("id ")
    assert "The lamp has not come" in result.stdout


def test_a_list_without_a_match_says_so() -> None:
    result = run("list", "--language", "tlh")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No scenario matches" in result.stderr


def test_check_tells_how_much_was_checked() -> None:
    result = run("check", str(FIXTURES))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 scenario, 1 company: 0 errors.\n"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    file = tmp_path / "lamp.yaml"
    text = (FIXTURES / "en" / "lampworks" / "late-lamp.yaml").read_text(encoding="utf-8")
    file.write_text("language: en\ncompany: lampworks\n" + text.replace("difficulty: 2", "difficulty: 9"))
    return file


def test_check_prints_file_line_and_column_and_fails(broken: Path) -> None:
    result = run("check", str(broken), "--scenarios", str(FIXTURES))
    assert result.exit_code == 1
    assert result.stdout == f"{broken}:5:13: “difficulty” has to be at most 5.\n"
    assert result.stderr == "1 scenario: 1 error.\n"


def test_check_as_json(broken: Path) -> None:
    result = run("check", str(broken), "--json")
    report = json.loads(result.stdout)
    assert (report["checked"], report["errors"], report["advice"]) == ({"scenario": 1}, 1, 0)
    assert report["problems"][0]["line"] == 5
    assert report["problems"][0]["rule"] == "less_than_equal"


def test_few_questions_for_a_fact_are_advice_without_any_reader(tmp_path: Path) -> None:
    file = tmp_path / "lamp.yaml"
    text = (FIXTURES / "en" / "lampworks" / "late-lamp.yaml").read_text(encoding="utf-8")
    text = text.replace(', "How shall we do it?"]', "]")
    file.write_text("language: en\ncompany: lampworks\n" + text)
    result = run("check", str(file), "--no-reading", "--json", "--scenarios", str(FIXTURES))
    problems = json.loads(result.stdout)["problems"]
    assert result.exit_code == 0
    assert [(p["rule"], p["severity"]) for p in problems] == [("few_questions", "advice")]


def test_a_named_file_is_read_by_the_reader_and_a_folder_only_on_demand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[list[Path]] = []

    def check_reading(given: list[Path], *_: object) -> Problems:
        read.append(list(given))
        return Problems()

    monkeypatch.setattr("chattrainer.app.reading_check.check_reading", check_reading)
    file = FIXTURES / "en" / "lampworks" / "late-lamp.yaml"
    run("check", str(FIXTURES))
    run("check", str(file), "--no-reading")
    assert read == []
    run("check", str(file))
    run("check", str(FIXTURES), "--reading")
    assert read == [[file], [FIXTURES]]


def test_a_case_is_checked_by_its_id_too() -> None:
    result = run("check", "late-lamp", "--no-reading", "--scenarios", str(FIXTURES))
    assert result.exit_code == 0, result.stderr
    assert "1 scenario" in result.stderr


def test_a_path_that_is_not_there_is_a_mistake_of_the_command_line() -> None:
    result = run("check", "nowhere")
    assert result.exit_code == 2
    assert "There is no file or folder nowhere" in result.stderr


def test_schema_writes_three_files(tmp_path: Path) -> None:
    result = run("schema", "--out", str(tmp_path / "schemas"))
    assert result.exit_code == 0
    names = ["company.schema.json", "rubric.schema.json", "scenario.schema.json"]
    assert sorted(Path(line).name for line in result.stdout.splitlines()) == names
    assert all((tmp_path / "schemas" / name).is_file() for name in names)


@pytest.mark.parametrize("command", ["list", "check", "schema"])
def test_every_command_explains_itself(command: str) -> None:
    assert run(command, "--help").exit_code == 0
