"""A campaign with exams that robots took, played once a process and copied for each test."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from chattrainer.app.exams.campaigns import CampaignWish, new_codes, open_campaign
from chattrainer.app.exams.forms import FormWish, build_form
from chattrainer.app.exams.robots import sit
from chattrainer.app.exams.sitting import ExamSitting
from chattrainer.app.room import TrainingRoom
from chattrainer.store import Store

CODE = "ACDE-FH34"
TWIN = "ACDE-FH79"
HOSTILE = "ACDE-FHXY"
NAME = "Camille Robin"
MARKUP = "<script>alert(1)</script>"
CAMPAIGN = "printemps"


@cache
def _played() -> Path:
    """One exam taken by a robot under a person's name; a second candidate of the same name and one whose name is
    markup have not begun."""
    folder = Path(tempfile.mkdtemp(prefix="chattrainer-exams-"))
    room = TrainingRoom(folder / "exams.db", judge_writing=False)
    form = build_form(room.library, FormWish("orientation", "maison-tilleul", "fr", seed=3))
    room.store.save_form(form)
    wish = CampaignWish(CAMPAIGN, "Printemps", form.id, "k" * 32, job="Conseiller", target_level=1)
    campaign = open_campaign(room.store, wish)
    drawn = [("x1", CODE, 5), ("x2", TWIN, 6), ("x3", HOSTILE, 7)]
    new_codes(room.store, campaign, drawn, names=(NAME, NAME, MARKUP), extra_time=133)
    room.store.acknowledge("x1", "1", "fr")
    sit(ExamSitting(room, CODE), "average")
    room.close()
    return folder / "exams.db"


def played_exams(path: Path) -> Path:
    """A database of its own, with the campaign in it."""
    with Store.open(_played()) as store:
        store._db.execute("vacuum into ?", [str(path)])
    return path


def remove_played() -> None:
    """Takes the shared database away."""
    if _played.cache_info().currsize:
        shutil.rmtree(_played().parent)
        _played.cache_clear()
