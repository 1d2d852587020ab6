"""Campaigns: one job, one level, forms and rubric locked at the opening, any number of codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chattrainer.app.exams.forms import FormWish, parallel_forms
from chattrainer.content.library import Library
from chattrainer.content.rubrics import rubric_for, rubric_hash
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.model.ids import Activity, Purpose
from chattrainer.store.exam_records import Campaign, Exam
from chattrainer.store.store import Store

# Letters and digits that are not mistaken for one another, read aloud or from paper.
ALPHABET = "ACDEFHJKLMNPQRTUVWXY3479"
CODE_LENGTH = 8
# Beyond this, a typing mistake begins to hit another candidate's code.
MOST_CODES = 5_000


@dataclass(frozen=True, slots=True)
class CampaignWish:
    """What a campaign is opened with. `retention` is a profile's id (docs/exam.md); `key` signs its bundles."""

    id: str
    title: str
    form: str
    key: str
    job: str = ""
    target_level: int = 2
    places: int = 1
    purpose: Purpose = "recruitment"
    retention: str = "france"
    remote: bool = False
    activities: tuple[Activity, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def open_campaign(store: Store, wish: CampaignWish) -> Campaign:
    """Locks form and rubrics. Raises UsageError for an unknown form or an id that is taken."""
    form = store.form(wish.form)
    digest = store.save_form(form)
    settings: dict[str, Any] = {
        "job": wish.job,
        "target_level": wish.target_level,
        "places": wish.places,
        "purpose": wish.purpose,
        "retention": wish.retention,
        "remote": wish.remote,
        "key": wish.key,
        "rubrics": locked_rubrics(form),
        **wish.extra,
    }
    store.save_campaign(Campaign(id=wish.id, title=wish.title, form=digest, settings=settings, opened=""))
    return store.campaign(wish.id)


def locked_rubrics(form: ExamForm) -> dict[str, str]:
    """The rubrics' hashes by activity: what a later change is told by."""
    activities: Sequence[Activity] = form.activities or (
        "information",
        "after_sales",
        "support",
        "sales",
        "retention",
        "loyalty",
        "collection",
    )
    return {activity: rubric_hash(rubric_for(activity)) for activity in activities}


def rubric_changed(campaign: Campaign, form: ExamForm) -> bool:
    """Whether a rubric is not the one locked at the opening: old verdicts stay, new ones stand beside."""
    return bool(campaign.settings.get("rubrics") != locked_rubrics(form))


def new_codes(
    store: Store,
    campaign: Campaign,
    drawn: Sequence[tuple[str, str, int]],
    *,
    names: Sequence[str] = (),
    extra_time: int = 100,
) -> list[Exam]:
    """Exams of a campaign, one for each (id, code, seed) drawn at the edge. Raises UsageError once it is closed."""
    if campaign.closed is not None:
        raise UsageError("exam.campaign_closed", id=campaign.id)
    if len(drawn) > MOST_CODES:
        raise UsageError("exam.too_many_codes", most=MOST_CODES)
    return [
        store.save_exam(
            exam,
            code,
            campaign.form,
            seed,
            person=names[index] if index < len(names) else None,
            campaign=campaign.id,
            purpose=campaign.settings.get("purpose", "recruitment"),
            extra_time=extra_time,
        )
        for index, (exam, code, seed) in enumerate(drawn)
    ]


def stock_forms(library: Library, store: Store, wish: FormWish, count: int) -> list[tuple[str, ExamForm]]:
    """Builds parallel forms and keeps them: hash and form."""
    return [(store.save_form(form), form) for form in parallel_forms(library, wish, count)]


def code_of(random: bytes) -> str:
    """A code from random bytes: eight signs in two groups."""
    number = int.from_bytes(random, "big")
    signs = ""
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        signs += ALPHABET[index]
    return f"{signs[:4]}-{signs[4:]}"
