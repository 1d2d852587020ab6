"""The wheel carries all that the program needs: content, rubrics, texts, styles, weights. Nothing else."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUN = "from chattrainer.cli.main import main; main()"
DATA = (".toml", ".tcss", ".npz", ".json", ".yaml", ".md")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the repository, unpacked where nothing of the repository is near."""
    pytest.importorskip("hatchling", reason="the wheel is built with the development extra's hatchling")
    place = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = next(place.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place / "site")
    return place / "site"


def run(site: Path, *arguments: str) -> str:
    """What the unpacked program prints, run outside the repository."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", RUN, *arguments],
        cwd=site.parent,
        env={"PYTHONPATH": str(site), "PATH": "", "LANG": "C.UTF-8", "HOME": str(site.parent)},
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_data_file_of_the_package_is_in_it(unpacked: Path) -> None:
    source = ROOT / "src" / "chattrainer"
    wanted = {
        file.relative_to(source)
        for file in source.rglob("*")
        if file.suffix in DATA and "__pycache__" not in file.parts
    }
    missing = {file for file in wanted if not (unpacked / "chattrainer" / file).is_file()}
    assert not missing


def test_it_is_the_unpacked_program_that_runs(unpacked: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-P", "-c", "import chattrainer; print(chattrainer.__file__)"],
        env={"PYTHONPATH": str(unpacked)},
        cwd=unpacked.parent,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert where.stdout.startswith(str(unpacked))


def test_it_finds_its_own_scenarios(unpacked: Path) -> None:
    here = {file.stem for file in (ROOT / "scenarios").rglob("*.yaml")}
    listed = json.loads(run(unpacked, "scenario", "list", "--json"))
    assert listed
    assert {line["id"] for line in listed} <= here
    assert {line["language"] for line in listed} >= {"fr", "en"}
    assert all(str(unpacked) in str(Path(unpacked.parent, line["path"]).resolve()) for line in listed)


def test_its_library_is_checked_from_there(unpacked: Path) -> None:
    run(unpacked, "scenario", "check")


def test_it_finds_its_rubrics(unpacked: Path) -> None:
    card = json.loads(
        run(unpacked, "simulate", "--robot", "silent", "--language", "en", "--no-keep", "--json")
    )
    assert card["rubric"]["id"]


def test_nothing_but_the_program_is_in_it(unpacked: Path) -> None:
    tops = {path.name for path in unpacked.iterdir()}
    assert {name for name in tops if not name.endswith(".dist-info")} == {"chattrainer"}
    assert not list(unpacked.rglob("test_*.py"))
    assert list(unpacked.glob("*.dist-info/licenses/LICENSE"))
