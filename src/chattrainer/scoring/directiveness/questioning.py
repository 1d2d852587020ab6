"""Questioning: what was found out by asking, what was asked twice, how much was asked at once."""

from chattrainer.model.rubric import MeasureRule
from chattrainer.scoring.acts import Question
from chattrainer.scoring.directiveness.knowledge import (
    identity_facts,
    known_before,
    needed_facts,
    obtained_by_asking,
    revealed,
    verify_count,
    verify_facts,
)
from chattrainer.scoring.evidence import Incident, Judged, Part, place_of, unjudged
from chattrainer.scoring.labels import label
from chattrainer.scoring.turns import Turn
from chattrainer.scoring.view import ChatView

IDENTITY_DATA_IN_ONE_ASK = 3


def discovery(view: ChatView, rule: MeasureRule) -> Judged:
    """Needed facts obtained by asking, and facts gained per question."""
    obtained = obtained_by_asking(view)
    needed = [f for f in needed_facts(view) if f in obtained or not _volunteered(view, f)]
    wanted = verify_count(view.case.scenario.verify)
    checked = min(wanted, sum(f in obtained for f in verify_facts(view.case.scenario.verify)))
    due = len(needed) + (1 if wanted else 0)
    if not due:
        return unjudged("nothing_to_discover")
    got = sum(f in obtained for f in needed) + (checked / wanted if wanted else 0)
    asked = len({fact for _, fact, how in revealed(view) if how == "asked"})
    count = sum(len(_grouped(t.questions, identity_facts(view))) for t in view.turns)
    per_question = asked / count if count else 0.0
    efficiency = rule.curves["per_question"].share(per_question)
    share = got / due * (1 - rule.params["cost"] * (1 - efficiency))
    losses = [_missed(view, fact) for fact in needed if fact not in obtained]
    if checked < wanted:
        losses.append(Incident("directiveness.identity_not_asked", view.start, (wanted - checked) / wanted))
    if efficiency < 1 and got:
        weight = max(1e-9, got * rule.params["cost"] * (1 - efficiency))
        params: dict[str, str | int | float] = {"facts": asked, "questions": count}
        losses.append(Incident("directiveness.questions_for_little", None, weight, params))
    gains = [Incident("directiveness.found_out", place_of(obtained[f])) for f in needed if f in obtained]
    return Judged(share, per_question, "facts/question", tuple(losses), tuple(gains))


def _volunteered(view: ChatView, fact: str) -> bool:
    return any(f == fact and how == "volunteered" for _, f, how in revealed(view))


def _missed(view: ChatView, fact: str) -> Incident:
    led = next((m for m, f, how in revealed(view) if f == fact and how == "led"), None)
    scenario = view.case.scenario
    wordings = (*scenario.robots.ask.get(fact, ()), *scenario.facts[fact].asked_like)
    better = view.better(*wordings)
    if led is not None:
        return Incident("directiveness.she_had_to_say", place_of(led), better=better)
    return Incident(
        "directiveness.not_asked", view.start, params={"what": label(view.case, "known", fact)}, better=better
    )


def asked_twice(view: ChatView, rule: MeasureRule) -> Judged:
    """Questions whose answer the agent had. Identity checks that the case requires are exempt once."""
    asked = [(turn, q) for turn in view.turns for q in turn.questions]
    if not asked:
        return unjudged("nothing_asked")
    losses = [loss for turn, question in asked for loss in _repeats(view, turn, question)]
    share = rule.curve.share(len(losses)) if rule.curve else 0.0
    gains = () if losses else (Incident("directiveness.nothing_asked_twice", params={"n": len(asked)}),)
    certainty = 1.0 if losses else _certainty(len(asked), rule)
    return Judged(share, len(losses), "questions", tuple(losses), gains, certainty=certainty)


def _certainty(asked: int, rule: MeasureRule) -> float:
    """Who hardly asks can hardly ask badly: to have asked few questions well weighs little, in proportion."""
    return min(1.0, asked / rule.at_least) if rule.at_least else 1.0


def _repeats(view: ChatView, turn: Turn, question: Question) -> list[Incident]:
    known = known_before(view, question.message)
    exempt = set(verify_facts(view.case.scenario.verify))
    restated = set(turn.restates)
    again = [f for f in question.facts if f in known and f not in restated]
    if not again or len(again) < len(question.facts):
        return []
    source = known[again[0]]
    if source != "customer" and set(again) & exempt:
        return []
    better = view.better(*view.case.scenario.robots.restate, rule="asked_twice")
    place = place_of(question.message, question.start, question.end)
    return [Incident(f"directiveness.asked_again_{source}", place, better=better)]


def one_at_a_time(view: ChatView, rule: MeasureRule) -> Judged:
    """Turns that ask two or more unrelated things."""
    asking = [t for t in view.turns if t.questions]
    if not asking:
        return unjudged("nothing_asked")
    identity = identity_facts(view)
    counted = [(t, len(_grouped(t.questions, identity))) for t in asking]
    crowded = [(t, n) for t, n in counted if n >= 2]
    value = len(crowded) / len(asking)
    share = rule.curve.share(value) if rule.curve else 0.0
    losses = [
        Incident("directiveness.questions_at_once", place_of(t.first), n - 1, {"n": n}) for t, n in crowded
    ]
    gains = () if crowded else (Incident("directiveness.one_at_a_time", params={"n": len(asking)}),)
    certainty = 1.0 if losses else _certainty(len(asking), rule)
    return Judged(share, value, "share", tuple(losses), gains, certainty=certainty)


def _grouped(questions: tuple[Question, ...], identity: frozenset[str]) -> list[tuple[str, ...]]:
    """The separate asks of a turn: up to three identity data are one, and the same fact is asked once."""
    groups: list[tuple[str, ...]] = []
    who: list[str] = []
    for question in questions:
        if question.facts and set(question.facts) <= identity:
            who.extend(f for f in question.facts if f not in who)
        elif not question.facts or question.facts not in groups:
            groups.append(question.facts)
    batches = [
        tuple(who[i : i + IDENTITY_DATA_IN_ONE_ASK]) for i in range(0, len(who), IDENTITY_DATA_IN_ONE_ASK)
    ]
    return [*batches, *groups]


def interrogation(turn: Turn, view: ChatView) -> int:
    """How many separate things a turn asks."""
    return len(_grouped(turn.questions, identity_facts(view)))


def opening_offer_first(view: ChatView) -> Part:
    """Offers or actions before anything that the case needs was found out."""
    needed = [f for f in needed_facts(view) if not _volunteered(view, f)]
    known = [m.number for m, fact, _ in revealed(view) if fact in needed]
    offering = [
        m for t in view.turns for m in t.said if m.reading and (m.reading.offers or "offer" in m.reading.acts)
    ]
    acting = [a.number for a in view.chat.actions if a.result is not None and a.result.ok]
    first = min([m.number for m in offering] + acting, default=None)
    if not needed or first is None:
        return Part(0.0, None)
    if known and min(known) < first:
        return Part(1.0, 1.0)
    place = next((place_of(m) for m in offering if m.number == first), view.end)
    asking_offer = any(
        m.number == first and m.reading and set(m.reading.asks) & set(needed) for m in offering
    )
    if asking_offer:
        return Part(1.0, 1.0)
    return Part(1.0, 0.0, (Incident("directiveness.offer_before_discovery", place),))
