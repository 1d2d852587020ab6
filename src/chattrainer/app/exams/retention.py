"""How long exams are kept: profiles as data, and what is due for erasure on a day."""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Literal

from pydantic import Field, ValidationError

from chattrainer.app.exams.decisions import Standing, standing
from chattrainer.app.settings import settings_path
from chattrainer.model.base import Value
from chattrainer.model.errors import UsageError
from chattrainer.store.exam_records import Exam
from chattrainer.store.store import Store

DEFAULT = "france"
FILE = "retention.toml"
MONTHS = 12
Why = Literal["decided", "talent_pool", "undecided", "unused", "contested"]


class Profile(Value):
    """How many months data are kept, from which day: see `content/retention.toml`."""

    id: str
    after_decision_months: int = Field(ge=0)
    talent_pool_months: int = Field(ge=0)
    undecided_months: int = Field(ge=0)
    unused_months: int = Field(ge=0)
    four_fifths: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When an exam is to be erased, and why then. No day while a contest is open."""

    exam: Exam
    profile: str
    why: Why
    day: date | None

    def by(self, today: date) -> bool:
        return self.day is not None and self.day <= today


def profiles() -> dict[str, Profile]:
    """The shipped profiles, and the organisation's own (which come before a shipped one of the same name)."""
    shipped = resources.files("chattrainer.content").joinpath(FILE).read_text(encoding="utf-8")
    found = _read(shipped, FILE)
    own = settings_path().with_name(FILE)
    if own.is_file():
        try:
            found |= _read(own.read_text(encoding="utf-8"), str(own))
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError("settings.broken", path=str(own), detail=str(error)) from error
    return found


def profile(name: str) -> Profile:
    """The profile of that name. Raises UsageError when there is none: nothing is erased by a guess."""
    known = profiles()
    if name not in known:
        raise UsageError("duties.unknown_profile", name=name, known=", ".join(sorted(known)))
    return known[name]


def retained(store: Store, campaign: str | None = None) -> list[Due]:
    """Every exam that is still kept, with the day it is due; the earliest first, contested ones last."""
    known = profiles()
    of_campaign = {c.id: str(c.settings.get("retention", DEFAULT)) for c in store.campaigns()}
    if campaign is not None:
        store.campaign(campaign)
    found = []
    for exam in store.exams(campaign):
        if exam.state == "erased":
            continue
        name = of_campaign.get(exam.campaign or "", DEFAULT)
        if name not in known:
            raise UsageError("duties.unknown_profile", name=name, known=", ".join(sorted(known)))
        found.append(_due(exam, known[name], standing(store.decisions(exam.id))))
    return sorted(found, key=lambda d: (d.day is None, d.day or date.max, d.exam.code))


def _due(exam: Exam, rules: Profile, now: Standing) -> Due:
    if now.contested:
        return Due(exam, rules.id, "contested", None)
    if now.latest is not None:
        pooled = now.consent and now.what != "taken_on"
        months = rules.talent_pool_months if pooled else rules.after_decision_months
        why: Why = "talent_pool" if pooled else "decided"
        return Due(exam, rules.id, why, months_after(day_of(now.latest.at), months))
    if exam.ended is not None:
        return Due(exam, rules.id, "undecided", months_after(day_of(exam.ended), rules.undecided_months))
    return Due(exam, rules.id, "unused", months_after(day_of(exam.created), rules.unused_months))


def day_of(stamp: str) -> date:
    """The day of a UTC stamp."""
    return date.fromisoformat(stamp[:10])


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where there is none."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _read(text: str, source: str) -> dict[str, Profile]:
    try:
        tables = tomllib.loads(text)
        return {name: Profile.model_validate({"id": name, **table}) for name, table in tables.items()}
    except (tomllib.TOMLDecodeError, ValidationError, TypeError) as error:
        raise UsageError("settings.broken", path=source, detail=str(error)) from error
