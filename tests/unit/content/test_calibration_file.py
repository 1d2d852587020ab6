"""What a calibration found is put into its file; what people wrote there stays."""

from pathlib import Path

import pytest

from chattrainer.content.calibration import Simulated, calibration_file, load_calibration
from chattrainer.content.calibration_file import with_difficulty, with_simulated
from chattrainer.content.paths import ContentPaths

FOUND = Simulated(
    kind="full",
    company="maison-tilleul",
    candidates=1000,
    spread=10,
    case_reliability=0.42,
    reliability=0.881,
    standard_error=3.2,
    consistency=0.74,
    reader="reader-2.3+usem3",
)


def in_place(tmp_path: Path, text: str) -> ContentPaths:
    (tmp_path / "calibration.yaml").write_text(text, encoding="utf-8")
    return ContentPaths(scenarios=(), rubrics=(tmp_path,))


def shipped() -> str:
    return calibration_file().read_text(encoding="utf-8")


def test_difficulties_and_figures_are_found_again(tmp_path: Path) -> None:
    text = with_simulated(with_difficulty(shipped(), {}, {"a-case": 4.321, "b-case": -0.5}), (), FOUND)
    loaded = load_calibration(in_place(tmp_path, text))
    assert loaded.model.difficulty == {"a-case": 4.3, "b-case": -0.5}
    assert loaded.simulated == (FOUND,)
    assert loaded.population == load_calibration().population


def test_what_people_wrote_stays() -> None:
    text = with_difficulty(shipped(), {}, {"a-case": 1})
    comments = [line for line in shipped().splitlines() if line.lstrip().startswith("#")]
    assert comments
    assert [line for line in comments if line not in text] == []


def test_a_later_calibration_takes_the_place_of_the_earlier_and_spares_other_companies(
    tmp_path: Path,
) -> None:
    other = FOUND.model_copy(update={"company": "marelie"})
    text = with_simulated(with_simulated(shipped(), (), other), (other,), FOUND)
    later = FOUND.model_copy(update={"reliability": 0.9})
    known = load_calibration(in_place(tmp_path, text)).simulated
    text = with_simulated(text, known, later)
    text = with_difficulty(with_difficulty(text, {}, {"of-marelie": 2}), {"of-marelie": 2}, {"a-case": 1})
    loaded = load_calibration(in_place(tmp_path, text))
    kept = [s for s in loaded.simulated if s.company in ("marelie", "maison-tilleul")]
    assert later in kept
    assert other in kept
    assert FOUND not in kept
    assert loaded.model.difficulty == {"a-case": 1, "of-marelie": 2}


def test_a_file_without_the_place_is_told() -> None:
    with pytest.raises(ValueError, match="difficulty"):
        with_difficulty("model: {}\n", {}, {"a-case": 1})
