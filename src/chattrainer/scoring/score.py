"""The scorecard of a sitting, from values alone: transcript, cases, findings, rubric."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chattrainer.model.case import Case
from chattrainer.model.facts import SittingOpened
from chattrainer.model.findings import Findings
from chattrainer.model.ids import CRITERIA, Activity, Criterion, Outcome
from chattrainer.model.rubric import MeasureRule, Rubric, RubricSet
from chattrainer.model.scorecard import ChatScore, Evidence, Measure, RubricRef, Scorecard
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.scoring import directiveness, latency, resolution, writing
from chattrainer.scoring.composite import composite
from chattrainer.scoring.criteria import FULL, Marked, capped, marked, mean
from chattrainer.scoring.evidence import Incident, Judged, Place, place_of
from chattrainer.scoring.extra_time import with_extra_time
from chattrainer.scoring.load import load_of
from chattrainer.scoring.misdirected import Misdirected, misdirected, outcome_after
from chattrainer.scoring.satisfaction import satisfaction
from chattrainer.scoring.status import reasons
from chattrainer.scoring.view import ChatView, chat_view
from chattrainer.scoring.writing.language import repeats_weighed

SCORER = "1"
Rules = dict[str, MeasureRule]
_JUDGES: dict[Criterion, Callable[[ChatView, Rules], dict[str, Judged]]] = {
    "latency": latency.judged,
    "writing": writing.judged,
    "directiveness": directiveness.judged,
    "resolution": resolution.judged,
}


@dataclass(frozen=True, slots=True)
class _Scored:
    """One chat with the marks of its four criteria."""

    view: ChatView
    marks: dict[Criterion, Marked]


def score(
    transcript: Transcript,
    cases: Mapping[int, Case],
    findings: Findings,
    rubric: Rubric | RubricSet,
    run: str,
    rubric_hash: str,
) -> Scorecard:
    """Scores a sitting. Void chats are shown and left out; a come-back belongs to its chat.

    With a RubricSet each chat is scored by the rubric of its activity.
    """
    rubrics = rubric if isinstance(rubric, RubricSet) else RubricSet(default=rubric)
    opened = transcript.opened
    if opened is not None:
        rubrics = with_extra_time(rubrics, opened.conditions.extra_time_percent)
    sitting = _sitting_rubric(rubrics, cases)
    sent = misdirected(transcript, cases, sitting)
    weighed = repeats_weighed(findings, transcript, sitting)
    fillers = filler_chats(opened, cases)
    counted = [c for c in transcript.chats if c.void is None and c.chat in cases and c.chat not in fillers]
    views = [
        _view(chat, cases[chat.chat], rubrics, transcript, weighed, _spoilt(chat, sent, sitting))
        for chat in counted
    ]
    pooled = _pooled(views, sitting)
    scored = [_chat(view, pooled) for view in views]
    scores: dict[Criterion, float | None] = {
        c: mean([_score(s.marks[c], pooled.get(c)) for s in scored]) for c in CRITERIA
    }
    chats = [_chat_score(s, pooled) for s in scored]
    shares = {c: _judged_share(scored, c) for c in CRITERIA} if scored else {}
    why = reasons(views, transcript, findings, sent, shares, sitting)
    return Scorecard(
        run=run,
        rubric=RubricRef(id=sitting.id, hash=rubric_hash),
        engine=findings.engine,
        scorer=SCORER,
        language=opened.language if opened else "",
        chats_at_once=opened.chats_at_once if opened else 1,
        scores=scores,
        overall=mean([c.composite for c in chats]) or 0.0,
        status="to_be_confirmed" if why else "final",
        reasons=why,
        measures=tuple(_measures(scored, pooled)),
        evidence=tuple(_all_evidence(scored, pooled)),
        chats=tuple(_in_order([*chats, *_void_chats(transcript, fillers)])),
        load=load_of(views, transcript, sent),
    )


def _spoilt(chat: ChatState, sent: Sequence[Misdirected], rubric: Rubric) -> tuple[Outcome, Incident | None]:
    """The outcome that counts, and what spoilt it if it is not the one that was decided."""
    before = decided(chat)
    after = outcome_after(before, chat.chat, tuple(sent), rubric)
    if after == before:
        return before, None
    first = next(m for m in sent if m.personal and chat.chat in (m.chat, m.whose))
    place = place_of(first.message)
    return after, Incident("resolution.misdirected", place, 2.0, {"other": first.whose})


def _view(
    chat: ChatState,
    case: Case,
    rubrics: RubricSet,
    transcript: Transcript,
    findings: Findings,
    ended: tuple[Outcome, Incident | None],
) -> ChatView:
    return chat_view(chat, case, rubrics.of(case.scenario.activity), transcript, findings, *ended)


def filler_chats(opened: SittingOpened | None, cases: Mapping[int, Case]) -> frozenset[int]:
    """The chats that only kept the load up: the last ones of a sitting."""
    count = opened.fillers if opened is not None else 0
    return frozenset(sorted(cases)[len(cases) - count :]) if count else frozenset()


def decided(chat: ChatState) -> Outcome:
    """How the chat ended. Without a decision (the sitting stopped short) nothing was resolved."""
    return chat.outcome.outcome if chat.outcome is not None else "polite_failure"


def _sitting_rubric(rubrics: RubricSet, cases: Mapping[int, Case]) -> Rubric:
    """The rubric of what is counted over a whole sitting: the one that all its chats share, else the default."""
    activities: set[Activity] = {case.scenario.activity for case in cases.values()}
    used = {rubrics.of(a).id: rubrics.of(a) for a in sorted(activities)}
    return next(iter(used.values())) if len(used) == 1 else rubrics.default


def _pooled(views: Sequence[ChatView], rubric: Rubric) -> dict[Criterion, Marked]:
    """Measures that need more evidence than a chat has, over the whole sitting."""
    rules = {n: r for n, r in rubric.measures["latency"].items() if n in latency.POOLED}
    if not rules or not views:
        return {}
    judged = {name: latency.POOLED[name](views, rule) for name, rule in rules.items()}
    whole = sum(r.weight for r in rubric.measures["latency"].values())
    weight = sum(rules[name].weight for name, j in judged.items() if j.share is not None)
    return {"latency": marked("latency", None, rules, judged, round(FULL * weight / whole, 2))}


def _chat(view: ChatView, pooled: Mapping[Criterion, Marked]) -> _Scored:
    marks = {}
    for criterion in CRITERIA:
        rules = {n: r for n, r in view.rubric.measures[criterion].items() if n not in latency.POOLED}
        full = FULL - sum(m.of for m in pooled[criterion].measures) if criterion in pooled else FULL
        judged = _JUDGES[criterion](view, rules)
        marks[criterion] = marked(criterion, view.chat.chat, rules, judged, full, view.end)
    cap = view.rubric.caps.get(view.outcome)
    if cap is not None:
        marks["resolution"] = capped(marks["resolution"], cap.resolution, _why_capped(view))
    return _Scored(view, marks)


def _why_capped(view: ChatView) -> Incident:
    if view.spoilt is not None:
        return view.spoilt
    chat = view.chat
    at = chat.outcome.at if chat.outcome else view.ended_at
    place = Place(chat.outcome_number or view.end.event, at, view.end.quote)
    return Incident(f"resolution.capped_{view.outcome}", place)


def _score(own: Marked, pooled: Marked | None) -> float | None:
    points = own.points
    if points is None:
        return None
    return round(points + ((pooled.points or 0.0) if pooled else 0.0), 2)


def _chat_score(scored: _Scored, pooled: Mapping[Criterion, Marked]) -> ChatScore:
    view = scored.view
    scores: dict[Criterion, float | None] = {c: _score(scored.marks[c], pooled.get(c)) for c in CRITERIA}
    value, capped_by = composite(view.rubric, scores, view.outcome)
    return ChatScore(
        chat=view.chat.chat,
        scenario=view.chat.scenario,
        outcome=view.outcome,
        duration_ms=max(0, view.ended_at - view.chat.opened_at),
        scores=scores,
        composite=value,
        capped_by=capped_by,
        satisfaction=satisfaction(view),
    )


def _void_chats(transcript: Transcript, fillers: frozenset[int]) -> list[ChatScore]:
    return [
        ChatScore(
            chat=chat.chat,
            scenario=chat.scenario,
            outcome="void",
            duration_ms=max(0, (chat.ended_at or transcript.now) - chat.opened_at),
            scores=dict.fromkeys(CRITERIA),
            composite=0.0,
        )
        for chat in transcript.chats
        if chat.void is not None and chat.chat not in fillers
    ]


def _in_order(chats: list[ChatScore]) -> list[ChatScore]:
    return sorted(chats, key=lambda c: c.chat)


def _judged_share(scored: Sequence[_Scored], criterion: Criterion) -> float:
    return sum(s.marks[criterion].judged_share for s in scored) / len(scored)


def _measures(scored: Sequence[_Scored], pooled: Mapping[Criterion, Marked]) -> list[Measure]:
    found = [m for s in scored for c in CRITERIA for m in s.marks[c].measures]
    found += [m for mark in pooled.values() for m in mark.measures]
    for s in scored:
        for name, seconds in latency.delays(s.view).items():
            found.append(_shown(name, s.view.chat.chat, round(seconds, 3), "s"))
    lost = sum(s.view.outcome == "lost" for s in scored)
    return [*found, _shown("customers_lost", None, float(lost), "customers")]


def _shown(name: str, chat: int | None, value: float, unit: str) -> Measure:
    return Measure(
        criterion="latency", id=name, chat=chat, value=value, unit=unit, points=0.0, of=0.0, note="shown_only"
    )


def _all_evidence(scored: Sequence[_Scored], pooled: Mapping[Criterion, Marked]) -> list[Evidence]:
    found = [e for s in scored for c in CRITERIA for e in s.marks[c].evidence]
    found += [e for mark in pooled.values() for e in mark.evidence]
    return [e for e in found if e.effect != 0]
