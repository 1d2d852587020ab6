"""Casting: the same seed gives the same sitting, chats never share people or numbers, forms fix the structure."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chattrainer.content.casting import cast
from chattrainer.content.library import Library
from chattrainer.content.shelves import FolderShelf
from chattrainer.model.case import Plan
from chattrainer.model.errors import ContentError, UsageError

from .conftest import COMPANY, FIXTURES, SCENARIO, Workshop

LAMP = "late-lamp"
EVERY_SEED = st.integers(0, 2**31)


def test_the_same_seed_gives_the_same_plan(lampworks: Library) -> None:
    again = Library([FolderShelf(FIXTURES)])
    assert cast(lampworks, [LAMP], 3, 42) == cast(again, [LAMP], 3, 42)
    assert cast(lampworks, [LAMP], 3, 42) != cast(lampworks, [LAMP], 3, 43)


@given(EVERY_SEED)
@settings(max_examples=25, deadline=None)
def test_one_more_case_changes_none_before_it(seed: int) -> None:
    library = Library([FolderShelf(FIXTURES)])
    few, more = cast(library, [LAMP] * 2, 1, seed), cast(library, [LAMP] * 5, 1, seed)
    assert more.cases[:2] == few.cases


@given(EVERY_SEED)
@settings(max_examples=25, deadline=None)
def test_nobody_and_no_number_comes_twice_in_a_sitting(seed: int) -> None:
    plan = cast(Library([FolderShelf(FIXTURES)]), [LAMP] * 20, 4, seed)
    people = [case.person for case in plan.cases]
    assert len({person.email for person in people if person}) == 20
    assert len({case.values["order"] for case in plan.cases}) == 20


def test_fewer_ids_than_chats_are_repeated(lampworks: Library) -> None:
    plan = cast(lampworks, [LAMP], 3, 1)
    assert [case.chat for case in plan.cases] == [1, 2, 3]
    assert len(cast(lampworks, [LAMP] * 4, 2, 1).cases) == 4


def test_no_template_is_left_but_arguments(lampworks: Library) -> None:
    case = cast(lampworks, [LAMP], 1, 5).cases[0]
    text = json.dumps([case.scenario.model_dump(mode="json"), case.company.model_dump(mode="json")])
    assert "{" not in text.replace("{args.", "").replace('{"', "").replace("{}", "")


def test_a_drawn_case_holds_what_its_company_adds(lampworks: Library) -> None:
    case = cast(lampworks, [LAMP], 1, 5).cases[0]
    assert list(case.scenario.facts) == ["order_number", "needed_by", "preference", "email", "postcode"]
    assert "Which order is it?" in case.scenario.facts["order_number"].asked_like
    assert case.scenario.facts["order_number"].known_from == ("bot",)
    assert [action.id for action in case.scenario.actions] == ["reship", "refund", "change_email"]
    assert case.canned[0].text.startswith(f"Hello {case.person and case.person.title}")
    assert case.articles[0].id == "late-parcels"
    assert case.company.brief.startswith("Lampworks makes lamps")


def test_values_keep_their_types_in_the_ledger(lampworks: Library) -> None:
    case = cast(lampworks, [LAMP], 1, 5).cases[0]
    order = case.scenario.case["order"]
    assert isinstance(order["stock"], int)
    assert isinstance(order["amount"], float)
    assert case.scenario.records["Price"] == f"{order['amount']:.2f} pounds".replace(".00", "")


def test_wordings_by_structure_are_those_of_the_case(lampworks: Library) -> None:
    for prefers, words in (("reship", "another lamp please"), ("refund", "pay me back")):
        case = cast(lampworks, [LAMP], 1, 5, {"prefers": prefers}).cases[0]
        says = case.scenario.facts["preference"].says
        assert isinstance(says, tuple)
        assert words in says
        assert case.structure["prefers"] == prefers
        assert case.scenario.facts["preference"].value == prefers


def test_personal_values_are_those_that_tell_who_it_is(lampworks: Library) -> None:
    case = cast(lampworks, [LAMP], 1, 5).cases[0]
    assert case.person is not None
    assert case.personal == (
        case.person.name, case.person.email, case.person.postcode, case.person.phone, case.values["order"],
    )  # fmt: skip


def structures(plan: Plan) -> list[dict[str, str]]:
    return [case.structure for case in plan.cases]


@given(EVERY_SEED, EVERY_SEED)
@settings(max_examples=25, deadline=None)
def test_the_seed_never_changes_the_structure(one: int, other: int) -> None:
    library = Library([FolderShelf(FIXTURES)])
    assert structures(cast(library, [LAMP] * 3, 1, one)) == structures(cast(library, [LAMP] * 3, 1, other))


def test_uses_in_a_row_go_through_all_structures(lampworks: Library) -> None:
    seen = {tuple(sorted(s.items())) for s in structures(cast(lampworks, [LAMP] * 4, 1, 0))}
    assert len(seen) == 4


def test_a_form_fixes_the_structure(lampworks: Library) -> None:
    forms = {tuple(structures(cast(lampworks, [LAMP], 1, 0, form_seed=f))[0].values()) for f in range(20)}
    assert len(forms) == 4


def test_people_fit_what_is_asked(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "{age: [20, 70]}", "{age: [30, 50], gender: f}")
    for case in cast(workshop.library(), [LAMP] * 4, 1, 3).cases:
        assert case.person is not None
        assert case.person.gender == "f"
        assert 30 <= case.person.age <= 50


def test_more_cases_than_fitting_people_still_repeat_nobody(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "{age: [20, 70]}", "{age: [20, 22], gender: f}")
    plan = cast(workshop.library(), [LAMP] * 15, 1, 3)
    assert len({case.person for case in plan.cases}) == 15
    assert all(case.person and case.person.gender == "f" for case in plan.cases)


@pytest.mark.parametrize(
    ("ids", "chats", "choices", "key"),
    [
        ([], 1, {}, "content.no_scenario"),
        (["late-lam"], 1, {}, "content.unknown_scenario"),
        ([LAMP], 5, {}, "content.chats_out_of_range"),
        ([LAMP] * 31, 1, {}, "content.too_few_people"),
        ([LAMP], 1, {"prefer": "refund"}, "content.unknown_structure"),
        ([LAMP], 1, {"prefers": "nothing"}, "content.unknown_structure_value"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    lampworks: Library, ids: list[str], chats: int, choices: dict[str, str], key: str
) -> None:
    with pytest.raises(UsageError) as refusal:
        cast(lampworks, ids, chats, 1, choices)
    assert refusal.value.key == key


def test_a_value_that_is_not_drawn_is_told_with_its_place(workshop: Workshop) -> None:
    workshop.edit(COMPANY, '"order {order}"', '"order {ordre}"')
    with pytest.raises(ContentError) as refusal:
        cast(workshop.library(), [LAMP], 1, 1)
    text = f"{refusal.value.params['problems']:en}"
    assert "company.yaml:23:39:" in text
    assert "Did you mean “order”?" in text


def test_two_languages_do_not_mix(workshop: Workshop, tmp_path: Path) -> None:
    other = workshop.root / "fr" / "lampes"
    other.mkdir(parents=True)
    (other / "lampe.yaml").write_text("activity: sales\n", encoding="utf-8")
    with pytest.raises(UsageError) as refusal:
        cast(workshop.library(), [LAMP, "lampe"], 1, 1)
    assert refusal.value.key == "content.mixed_languages"
