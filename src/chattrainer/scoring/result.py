"""From the cases of one person to the result of an exam: one closed-form normal model with given variances.

The three levels (one, two, three chats at once) have a joint normal prior: a level of the person, a change for each
added chat, a deviation of each level. Every case updates them in turn, which is exact for normal variables and the
same in any order. So levels support each other, and few cases shrink towards the population.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from chattrainer.model.exam import LEVELS, CaseEvidence, Decay, ExamForm, ExamResult, Level, ResultModel
from chattrainer.model.ids import CRITERIA, RIGHT_ENDS, Criterion, LevelResult

# Half the width of a 90 % interval, in standard deviations.
Z_90 = 1.6448536269514722
# A block is skipped when its level is above the cut with less than this chance: 2.326 standard deviations below.
Z_OUT_OF_REACH = 2.3263478740408408
CASES_BEFORE_SKIPPING = 4
MOST_FURTHER_CASES = 24
RIGHTLY_SHARE = 2 / 3
Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """The joint normal belief about the three levels: means and covariances, in points and points squared."""

    means: tuple[float, ...]
    covariances: Matrix

    def updated(self, level: int, value: float, variance: float) -> "Belief":
        """After one more case at `level` (index from 0) with `value`."""
        column = [row[level] for row in self.covariances]
        whole = column[level] + variance
        gain = [c / whole for c in column]
        means = tuple(m + g * (value - self.means[level]) for m, g in zip(self.means, gain, strict=True))
        covariances = tuple(
            tuple(cell - gain[i] * column[j] for j, cell in enumerate(row))
            for i, row in enumerate(self.covariances)
        )
        return Belief(means, covariances)

    def sd(self, level: int) -> float:
        return sqrt(max(0.0, self.covariances[level][level]))


def prior(model: ResultModel) -> Belief:
    """What is believed of a person before the first case."""
    means = tuple(model.mean + model.change_mean * k for k in range(len(LEVELS)))
    covariances = tuple(
        tuple(
            model.person_sd**2 + model.change_sd**2 * i * j + (model.level_sd**2 if i == j else 0.0)
            for j in range(len(LEVELS))
        )
        for i in range(len(LEVELS))
    )
    return Belief(means, covariances)


def believed(cases: Sequence[CaseEvidence], model: ResultModel) -> Belief:
    """The belief after the cases, each freed of its difficulty."""
    belief = prior(model)
    for case in cases:
        belief = belief.updated(case.chats - 1, case.composite + case.difficulty, model.case_sd**2)
    return belief


def result_of(
    cases: Sequence[CaseEvidence],
    form: ExamForm,
    model: ResultModel,
    *,
    void: int = 0,
    held: Sequence[str] = (),
    flags: Sequence[str] = (),
) -> ExamResult:
    """The result of an exam. `cases` are the scored ones that are not void; `held` are reasons that keep every
    level from being confirmed until a named person has looked."""
    belief = believed(cases, model)
    levels = _implied([_level(k, cases, form, model, belief, held) for k in LEVELS])
    highest = max((level.chats for level in levels if level.result == "confirmed"), default=None)
    return ExamResult(
        form=form.id,
        model=model.id,
        cut=form.cut,
        provisional_cut=form.provisional_cut,
        levels=tuple(levels),
        highest=highest,
        decay=tuple(
            _decay(belief, k) for k in range(1, len(LEVELS)) if _seen(cases, k) and _seen(cases, k + 1)
        ),
        train_for_next=_to_train(cases, form, (highest or 0) + 1),
        scores={c: _mean([case.scores.get(c) for case in cases]) for c in CRITERIA},
        reliability=reliability(len(cases), model),
        standard_error=round(model.case_sd / sqrt(len(cases)), 2) if cases else None,
        void=void,
        flags=tuple(flags),
    )


def reliability(cases: int, model: ResultModel) -> float | None:
    """The share of the variance of a mean over so many cases that is the person's (Spearman and Brown)."""
    if not cases:
        return None
    one = model.case_reliability
    return round(cases * one / (1 + (cases - 1) * one), 3)


def out_of_reach(cases: Sequence[CaseEvidence], chats: int, form: ExamForm, model: ResultModel) -> bool:
    """Whether the block at `chats` may be skipped: never before four cases at two chats."""
    if sum(case.chats >= 2 for case in cases) < CASES_BEFORE_SKIPPING:
        return False
    belief = believed(cases, model)
    return belief.means[chats - 1] + Z_OUT_OF_REACH * belief.sd(chats - 1) < form.cut


def _level(
    chats: int,
    cases: Sequence[CaseEvidence],
    form: ExamForm,
    model: ResultModel,
    belief: Belief,
    held: Sequence[str],
) -> Level:
    here = [case for case in cases if case.chats == chats]
    mean, sd = belief.means[chats - 1], belief.sd(chats - 1)
    low, high = mean - Z_90 * sd, mean + Z_90 * sd
    rightly = sum(case.outcome in RIGHT_ENDS for case in here)
    missed = tuple(
        c for c in CRITERIA if (m := _mean([x.scores.get(c) for x in here])) is not None and m < form.floor
    )
    why = _reasons(here, rightly, missed, held)
    verdict: LevelResult = "to_be_confirmed"
    if low > form.cut and not why:
        verdict = "confirmed"
    elif high < form.cut and form.kind != "orientation":
        verdict = "not_confirmed"
    if verdict == "to_be_confirmed" and high < form.cut:
        why = ("orientation_only", *why)
    elif verdict == "to_be_confirmed" and low <= form.cut:
        why = ("interval_holds_cut", *why)
    return Level(
        chats=chats,
        result=verdict,
        mean=round(mean, 2),
        sd=round(sd, 2),
        low=round(low, 2),
        high=round(high, 2),
        cases=len(here),
        ended_rightly=rightly,
        floors_missed=missed,
        reasons=why if verdict == "to_be_confirmed" else (),
        more_cases=_more_cases(mean, sd, form.cut, model) if verdict == "to_be_confirmed" else None,
    )


def _reasons(
    here: Sequence[CaseEvidence], rightly: int, missed: Sequence[Criterion], held: Sequence[str]
) -> tuple[str, ...]:
    """What keeps a level from being confirmed, beside its interval."""
    why = list(held)
    if not here:
        why.append("no_case_at_level")
    elif rightly < RIGHTLY_SHARE * len(here):
        why.append("too_few_ended_rightly")
    why += [f"floor_{criterion}" for criterion in missed]
    return tuple(why)


def _more_cases(mean: float, sd: float, cut: float, model: ResultModel) -> int | None:
    """How many more cases at the level would take its interval off the cut, were its mean to stay.

    None when no number within reach would, and when it is off the cut already: other reasons hold it then.
    """
    if abs(mean - cut) > Z_90 * sd:
        return None
    for more in range(1, MOST_FURTHER_CASES + 1):
        further = sqrt(1 / (1 / sd**2 + more / model.case_sd**2))
        if abs(mean - cut) > Z_90 * further:
            return more
    return None


def _implied(levels: Sequence[Level]) -> list[Level]:
    """Three implies two, two implies one."""
    settled = list(levels)
    for index in range(len(settled) - 2, -1, -1):
        if settled[index + 1].result == "confirmed" and settled[index].result != "confirmed":
            settled[index] = settled[index].model_copy(
                update={"result": "confirmed", "reasons": ("implied",), "more_cases": None}
            )
    return settled


def _decay(belief: Belief, chats: int) -> Decay:
    low, high = chats - 1, chats
    cov = belief.covariances
    sd = sqrt(max(0.0, cov[low][low] + cov[high][high] - 2 * cov[low][high]))
    change = belief.means[high] - belief.means[low]
    return Decay(
        from_chats=chats,
        to_chats=chats + 1,
        change=round(change, 2),
        low=round(change - Z_90 * sd, 2),
        high=round(change + Z_90 * sd, 2),
    )


def _to_train(cases: Sequence[CaseEvidence], form: ExamForm, chats: int) -> tuple[Criterion, ...]:
    """Criteria under the cut in the cases at the next level (else at the highest played), the lowest first."""
    played = [case.chats for case in cases]
    if not played or chats > max(LEVELS):
        return ()
    here = [case for case in cases if case.chats == min(chats, max(played))]
    scores = {c: m for c in CRITERIA if (m := _mean([case.scores.get(c) for case in here])) is not None}
    return tuple(sorted((c for c, m in scores.items() if m < form.cut), key=lambda c: (scores[c], c)))


def _seen(cases: Sequence[CaseEvidence], chats: int) -> bool:
    return any(case.chats == chats for case in cases)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return round(sum(known) / len(known), 2) if known else None
