"""How long a report takes to write, and a comparison of thousands."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from chattrainer.app.exams.campaigns import CampaignWish, open_campaign
from chattrainer.app.exams.comparing import compared
from chattrainer.app.exams.file import exam_file
from chattrainer.app.exams.forms import FormWish, build_form
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.locale.texts import Texts
from chattrainer.reports import comparison, exam_report
from chattrainer.store.store import Store

CAMPAIGN = "benchmark"
# Of one exam, by which it is seen that two candidates wrote the same.
LONG_MESSAGES = 20


@dataclass(frozen=True)
class Took:
    """Seconds: by the clock, and of the processor."""

    wall_s: float
    cpu_s: float


def took(work: Callable[[], object]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - wall, time.process_time() - cpu)


def times(candidates: int, company: str, language: str) -> tuple[Took, Took, Took]:
    """(one full exam's report as HTML, the comparison of so many as rows, the same as HTML)."""
    texts = Texts(language)
    with TemporaryDirectory(prefix="chattrainer-benchmark-") as place:
        room = TrainingRoom(Path(place) / "exams.db", judge_writing=False)
        try:
            form = build_form(room.library, FormWish("full", company, language))
            room.store.save_form(form)
            open_campaign(room.store, CampaignWish(CAMPAIGN, "Benchmark", form.id, "k" * 32, target_level=2))
            locked = room.store.campaign(CAMPAIGN).form
            room.store.save_exam("x0", "CODE0", locked, 1, person="Camille Robin", campaign=CAMPAIGN)
            sit(ExamSitting(room, "CODE0"), "average")
            report = took(lambda: exam_report.exam_html(exam_file(room, "CODE0"), texts))
            _fill(room.store, locked, candidates)
            rows = took(lambda: comparison.document(compared(room.store, CAMPAIGN)))
            page = took(lambda: comparison.comparison_html(compared(room.store, CAMPAIGN), texts))
            return report, rows, page
        finally:
            room.close()


def _fill(store: Store, form: str, candidates: int) -> None:
    """As many candidates as that, with results like the one that was played, a little better or worse."""
    played = store.kept_results("x0")[0].result
    for number in range(1, candidates):
        name = f"x{number}"
        off = (number * 7919 % 61 - 30) / 2
        store.save_exam(name, f"C{number:05d}", form, number, person=f"Person {number}", campaign=CAMPAIGN)
        store.set_exam_state(name, "ended")
        levels = tuple(
            level.model_copy(update={k: round(getattr(level, k) + off, 2) for k in ("mean", "low", "high")})
            for level in played.levels
        )
        store.keep_texts(name, (f"{number}:{nth}" for nth in range(LONG_MESSAGES)))
        store.save_result(name, played.model_copy(update={"levels": levels}), "hash", "none")
