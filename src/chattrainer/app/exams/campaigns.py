"""Campaigns: one job, one level, forms and rubric locked at the opening, any number of codes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from chattrainer.app.exams.forms import FormWish, parallel_forms
from chattrainer.app.exams.locking import lock_of
from chattrainer.app.exams.retention import profile
from chattrainer.content.library import Library
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm
from chattrainer.model.ids import Purpose
from chattrainer.store.exam_records import Campaign, Exam
from chattrainer.store.people import alike, refuse_odd
from chattrainer.store.store import Store

# Letters and digits that are not mistaken for one another, read aloud or from paper.
ALPHABET = "ACDEFHJKLMNPQRTUVWXY3479"
CODE_LENGTH = 8
RANDOM_BYTES = 12
KEY_BYTES = 32
MOST_SEED = 2**31
USUAL_LEVEL = 2
# Beyond this, a typing mistake begins to hit another candidate's code.
MOST_CODES = 5_000


@dataclass(frozen=True, slots=True)
class CampaignWish:
    """What a campaign is opened with. `retention` is a profile's id (docs/dpo.md); `key` signs its bundles.

    `target_level` None: the form's own, and two chats at once for a full form.
    """

    id: str
    title: str
    form: str
    key: str
    job: str = ""
    target_level: int | None = None
    places: int = 1
    purpose: Purpose = "recruitment"
    retention: str = "france"
    remote: bool = False
    extra: dict[str, Any] = field(default_factory=dict)


def open_campaign(store: Store, wish: CampaignWish) -> Campaign:
    """Locks form and rubrics. Raises UsageError for an unknown form or profile, an id that is taken, and a level
    that the form does not show."""
    form = store.form(wish.form)
    profile(wish.retention)
    target = wish.target_level or (USUAL_LEVEL if form.kind == "full" else form.target_level)
    if target > max(block.chats for block in form.blocks):
        raise UsageError("exam.level_not_in_form", form=form.id, level=target)
    digest, _ = store.form_text(wish.form)
    settings: dict[str, Any] = {
        "job": wish.job,
        "target_level": target,
        "places": wish.places,
        "purpose": wish.purpose,
        "retention": wish.retention,
        "remote": wish.remote,
        "key": wish.key,
        **lock_of(form),
        **wish.extra,
    }
    store.save_campaign(Campaign(id=wish.id, title=wish.title, form=digest, settings=settings, opened=""))
    return store.campaign(wish.id)


def new_codes(
    store: Store,
    campaign: Campaign,
    drawn: Sequence[tuple[str, str, int]],
    *,
    names: Sequence[str] = (),
    extra_time: int = 100,
) -> list[Exam]:
    """Exams of a campaign, one for each (id, code, seed) drawn at the edge. Raises UsageError once it is closed,
    and for what cannot be a name."""
    if campaign.closed is not None:
        raise UsageError("exam.campaign_closed", id=campaign.id)
    if len(drawn) > MOST_CODES:
        raise UsageError("exam.too_many_codes", most=MOST_CODES)
    for name in names:
        # Before any code is made: of a list with a name that cannot be one, none is.
        refuse_odd(name)
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


def homonyms(store: Store, exams: Sequence[Exam]) -> list[tuple[str, list[str]]]:
    """Names of these exams that other exams have too, with all their codes: they may be several people's.

    Names that look the same are the same here.
    """
    codes: dict[str, list[str]] = {}
    for exam in store.exams():
        if exam.person is not None and exam.state != "erased":
            codes.setdefault(alike(exam.person), []).append(exam.code)
    names = {alike(exam.person): exam.person for exam in exams if exam.person is not None}
    return [(name, codes[key]) for key, name in names.items() if len(codes.get(key, ())) > 1]


def withdraw(store: Store, code: str) -> Exam:
    """A candidate takes no part any more. UsageError when the exam is over, or goes on at this moment."""
    exam = store.exam(code)
    if exam.state not in ("created", "begun"):
        raise UsageError("exam.already_ended" if exam.state == "ended" else "exam.withdrawn", code=exam.code)
    if not store.hold_exam(exam.id):
        raise UsageError("exam.in_use", code=exam.code)
    try:
        return store.set_exam_state(exam.id, "withdrawn")
    finally:
        store.let_exam_go(exam.id)


def reinstate(store: Store, code: str) -> Exam:
    """A candidate who had withdrawn takes part after all, from where the exam stood."""
    exam = store.exam(code)
    if exam.state != "withdrawn":
        raise UsageError("exam.not_withdrawn", code=exam.code)
    return store.set_exam_state(exam.id, "begun" if store.parts(exam.id) else "created")


def stock_forms(library: Library, store: Store, wish: FormWish, count: int) -> list[tuple[str, ExamForm]]:
    """Builds parallel forms and keeps them: hash and form."""
    return [(store.save_form(form), form) for form in parallel_forms(library, wish, count)]


def drawn_at_random() -> tuple[str, str, int]:
    """Id, code and seed of an exam that nobody can guess."""
    return (
        f"x{secrets.token_hex(6)}",
        code_of(secrets.token_bytes(RANDOM_BYTES)),
        secrets.randbelow(MOST_SEED),
    )


def drawn_key() -> str:
    """What signs a campaign's kits and bundles."""
    return secrets.token_hex(KEY_BYTES)


def code_of(random: bytes) -> str:
    """A code from random bytes: eight signs in two groups."""
    number = int.from_bytes(random, "big")
    signs = ""
    for _ in range(CODE_LENGTH):
        number, index = divmod(number, len(ALPHABET))
        signs += ALPHABET[index]
    return f"{signs[:4]}-{signs[4:]}"
