"""A campaign on a stock form in one step."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chattrainer.app.exams.stock_campaign import (
    StockWish,
    exam_companies,
    next_seed,
    open_on_stock_form,
    stock_form,
)
from chattrainer.app.room import TrainingRoom
from chattrainer.model.errors import UsageError

WISH = StockWish("maison-tilleul", "fr", "full", 2)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[TrainingRoom]:
    opened = TrainingRoom(tmp_path / "exams.db", judge_writing=False)
    yield opened
    opened.close()


def opened(room: TrainingRoom, title: str = "") -> str:
    wish = StockWish("maison-tilleul", "fr", "orientation", 1, title=title)
    return open_on_stock_form(room.library, room.store, wish).id


def test_every_company_that_has_cases_is_offered(room: TrainingRoom) -> None:
    offered = {(each.language, each.id): each for each in exam_companies(room.library)}
    assert offered["fr", "maison-tilleul"].name == "Maison Tilleul"
    assert offered["en", "wrenlink"].cases == sum(
        line.company == "wrenlink" for line in room.library.listing()
    )


def test_what_is_shown_beforehand_is_what_is_locked(room: TrainingRoom) -> None:
    shown = stock_form(room.library, WISH)
    campaign = open_on_stock_form(room.library, room.store, WISH)
    assert room.store.form(campaign.form) == shown
    assert campaign.settings["target_level"] == 2


def test_the_next_campaign_draws_another_form(room: TrainingRoom) -> None:
    forms = set()
    for _ in range(3):
        wish = replace(WISH, seed=next_seed(room.store))
        forms.add(open_on_stock_form(room.library, room.store, wish).form)
    assert len(forms) == 3


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Conseillers, été 2027", "conseillers-ete-2027"),
        ("../../etc/passwd", "etc-passwd"),
        ("<b>=1+1</b>", "b-1-1-b"),
        ("客服", "campaign"),
        ("", "maison-tilleul"),
    ],
)
def test_a_campaigns_id_can_be_typed_whatever_its_title(room: TrainingRoom, title: str, name: str) -> None:
    assert [opened(room, title), opened(room, title)] == [name, f"{name}-2"]


def test_a_level_that_the_form_does_not_reach_opens_nothing(room: TrainingRoom) -> None:
    wish = StockWish("maison-tilleul", "fr", "orientation", 3)
    with pytest.raises(UsageError, match="level_not_in_form"):
        open_on_stock_form(room.library, room.store, wish)
    assert (room.store.campaigns(), room.store.forms()) == ([], [])


def test_a_library_that_is_too_small_is_told(room: TrainingRoom) -> None:
    with pytest.raises(UsageError, match="too_few_cases"):
        stock_form(room.library, StockWish("nobody", "fr", "full", 2))
