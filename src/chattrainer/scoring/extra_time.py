"""Extra time: a multiplier on the curves that count seconds, without a reason asked."""

from chattrainer.model.rubric import Curve, MeasureRule, Rubric, RubricSet

NONE = 100
# Latency measures whose value is a time; shares are counted against a time in their parameters.
TIMES = frozenset({"first_response", "first_useful", "reply_median"})
THRESHOLD = "over_s"


def with_extra_time(rubrics: RubricSet, percent: int) -> RubricSet:
    """The rubrics with latency curves of so many percent of their seconds."""
    if percent == NONE:
        return rubrics
    return RubricSet(
        default=_stretched(rubrics.default, percent),
        by_activity={
            activity: _stretched(rubric, percent) for activity, rubric in rubrics.by_activity.items()
        },
    )


def _stretched(rubric: Rubric, percent: int) -> Rubric:
    latency = {name: _rule(name, rule, percent) for name, rule in rubric.measures["latency"].items()}
    return rubric.model_copy(update={"measures": {**rubric.measures, "latency": latency}})


def _rule(name: str, rule: MeasureRule, percent: int) -> MeasureRule:
    if name not in TIMES:
        params = {n: v * percent / 100 if n == THRESHOLD else v for n, v in rule.params.items()}
        return rule.model_copy(update={"params": params})
    return rule.model_copy(
        update={
            "curve": _longer(rule.curve, percent) if rule.curve else None,
            "curve_by_chats": {chats: _longer(c, percent) for chats, c in rule.curve_by_chats.items()},
        }
    )


def _longer(curve: Curve, percent: int) -> Curve:
    return Curve(full=curve.full * percent / 100, zero=curve.zero * percent / 100)
