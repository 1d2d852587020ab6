"""A campaign on a stock form in one step: what it can be opened with, what its form would be, and opening it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from chattrainer.app.exams.campaigns import CampaignWish, drawn_key, open_campaign
from chattrainer.app.exams.forms import FormWish, form_seed, parallel_forms
from chattrainer.content.calibration import load_calibration
from chattrainer.content.library import Library
from chattrainer.model.errors import UsageError
from chattrainer.model.exam import ExamForm, FormKind
from chattrainer.store.exam_records import Campaign
from chattrainer.store.store import Store

LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class ExamCompany:
    """A company whose cases exams are made of."""

    id: str
    language: str
    name: str
    cases: int


@dataclass(frozen=True, slots=True)
class StockWish:
    """What is chosen; everything else is as usual: the provisional cut, each activity's rubric, the retention
    profile of France, applicants who are watched. `title` empty: the company's name."""

    company: str
    language: str
    kind: FormKind
    level: int
    places: int = 1
    seed: int = 0
    title: str = ""
    job: str = ""


def exam_companies(library: Library) -> list[ExamCompany]:
    """By language and id."""
    counts = Counter((line.language, line.company) for line in library.listing())
    return [
        ExamCompany(company, language, library.company(language, company).name, cases)
        for (language, company), cases in sorted(counts.items())
    ]


def next_seed(store: Store) -> int:
    """The first that draws a form which is not here yet."""
    used = {form.seed for form in store.forms()}
    return next(seed for seed in count(1) if form_seed(seed) not in used)


def stock_form(library: Library, wish: StockWish) -> ExamForm:
    """The form that would be locked. UsageError when the company has too few cases, or the form does not go up to
    the level."""
    asked = FormWish(
        wish.kind,
        wish.company,
        wish.language,
        wish.level,
        seed=wish.seed,
        difficulty=load_calibration().model.difficulty,
    )
    [form] = parallel_forms(library, asked, 1)
    if wish.level > form.target_level:
        raise UsageError("exam.level_not_in_form", form=wish.kind, level=wish.level)
    return form


def open_on_stock_form(library: Library, store: Store, wish: StockWish) -> Campaign:
    """Builds the form and opens a campaign on it, under an id made of its title."""
    title = wish.title.strip() or library.company(wish.language, wish.company).name
    asked = CampaignWish(
        id=_free_id(title, (campaign.id for campaign in store.campaigns())),
        title=title,
        form=store.save_form(stock_form(library, wish)),
        key=drawn_key(),
        job=wish.job.strip(),
        target_level=wish.level,
        places=wish.places,
    )
    return open_campaign(store, asked)


def _free_id(title: str, taken: Iterable[str]) -> str:
    """`conseillers-mai`, then `conseillers-mai-2`: what can be typed on any keyboard."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii").casefold()
    base = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or "campaign"
    known = set(taken)
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in known:
        number += 1
    return name
