"""The files that `chattrainer calibrate` writes: the calibration's own, and a picture."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chattrainer.content.calibration import Calibration, Simulated, calibration_file, load_calibration
from chattrainer.content.calibration_file import with_difficulty, with_simulated
from chattrainer.locale.texts import Texts
from chattrainer.model.errors import UsageError
from chattrainer.reports.calibration_picture import picture


def write_calibration(told: Sequence[Mapping[str, Any]]) -> Path:
    """Into the first calibration file of the rubric folders. Of several settings, the one that the model assumes."""
    path = calibration_file()
    known = load_calibration()
    figures = min(told, key=lambda f: _far_from_model(f, known))
    names = set(Simulated.model_fields) - {"kind"}
    found = Simulated.model_validate(
        {"kind": "full", **{name: value for name, value in figures.items() if name in names}}
    )
    text = path.read_text(encoding="utf-8")
    try:
        text = with_difficulty(text, known.model.difficulty, figures["model"]["difficulty"])
    except ValueError as error:
        raise UsageError("exam.calibration_not_written", file=str(path), why=str(error)) from error
    path.write_text(with_simulated(text, known.simulated, found), encoding="utf-8")
    return path


def write_picture(path: Path, figures: Mapping[str, Any], texts: Texts) -> None:
    """An SVG of the first setting."""
    try:
        path.write_text(picture(figures, texts), encoding="utf-8")
    except OSError as error:
        raise UsageError(
            "exam.picture_not_written", file=str(path), why=error.strerror or str(error)
        ) from error


def _far_from_model(figures: Mapping[str, Any], known: Calibration) -> float:
    spread, reliability = float(figures["spread"]), float(figures["case_reliability_seen"])
    return abs(spread - known.model.person_sd) + 10 * abs(reliability - known.model.case_reliability)
