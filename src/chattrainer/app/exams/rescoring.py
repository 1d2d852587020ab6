"""An exam judged again by today's rubrics and model: the new result stands beside the old one."""

from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamResult


def rescored(room: TrainingRoom, code: str) -> ExamResult:
    """The result as it is today; kept, unless one with the same versions is kept already. UsageError while the
    exam goes on."""
    sitting = ExamSitting(room, code, by_todays_rubrics=True)
    if sitting.exam.state != "ended":
        raise UsageError("exam.not_over", code=sitting.exam.code)
    result = sitting.result()
    cards = sitting.cards()
    rubrics, engines = (
        "+".join(dict.fromkeys(names))
        for names in ([card.rubric.hash for card in cards], [card.engine for card in cards])
    )
    kept = {(k.model, k.rubric_hash, k.engine) for k in room.store.kept_results(sitting.exam.id)}
    if (result.model, rubrics, engines) not in kept:
        room.store.save_result(sitting.exam.id, result, rubrics, engines)
    return result
