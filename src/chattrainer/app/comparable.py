"""Which scores can be compared: written quality, and the overall score with it, only by the same proofreader."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from chattrainer.app.progress import ScoredSitting

ENGINE_BOUND = ("writing", "overall")
"""What a proofreader, its version and its policy decide."""

MARK = "≠"
"""Stands beside a score that another proofreader gave than the latest one's."""


class Scored(Protocol):
    """A sitting in a list. `when`: a UTC stamp; `engine`: None or empty where nothing was scored."""

    @property
    def language(self) -> str: ...

    @property
    def when(self) -> str: ...

    @property
    def engine(self) -> str | None: ...


def apart(sittings: Sequence[Scored]) -> list[bool]:
    """For each sitting, whether another engine or policy judged it than the latest one in its language."""
    latest: dict[str, tuple[str, str]] = {}
    for sitting in sittings:
        if sitting.engine and sitting.when >= latest.get(sitting.language, ("", ""))[0]:
            latest[sitting.language] = (sitting.when, sitting.engine)
    return [bool(s.engine) and s.engine != latest[s.language][1] for s in sittings]


def alike(sittings: "Iterable[ScoredSitting]") -> "list[ScoredSitting]":
    """The sittings whose written quality can be compared with the latest one's."""
    listed = list(sittings)
    return [s for s, other in zip(listed, apart(listed), strict=True) if not other]
