"""How good a form is, as simulated: from `rubrics/calibration.yaml`, or nothing."""

from chattrainer.content.calibration import Calibration, Simulated
from chattrainer.model.exam import ExamForm


def simulated_for(form: ExamForm, calibration: Calibration) -> Simulated | None:
    """The figures of a form's shape for its company; None where nobody simulated it."""
    return next((s for s in calibration.simulated if s.kind == form.kind and s.company == form.company), None)
