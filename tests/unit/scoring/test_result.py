"""The result of an exam: what is confirmed, what is not, and what isn't known."""

from itertools import permutations

import pytest

from chattrainer.model.exam import CaseEvidence, ExamForm, FormBlock, FormCase, ResultModel
from chattrainer.model.ids import Outcome
from chattrainer.scoring.result import believed, out_of_reach, prior, reliability, result_of

MODEL = ResultModel(mean=65, person_sd=10, change_mean=-4, change_sd=4, level_sd=2, case_sd=11.75)
FORM = ExamForm(
    id="f",
    kind="full",
    company="c",
    language="fr",
    blocks=tuple(FormBlock(chats=k, cases=(FormCase(scenario="s"),)) for k in (1, 2, 3)),
)


def case(chats: int, composite: float, outcome: Outcome = "solved", latency: float = 80) -> CaseEvidence:
    scores = {"latency": latency, "writing": 80.0, "directiveness": 80.0, "resolution": 80.0}
    return CaseEvidence.model_validate(
        {
            "run": "r",
            "chat": 1,
            "scenario": "s",
            "chats": chats,
            "composite": composite,
            "scores": scores,
            "outcome": outcome,
        }
    )


def full(one: float, two: float, three: float) -> list[CaseEvidence]:
    return [case(1, one)] * 2 + [case(2, two)] * 4 + [case(3, three)] * 6


def verdicts(cases: list[CaseEvidence], form: ExamForm = FORM) -> list[str]:
    return [level.result for level in result_of(cases, form, MODEL).levels]


def test_good_cases_at_every_level_confirm_all_three() -> None:
    assert verdicts(full(90, 88, 85)) == ["confirmed"] * 3
    assert result_of(full(90, 88, 85), FORM, MODEL).highest == 3


def test_bad_cases_at_every_level_confirm_none() -> None:
    assert verdicts(full(40, 35, 30)) == ["not_confirmed"] * 3


def test_a_level_near_the_cut_is_to_be_confirmed_and_says_how_many_more_cases() -> None:
    level = result_of(full(68, 68, 68), FORM, MODEL).levels[2]
    assert level.result == "to_be_confirmed"
    assert level.reasons == ("interval_holds_cut",)
    assert level.more_cases is None or level.more_cases > 0
    nearly = result_of(full(80, 76, 72), FORM, MODEL).levels[2]
    assert nearly.more_cases is not None or nearly.result == "confirmed"


def test_falling_off_with_load_confirms_the_lower_level_only() -> None:
    cases = [case(1, 92)] * 2 + [case(2, 90)] * 4 + [case(3, 35, "partial")] * 6
    assert verdicts(cases)[2] == "not_confirmed"
    assert verdicts(cases)[0] == "confirmed"


def test_one_good_case_proves_nothing() -> None:
    assert verdicts([case(1, 78)]) == ["to_be_confirmed"] * 3


def test_a_level_without_a_case_is_never_confirmed_by_the_others() -> None:
    level = result_of([case(1, 98)] * 2 + [case(2, 98)] * 8, FORM, MODEL).levels[2]
    assert level.result == "to_be_confirmed"
    assert "no_case_at_level" in level.reasons


def test_two_cases_in_three_must_have_ended_rightly() -> None:
    cases = [case(1, 95)] * 2 + [case(2, 95)] * 4 + [case(3, 95, "partial")] * 3 + [case(3, 95)] * 3
    level = result_of(cases, FORM, MODEL).levels[2]
    assert (level.result, level.reasons) == ("to_be_confirmed", ("too_few_ended_rightly",))


def test_a_criterion_under_its_floor_keeps_a_level_from_being_confirmed() -> None:
    cases = [case(1, 95, latency=45)] * 12
    level = result_of(cases, FORM, MODEL).levels[0]
    assert (level.result, level.floors_missed) == ("to_be_confirmed", ("latency",))


def test_three_implies_two_and_one() -> None:
    cases = [case(3, 99)] * 10
    assert verdicts(cases) == ["confirmed"] * 3


def test_an_orientation_never_says_not_confirmed() -> None:
    orientation = FORM.model_copy(update={"kind": "orientation"})
    assert verdicts(full(20, 20, 20), orientation) == ["to_be_confirmed"] * 3
    assert "orientation_only" in result_of(full(20, 20, 20), orientation, MODEL).levels[0].reasons


def test_a_held_result_waits_for_a_named_person() -> None:
    levels = result_of(full(95, 95, 95), FORM, MODEL, held=["misdirected_personal"]).levels
    assert {level.result for level in levels} == {"to_be_confirmed"}
    assert all("misdirected_personal" in level.reasons for level in levels)


def test_the_order_of_the_cases_does_not_matter() -> None:
    cases = [case(1, 90), case(2, 60), case(3, 40)]
    beliefs = [believed(order, MODEL) for order in permutations(cases)]
    for belief in beliefs[1:]:
        assert belief.means == pytest.approx(beliefs[0].means)


def test_few_cases_shrink_towards_the_population() -> None:
    once, often = believed([case(1, 95)], MODEL), believed([case(1, 95)] * 12, MODEL)
    assert prior(MODEL).means[0] < once.means[0] < often.means[0] < 95


def test_a_harder_case_counts_for_more() -> None:
    hard = case(1, 70).model_copy(update={"difficulty": 8.0})
    assert believed([hard], MODEL).means[0] > believed([case(1, 70)], MODEL).means[0]


def test_a_block_is_skipped_only_from_four_cases_at_two_chats_on() -> None:
    weak = [case(1, 20)] * 2
    assert not out_of_reach([*weak, *[case(2, 15)] * 3], 3, FORM, MODEL)
    assert out_of_reach([*weak, *[case(2, 15)] * 4], 3, FORM, MODEL)
    assert not out_of_reach([*weak, *[case(2, 70)] * 4], 3, FORM, MODEL)


def test_reliability_follows_spearman_and_brown() -> None:
    assert reliability(1, MODEL) == pytest.approx(0.42, abs=0.001)
    assert reliability(12, MODEL) == pytest.approx(12 * 0.42 / (1 + 11 * 0.42), abs=0.001)
    assert reliability(0, MODEL) is None
