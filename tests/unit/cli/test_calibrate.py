"""`chattrainer calibrate`: what it prints, draws and writes."""

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.calibration import player
from chattrainer.cli.main import main
from chattrainer.content.calibration import calibration_file, load_calibration
from chattrainer.content.paths import content_paths
from tests.unit.app.calibration.stand_ins import like_its_ability


@pytest.fixture(autouse=True)
def _own_rubrics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of the rubrics; candidates that need not be played."""
    shutil.copytree(calibration_file().parent, tmp_path / "rubrics")
    monkeypatch.setenv("CHATTRAINER_RUBRICS", str(tmp_path / "rubrics"))
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setattr(player, "run_job", like_its_ability)


def told(*options: str) -> Result:
    asked = ("calibrate", "--candidates", "10", "--company", "wrenlink", "--workers", "1", "--no-proofread")
    return CliRunner().invoke(main, [*asked, *options])


@pytest.mark.slow
def test_figures_are_written_where_reports_find_them_and_drawn(tmp_path: Path) -> None:
    found = told("--json", "--write", "--plot", str(tmp_path / "p.svg"))
    assert found.exit_code == 0, found.output
    figures = json.loads(found.stdout)
    calibration = load_calibration(content_paths())
    [simulated] = [s for s in calibration.simulated if s.company == "wrenlink"]
    assert simulated.reliability == figures["reliability"]
    assert simulated.consistency == figures["consistency"]
    assert calibration.model.difficulty["bill-went-up"] == pytest.approx(
        figures["model"]["difficulty"]["bill-went-up"], abs=0.06
    )
    drawn = ElementTree.parse(tmp_path / "p.svg")
    words = [text.text or "" for text in drawn.iter() if text.tag.endswith("text")]
    assert "bill-went-up" in words
    assert "parallel forms, correlation" in words
    assert sum(square["n"] for square in figures["parallel"]) == 10


@pytest.mark.slow
def test_people_read_tables_and_the_cases_to_mend() -> None:
    found = told()
    assert found.exit_code == 0, found.output
    for words in ("reliability", "to be confirmed", "To mend", "fresh cases played", "discrimination"):
        assert words in found.stdout


@pytest.mark.slow
def test_tables_and_picture_are_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "fr")
    found = told("--plot", str(tmp_path / "p.svg"))
    assert found.exit_code == 0, found.output
    assert "fidélité" in found.stdout
    assert "reliability" not in found.stdout
    assert "candidats: 60/60" in found.stderr
    assert "Ce que change le seuil" in (tmp_path / "p.svg").read_text(encoding="utf-8")


def test_an_unknown_company_is_told() -> None:
    found = CliRunner().invoke(main, ["calibrate", "--company", "nobody"])
    assert found.exit_code != 0
    assert "Traceback" not in found.output
