"""Rubrics locked when a campaign is opened: kept whole, so that a changed file changes no candidate's exam."""

from collections.abc import Iterable
from typing import Any

from chattrainer.app.judging import Rubrics
from chattrainer.content.rubrics import GENERAL, load_rubric, rubric_for, rubric_hash
from chattrainer.model.exam import ExamForm
from chattrainer.model.ids import ACTIVITIES, Activity
from chattrainer.model.rubric import RubricSet
from chattrainer.store.exam_records import Campaign

HASHES, WHOLE = "rubrics", "rubric_set"


def lock_of(form: ExamForm) -> dict[str, Any]:
    """What a campaign's settings keep: each rubric's digest by activity, and all of what they say."""
    today = _today(form)
    return {HASHES: _hashes(today, form), WHOLE: today.model_dump(mode="json")}


def rubrics_of(form: ExamForm, campaign: Campaign | None) -> Rubrics | None:
    """What the campaign's exams are scored by; without a campaign, the form's own; None: each activity's of today."""
    if campaign is not None and WHOLE in campaign.settings:
        return Rubrics(locked=RubricSet.model_validate(campaign.settings[WHOLE]))
    return todays(form)


def todays(form: ExamForm) -> Rubrics | None:
    """What the form would be scored by if it were opened today. None: each activity's own."""
    return Rubrics(named=form.rubric) if form.rubric is not None else None


def changed_since(campaign: Campaign, form: ExamForm, played: Iterable[Activity]) -> bool:
    """Whether a rubric of these activities is another one today: old verdicts stay, new ones stand beside."""
    locked, today = campaign.settings.get(HASHES, {}), _hashes(_today(form), form)
    return any(today.get(activity) != locked[activity] for activity in set(played) & set(locked))


def _today(form: ExamForm) -> RubricSet:
    if form.rubric is not None:
        return RubricSet(default=load_rubric(form.rubric))
    return RubricSet(default=load_rubric(GENERAL), by_activity={a: rubric_for(a) for a in _activities(form)})


def _hashes(rubrics: RubricSet, form: ExamForm) -> dict[str, str]:
    return {activity: rubric_hash(rubrics.of(activity)) for activity in _activities(form)}


def _activities(form: ExamForm) -> tuple[Activity, ...]:
    return form.activities or ACTIVITIES
