"""Progress in words: loads, purposes, trends, and what moved most."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from chattrainer.locale.texts import Texts, languages

if TYPE_CHECKING:
    from chattrainer.app.movement import Movement
    from chattrainer.app.progress import ScoredSitting

EVEN = 1.0
"""A trend of less than so many points is told as even."""


def shown_day(texts: Texts, stamp: str, short: bool = False) -> str:
    """The day of a UTC stamp, as the reader's clock and language have it."""
    from babel.dates import format_date

    local = datetime.fromisoformat(stamp).astimezone().date()
    return format_date(local, texts("progress.short_day" if short else "progress.day"), locale=texts.language)


def points(texts: Texts, value: float) -> str:
    """`+4,2` or `−3,0`: a difference of scores."""
    sign = "−" if value < 0 else "+"
    return sign + f"{abs(value):.1f}".replace(".", texts("progress.decimal_sign"))


def trend_words(texts: Texts, trend: float | None) -> str:
    """An arrow and the points; a dash with too few sittings."""
    if trend is None:
        return "–"
    arrow = "=" if abs(trend) < EVEN else "▲" if trend > 0 else "▼"
    return f"{arrow} {points(texts, trend)}"


def purpose_words(texts: Texts, purpose: str, shared: bool) -> tuple[str, str]:
    """The purpose in full and in short. Practice that others may see is named so."""
    name = "shared" if purpose == "practice" and shared else purpose
    return texts(f"progress.purpose_of.{name}"), texts(f"progress.short_purpose_of.{name}")


def language_words(language: str) -> str:
    """A language by its own name."""
    return Texts(language)("setup.own_name") if language in languages() else language


def moved_words(texts: Texts, sittings: "Sequence[ScoredSitting]") -> str:
    """What rose most and what fell most; or why that cannot be told."""
    from chattrainer.app.movement import STIRRED, most_moved, movements
    from chattrainer.app.progress import ENOUGH_FOR_TREND

    if not movements(sittings):
        return texts("progress.moved.too_few", n=ENOUGH_FOR_TREND)
    several = len({s.run.language for s in sittings}) > 1
    rise, fall = most_moved(sittings)
    told = [("rise", rise), ("fall", fall)]
    told.sort(key=lambda pair: -abs(pair[1].change) if pair[1] else 0)
    lines = [_moved(texts, way, moved, several) for way, moved in told if moved is not None]
    return "\n".join(lines) or texts("progress.moved.none", points=f"{STIRRED:.0f}")


def _in_language(texts: Texts, language: str) -> str:
    key = f"progress.in_language.{language}"
    return texts(key) if texts.has(key) else language


def _moved(texts: Texts, way: str, moved: "Movement", with_language: bool) -> str:
    load = texts("progress.load_in" if with_language else "progress.load", n=moved.chats_at_once,
                 language=_in_language(texts, moved.language))  # fmt: skip
    return texts(
        f"progress.moved.{way}",
        criterion=texts(f"common.criterion.{moved.criterion}"),
        load=load,
        change=points(texts, moved.change),
        before=f"{moved.before:.0f}",
        after=f"{moved.after:.0f}",
        n=moved.sittings,
    )
