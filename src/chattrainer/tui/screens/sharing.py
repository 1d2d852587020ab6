"""Before a sitting of free practice is shown to others: who will see it, and what."""

from typing import TYPE_CHECKING

from chattrainer.tui.screens.confirm import Answer, ConfirmScreen
from chattrainer.tui.widgets.sitting_line import shown_when

if TYPE_CHECKING:
    from chattrainer.app.progress import ScoredSitting
    from chattrainer.tui.screens.base import Place


async def ask_to_share(place: "Place", sitting: "ScoredSitting") -> bool:
    """Whether the person wants it shared; or no longer, when it is. What is no free practice is told so."""
    run, texts = sitting.run, place.texts
    if run.purpose != "practice":
        place.notify(texts(f"progress.not_shared.{run.purpose}"), markup=False)
        return False
    verb = "unshare" if run.shared else "share"
    load = texts("progress.load", n=run.chats_at_once)
    question = texts(f"progress.{verb}.question", when=shown_when(texts, run.opened), load=load)
    answers = [
        Answer("no", texts(f"progress.{verb}.no")),
        Answer("yes", texts(f"progress.{verb}.yes"), weighty=True),
    ]
    title = texts(f"progress.{verb}.title")
    return await place.app.push_screen_wait(ConfirmScreen(title, question, answers)) == "yes"
