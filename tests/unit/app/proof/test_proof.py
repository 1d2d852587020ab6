"""The proof of a case: it holds for a good one, and tells each way in which a case can be bad."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.proof.bench import Bench
from chattrainer.app.proof.by_asking import Asked, by_asking
from chattrainer.app.proof.by_model import ModelPlays, by_model
from chattrainer.app.proof.by_skilled import SkilledPlays, by_skilled
from chattrainer.app.proof.by_tricks import TrickPlays, by_tricks
from chattrainer.app.proof.prove import prove
from chattrainer.app.proof.structures import structures_of
from chattrainer.cli.main import main
from chattrainer.content.beginning import Beginning, begin
from chattrainer.content.library import load_library
from chattrainer.content.paths import content_paths
from chattrainer.model.scenario import AnyOf

ID = "broken-lamp"
NAME = f"en/wrenlink/{ID}.yaml"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good case: the one that authors begin from."""
    folder = tmp_path_factory.mktemp("bench") / "scenarios"
    wanted = Beginning(ID, "after_sales", "wrenlink", "en")
    begin(wanted, load_library(content_paths(environ={})), folder)
    return folder


@pytest.fixture
def case(begun: Path, tmp_path: Path) -> Path:
    """A copy of that folder, which a test may change."""
    folder = tmp_path / "scenarios"
    shutil.copytree(begun, folder)
    return folder


def bench_of(folder: Path) -> Bench:
    paths = content_paths(folder, environ={})
    return Bench(load_library(paths), paths)


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / NAME
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_good_case_is_proved(begun: Path) -> None:
    proof = prove(bench_of(begun), ID, quick=True)
    assert proof.passed, proof.findings
    assert proof.solved.held == proof.solved.of >= 6
    assert proof.failed.held == proof.failed.of
    assert (proof.model_score or 0) > 90
    assert {"solved", "wrong", "polite_failure"} <= set(proof.outcomes.found)
    assert proof.outcomes.never == ("partial",)
    assert "objection:replace" in proof.moves.found


def unsolvable(folder: Path) -> None:
    edit(folder, '    - "tell:new_date"\n', "")


def taken_for_forbidden(folder: Path) -> None:
    edit(
        folder,
        "You must have dropped it",
        "So the base is cracked and you'd like a replacement, I'm booking it",
    )


def too_easy(folder: Path) -> None:
    edit(
        folder,
        "ledger: {request.status: replaced}\n      known: [defect]\n      told: [new_date]",
        "known: [email]",
    )


def misleading_unheard(folder: Path) -> None:
    edit(
        folder,
        "any: [forbidden.your_fault, unverified_action, told_wrong, read_out]",
        "any: [unverified_action]",
    )


def no_model(folder: Path) -> None:
    text = (folder / NAME).read_text(encoding="utf-8")
    (folder / NAME).write_text(text[: text.index("  model:\n")], encoding="utf-8")


def poor_model(folder: Path) -> None:
    edit(folder, "- {act: replace}\n", '- {agent: "One moment."}\n')


def too_short(folder: Path) -> None:
    edit(folder, "expected_minutes: 6", "expected_minutes: 1")


def on_the_card(folder: Path) -> None:
    edit(folder, "card:\n", "card:\n  Problem: a cracked base, says the customer\n")


def alike(folder: Path) -> None:
    edit(
        folder, "Which bit of it got damaged?", "A new lamp or your money back, which would you rather have?"
    )


Part = Callable[[Bench, str], SkilledPlays | TrickPlays | ModelPlays | Asked]
MADE_BAD: list[tuple[Callable[[Path], None], Part, str]] = [
    (unsolvable, lambda bench, name: by_skilled(bench, name, 1), "not_solved"),
    (taken_for_forbidden, lambda bench, name: by_skilled(bench, name, 1), "ended_wrong"),
    (too_easy, lambda bench, name: by_tricks(bench, name, 1), "trick_wins"),
    (misleading_unheard, lambda bench, name: by_tricks(bench, name, 1), "misleading_wins"),
    (no_model, by_model, "no_model"),
    (poor_model, lambda bench, name: by_model(bench, name, 1), "model_not_solved"),
    (alike, by_asking, "confused"),
]


@pytest.mark.parametrize(("spoil", "part", "key"), MADE_BAD, ids=[key for _, _, key in MADE_BAD])
def test_a_bad_case_is_told_with_what_is_wrong(
    case: Path, spoil: Callable[[Path], None], part: Part, key: str
) -> None:
    spoil(case)
    findings = part(bench_of(case), ID).findings
    assert key in {f.key for f in findings if f.severity == "error"}


def test_every_structural_value_comes_up_and_few_are_all_combined() -> None:
    few = {"prefers": AnyOf(any_of=("a", "b")), "ends": AnyOf(any_of=("x", "y", "z"))}
    assert len(structures_of(few)) == 6
    covered = structures_of(few, most=2)
    assert {s["prefers"] for s in covered} == {"a", "b"}
    assert {s["ends"] for s in covered} == {"x", "y", "z"}
    assert structures_of({}) == [{}]


# --- the command -------------------------------------------------------------------------------------


@pytest.fixture
def run(case: Path) -> Callable[..., Result]:
    def call(*args: str, language: str = "en") -> Result:
        return CliRunner().invoke(
            main,
            ["scenario", "test", "--quick", *args],
            env={"CHATTRAINER_LANGUAGE": language},
            catch_exceptions=False,
        )

    return call


def test_a_file_that_is_wrong_fails_with_its_first_mistake(run: Callable[..., Result], case: Path) -> None:
    edit(case, "difficulty: 2", "difficulty: 9")
    result = run(str(case / NAME))
    assert result.exit_code == 1
    assert f"{ID}: not played" in result.stdout
    assert "has to be at most 5" in result.stdout


def test_the_proof_as_json_and_in_french(run: Callable[..., Result], case: Path) -> None:
    too_short(case)
    on_the_card(case)
    result = run(str(case / NAME), "--json", language="fr")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["passed"], document["failed"]) == (1, 0, 1)
    [proof] = document["cases"]
    assert proof["id"] == ID
    told = {f["key"]: f["text"] for f in proof["findings"] if f["severity"] == "error"}
    assert list(told) == ["length", "shown"]
    assert "le robot compétent met" in told["length"]
    assert "« defect » est à découvrir" in told["shown"]


def test_what_is_neither_a_case_nor_a_path_is_told(run: Callable[..., Result]) -> None:
    result = run("cadeau-perd")
    assert result.exit_code == 2
    assert "cadeau-perdu" in result.stderr
    assert run().exit_code == 2
