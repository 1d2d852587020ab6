"""What the library as a whole has to offer: numbers, kinds, and how customers come and end."""

from collections import Counter
from functools import cache

from chattrainer.content.casting import whole_of
from chattrainer.content.library import load_library
from chattrainer.content.paths import ContentPaths, shipped_folder
from chattrainer.model.ids import ACTIVITIES, CRITERIA, RIGHT_ENDS
from chattrainer.model.scenario import (
    DigressionMove,
    ObjectionMove,
    QuestionMove,
    Scenario,
    SecondRequestMove,
)

SCENARIOS, RUBRICS = shipped_folder("scenarios"), shipped_folder("rubrics")
assert SCENARIOS is not None
assert RUBRICS is not None
LIBRARY = load_library(ContentPaths((SCENARIOS,), (RUBRICS,)))
FEWEST = {"fr": 32, "en": 12}
FEWEST_OF_A_COMPANY = {"maison-tilleul": 16, "marelie": 16, "wrenlink": 12}
STORY_WORDS = 40


@cache
def cases() -> tuple[Scenario, ...]:
    """Each with what its company adds."""
    return tuple(whole_of(LIBRARY, name).scenario for name in LIBRARY.scenario_ids)


def share(having: int) -> float:
    return having / len(cases())


def stories(case: Scenario) -> list[str]:
    return [o for o in case.opening if isinstance(o, str) and len(o.split()) >= STORY_WORDS]


def starts(case: Scenario, kind: str) -> bool:
    return any(getattr(before, kind) is not None for before in case.before)


def test_there_are_enough_cases_in_each_language() -> None:
    languages = Counter(case.language for case in cases())
    assert {code: languages[code] >= least for code, least in FEWEST.items()} == dict.fromkeys(
        FEWEST, True
    ), languages


def test_each_company_can_carry_exams_of_its_own() -> None:
    companies = Counter(case.company for case in cases())
    for company, least in FEWEST_OF_A_COMPANY.items():
        assert companies[company] >= least, companies


def test_all_activities_are_there_in_both_languages() -> None:
    for language in FEWEST:
        found = {case.activity for case in cases() if case.language == language}
        assert found == set(ACTIVITIES), (language, set(ACTIVITIES) - found)


def test_difficulties_go_from_one_to_five() -> None:
    assert {case.difficulty for case in cases()} == {1, 2, 3, 4, 5}


def test_lengths_go_from_short_questions_to_long_diagnoses() -> None:
    minutes = [case.expected_minutes for case in cases()]
    assert min(minutes) <= 3
    assert max(minutes) >= 9


def test_about_a_quarter_come_from_a_bot_and_a_quarter_had_an_earlier_contact() -> None:
    assert 0.18 <= share(sum(starts(case, "bot") for case in cases())) <= 0.35
    assert 0.18 <= share(sum(starts(case, "contact") for case in cases())) <= 0.35


def test_about_a_fifth_have_a_second_request() -> None:
    second = sum(any(isinstance(m, SecondRequestMove) for m in case.behaviour) for case in cases())
    assert 0.15 <= share(second) <= 0.30


def test_about_a_third_of_the_openings_tell_a_whole_story() -> None:
    """Counted by opening: each is as likely as the others of its case."""
    told = sum(len(stories(case)) / len(case.opening) for case in cases())
    assert 0.25 <= share(1) * told <= 0.45, share(1) * told


def test_right_ends_are_solutions_refusals_and_escalations() -> None:
    ends = Counter(
        outcome
        for case in cases()
        for outcome in {name for rule in case.resolution for name in rule if name in RIGHT_ENDS}
    )
    assert ends["refused"] >= 4, ends
    assert ends["escalated"] >= 4, ends


def test_publics_moods_and_manners_differ() -> None:
    assert {case.customer.public.digital_ease for case in cases()} == {"low", "medium", "high"}
    assert len({case.customer.mood for case in cases()}) >= 6
    assert any(case.proactive for case in cases())
    for language in FEWEST:
        formal = {case.customer.public.formality for case in cases() if case.language == language}
        assert len(formal) >= 2, language


def test_each_case_differs_from_draw_to_draw_and_takes_finding_out() -> None:
    for case in cases():
        useful = [name for name, fact in case.facts.items() if fact.asked_like]
        assert len(case.draw) >= 2, case.id
        assert len(useful) >= 5, case.id
        assert any(fact.needed for fact in case.facts.values()), case.id


def test_each_case_has_two_objections_or_digressions() -> None:
    for case in cases():
        own = [m for m in case.behaviour if isinstance(m, ObjectionMove | DigressionMove | QuestionMove)]
        assert len(own) >= 2, case.id


def test_each_case_has_a_model_conversation_and_advice_per_criterion() -> None:
    for case in cases():
        assert case.coaching.model, case.id
        assert set(case.coaching.advice) == set(CRITERIA), case.id


def test_articles_are_short_and_briefs_are_a_page_or_two() -> None:
    for language in FEWEST:
        for company_id in LIBRARY.company_ids(language):
            company = LIBRARY.company(language, company_id)
            long = [a.id for a in company.articles if len(a.text.split()) > 120]
            assert not long, (company_id, long)
            assert 300 <= len(company.brief.split()) <= 1300, (company_id, len(company.brief.split()))
