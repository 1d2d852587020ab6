"""The warm-up before an exam: two easy customers of the exam's own company, in cases that are never scored."""

from chattrainer.app.opening import Wanted
from chattrainer.content.beginning import Beginning, case_text
from chattrainer.content.library import Library
from chattrainer.content.shelves import MemoryShelf
from chattrainer.engine.draws import draw
from chattrainer.model.exam import Conditions, ExamForm
from chattrainer.model.ids import Activity, Purpose

# The cases that `scenario new` begins with: the smallest that there are, of what any company has customers for.
CASES: tuple[tuple[str, Activity], ...] = (("warm-up-one", "loyalty"), ("warm-up-two", "collection"))

# Nobody is to lose a customer while she looks for a key.
PATIENCE_PERCENT = 300


def warm_up_library(library: Library, form: ExamForm) -> Library:
    """The library with the warm-up's cases besides."""
    texts = dict(
        case_text(Beginning(name, activity, form.company, form.language), library) for name, activity in CASES
    )
    return Library([MemoryShelf(texts), *library.shelves])


def warm_up(form: ExamForm, seed: int, round_: int, purpose: Purpose) -> Wanted:
    """Two customers at once, as patient as there are; another `round_` (from 0), other names."""
    return Wanted(
        scenarios=tuple(name for name, _ in CASES),
        chats=len(CASES),
        language=form.language,
        seed=draw(seed, "warm_up", round_) % (1 << 31),
        purpose=purpose,
        conditions=Conditions(extra_time_percent=PATIENCE_PERCENT),
        spelling_marks=form.spelling_marks,
    )
