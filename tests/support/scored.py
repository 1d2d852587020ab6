"""Made-up sittings with made-up scores, in a real database."""

from collections.abc import Sequence

from chattrainer.app.progress import ScoredSitting
from chattrainer.model.ids import CRITERIA, Criterion
from chattrainer.store import Store
from chattrainer.store.records import Run
from tests.unit.store.sittings import ENDED, SCORECARD, opening

Scores = Sequence[float | None]
"""Latency, writing, directiveness, resolution."""


def by_criterion(scores: Scores) -> dict[Criterion, float | None]:
    return dict(zip(CRITERIA, scores, strict=True))


def mean(scores: Scores) -> float:
    known = [score for score in scores if score is not None]
    return round(sum(known) / len(known), 1)


def sat(
    store: Store,
    person: str | None,
    day: str,
    scores: Scores | float | None = 60.0,
    *,
    chats: int = 1,
    language: str = "fr",
    purpose: str = "practice",
    player: str = "person",
    shared: bool = False,
    ended: bool = True,
) -> str:
    """A sitting of that day (`10-25`), at noon; its id. `scores` None: it was never scored."""
    # A name that is refused today may stand in a database of old.
    odd = person is not None and not person.isprintable()
    opened = opening(
        person="Old Name" if odd else person,
        wall=f"2026-{day}T12:00:00Z",
        chats_at_once=chats,
        language=language,
        purpose=purpose,
        player=player,
    )
    with store.begin(opened) as writer:
        if ended:
            writer.append(ENDED)
            writer.end()
        else:
            writer.close()
    if odd:
        with store._work() as db:
            db.execute("update people set name = ? where name = 'Old Name'", [person])
    if scores is not None:
        four = [scores] * len(CRITERIA) if isinstance(scores, float) else scores
        given = {"run": writer.run_id, "language": language, "chats_at_once": chats}
        judged = {"scores": by_criterion(four), "overall": mean(four)}
        store.save_scorecard(SCORECARD.model_copy(update=given | judged))
    if shared:
        store.share(writer.run_id)
    return writer.run_id


def sitting(
    scores: Scores | float | None = 60.0, chats: int = 1, language: str = "fr", day: str = "10-25"
) -> ScoredSitting:
    """A scored sitting without a database."""
    run = Run(
        id=f"2026{day}-{chats}",
        person="Ana",
        purpose="practice",
        player="person",
        language=language,
        seed=1,
        chats_at_once=chats,
        scenarios=("a",),
        status="ended",
        opened=f"2026-{day}T12:00:00Z",
        ended=None,
        shared=False,
        head="",
        events=2,
    )
    if scores is None:
        return ScoredSitting(run, None, dict.fromkeys(CRITERIA))
    four = [scores] * len(CRITERIA) if isinstance(scores, float) else scores
    return ScoredSitting(run, mean(four), by_criterion(four), "final", "e1")
