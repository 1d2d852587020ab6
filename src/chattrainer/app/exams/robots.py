"""A robot takes an exam, as fast as the machine allows."""

from chattrainer.app.exams.course import Part
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.model.exam import ExamResult


def sit(exam: ExamSitting, robot: str) -> ExamResult:
    """Plays all parts with the robot of that name, and ends the exam."""
    while isinstance(part := exam.next(), Part):
        run, _, _ = exam.room.simulate(exam.wanted(part, robot))
        exam.begun(part, run)
    return exam.end()
