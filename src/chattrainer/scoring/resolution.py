"""Resolution: decided by the mind and the ledger, never by wording alone (docs/scoring.md)."""

from collections.abc import Callable

from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.model.rubric import MeasureRule
from chattrainer.model.transcript import ActionTaken, Message
from chattrainer.scoring.acts import is_useful
from chattrainer.scoring.ends import RightEnd, nearest_right_end
from chattrainer.scoring.evidence import Incident, Judged, Part, Place, combined, place_of, unjudged
from chattrainer.scoring.labels import label
from chattrainer.scoring.view import ChatView


def right_end(view: ChatView, rule: MeasureRule) -> Judged:
    """The end on the ledger. Who left for reasons of her own is judged on how far things had come."""
    outcome = view.outcome
    end = nearest_right_end(view.chat, view.case)
    if outcome in RIGHT_ENDS:
        return Judged(1.0, 1.0, "share", gains=(Incident(f"resolution.end_{outcome}", _decided(view)),))
    progress = end.progress if end else 0.0
    share = progress if outcome == "gone" else rule.params.get(outcome, 0.0)
    losses = [view.spoilt or Incident(f"resolution.end_{outcome}", _decided(view), 2.0)]
    losses += _missing(view, end)
    return Judged(share, progress, "share", tuple(losses))


def _decided(view: ChatView) -> Place:
    """What is cited for an outcome: the last message, at the moment of the decision."""
    if view.chat.outcome is None or view.chat.outcome_number is None:
        return view.end
    return Place(view.chat.outcome_number, view.chat.outcome.at, view.end.quote)


def _missing(view: ChatView, end: RightEnd | None) -> list[Incident]:
    """What the nearest right end still lacked, but for what other measures charge."""
    if end is None:
        return []
    return [
        Incident(
            f"resolution.missing_{r.kind}", _decided(view), params={"what": label(view.case, r.kind, r.id)}
        )
        for r in end.of("ledger", "done", "escalated_to", "handed_over", "offered", "known")
        if not r.met
    ]


def told_and_true(view: ChatView, rule: MeasureRule) -> Judged:
    """What she must be told, told; and nothing false that was not put right."""
    end = nearest_right_end(view.chat, view.case)
    must = end.of("told") if end else ()
    false = _uncorrected(view)
    if not must and not false and not _told_anything(view):
        return unjudged("nothing_to_tell")
    told = sum(r.met for r in must) / len(must) if must else 1.0
    share = max(0.0, told - rule.params["each_false"] * len(false))
    losses = [_untold(view, r.id) for r in must if not r.met]
    losses += [
        Incident("resolution.told_wrong", place_of(m), 2.0, {"what": label(view.case, "told", tell)})
        for m, tell in false
    ]
    gains = [Incident("resolution.told", _telling(view, r.id)) for r in must if r.met]
    return Judged(share, told, "share", tuple(losses), tuple(gains))


def _told_anything(view: ChatView) -> bool:
    return any(m.reading and m.reading.tells for m in view.said)


def _uncorrected(view: ChatView) -> list[tuple[Message, str]]:
    """False information, unless the right one came later."""
    found = []
    for message in view.said:
        for tell in message.reading.tells_wrong if message.reading else ():
            later = [m for m in view.said if m.number > message.number]
            if not any(m.reading and tell in m.reading.tells for m in later):
                found.append((message, tell))
    return found


def _untold(view: ChatView, tell: str) -> Incident:
    what = label(view.case, "told", tell)
    better = view.better(*view.case.scenario.robots.tell.get(tell, ()), what)
    return Incident("resolution.not_told", view.end, params={"what": what}, better=better)


def _telling(view: ChatView, tell: str) -> Place:
    message = next((m for m in view.said if m.reading and tell in m.reading.tells), None)
    return place_of(message) if message else view.end


def conditions_checked(view: ChatView, rule: MeasureRule) -> Judged:
    """Before acting: identity where it is required, and what the right end needs to be known."""
    done = [a for a in view.chat.actions if a.result is not None and a.result.ok]
    if not done:
        return unjudged("nothing_done")
    end = nearest_right_end(view.chat, view.case)
    needed = [r.id for r in end.of("known")] if end else []
    parts = [_verified(view, a) for a in done if a.result is not None and a.result.needs_verified]
    final = next((a for a in done if a.result is not None and not a.result.undoable), None)
    if final is not None and needed:
        parts.append(_known_before(view, final, needed))
    return combined(parts)


def _verified(view: ChatView, action: ActionTaken) -> Part:
    place = Place(action.number, action.at)
    params: dict[str, str | int | float] = {"action": label(view.case, "done", action.action)}
    if action.result is not None and action.result.verified:
        return Part(1.0, 1.0, gains=(Incident("resolution.verified", place, params=params),))
    return Part(1.0, 0.0, (Incident("resolution.unverified", place, params=params),))


def _known_before(view: ChatView, action: ActionTaken, needed: list[str]) -> Part:
    known = {r.fact for m in view.heard if m.number < action.number for r in m.reveals}
    known |= {name for name, fact in view.case.scenario.facts.items() if fact.known_from}
    missing = [f for f in needed if f not in known]
    place = Place(action.number, action.at)
    losses = [
        Incident("resolution.acted_too_soon", place, params={"what": label(view.case, "known", f)})
        for f in missing
    ]
    return Part(1.0, 1 - len(missing) / len(needed), tuple(losses))


def within_the_rules(view: ChatView, rule: MeasureRule) -> Judged:
    """Nothing said that the company forbids. Who said nothing of use has kept to no rule."""
    broken = [(m, f) for m in view.said for f in (m.reading.forbidden if m.reading else ())]
    if not broken and not any(is_useful(m.reading) for m in view.said):
        return unjudged("nothing_said")
    losses = [
        Incident("resolution.forbidden", place_of(m), params={"what": label(view.case, "forbidden", f)})
        for m, f in broken
    ]
    share = rule.curve.share(len(broken)) if rule.curve else 0.0
    return Judged(share, len(broken), "messages", tuple(losses))


def confirmation_sought(view: ChatView, rule: MeasureRule) -> Judged:
    """Before closing: a question whether all is well, or one nudge and then two minutes of silence."""
    left = view.chat.left
    if (left is not None and left.why == "gone") or view.outcome == "lost":
        return unjudged("she_left")
    answered = next((m.number for m in view.said if is_useful(m.reading)), None)
    seeking = [m for m in view.said if answered is not None and m.number >= answered and _seeks(m)]
    last = _last_answer(view)
    after = [m for m in seeking if last is None or m.number >= last.number]
    if after:
        return Judged(1.0, 1, "messages", gains=(Incident("resolution.confirmation", place_of(after[-1])),))
    if _nudged(view, rule.params["silence_s"] * 1000):
        return Judged(1.0, 0, "messages", gains=(Incident("resolution.nudged", view.end),))
    better = view.better(rule="confirmation")
    if seeking:
        loss = Incident("resolution.confirmation_early", place_of(seeking[-1]), better=better)
        return Judged(rule.params["early"], 1, "messages", (loss,))
    return Judged(0.0, 0, "messages", (Incident("resolution.no_confirmation", view.end, better=better),))


def _seeks(message: Message) -> bool:
    return bool(message.reading and {"comprehension_check", "anything_else"} & set(message.reading.acts))


def _last_answer(view: ChatView) -> Message | None:
    """The last message that told or did something new: asking before it does not confirm it."""
    new = {"action_done", "refusal", "escalation"}
    found = [m for m in view.said if m.reading and (m.reading.tells or new & set(m.reading.acts))]
    return found[-1] if found else None


def _nudged(view: ChatView, silence_ms: float) -> bool:
    """The agent wrote last, after a message of its own that she left unanswered, and waited long enough."""
    if not view.turns or not view.chat.closed:
        return False
    final = view.turns[-1].said
    waited = view.ended_at - final[-1].at
    return len(final) >= 2 and bool(view.turns[-1].questions) and waited >= silence_ms


def second_request(view: ChatView, rule: MeasureRule) -> Judged:
    """Her second request, where she made one, dealt with."""
    made = next((m for m in view.heard if m.move == "second_request"), None)
    if made is None:
        return unjudged("no_second_request")
    if any(e.move == "second_request" for e in view.chat.moves_ended):
        return Judged(1.0, 1, "requests", gains=(Incident("resolution.second_done", place_of(made)),))
    return Judged(0.0, 0, "requests", (Incident("resolution.second_open", place_of(made)),))


def no_come_back(view: ChatView, rule: MeasureRule) -> Judged:
    """She need not write again. What was not resolved comes back, even if the sitting ends first."""
    outcome = view.chat.outcome
    returns = outcome is not None and outcome.comes_back
    if view.chat.reopened_at and view.outcome in RIGHT_ENDS:
        place = Place(0, view.chat.reopened_at[0])
        back = next((m for m in view.heard if m.at >= view.chat.reopened_at[0]), None)
        loss = Incident("resolution.came_back", place_of(back) if back else place)
        return Judged(rule.params["mended"], 1, "come-backs", (loss,))
    if view.outcome in RIGHT_ENDS and not returns:
        return Judged(1.0, 0, "come-backs")
    if view.outcome == "gone":
        return unjudged("she_left")
    return Judged(0.0, 1, "come-backs", (Incident("resolution.comes_back", _decided(view)),))


MEASURES: dict[str, Callable[[ChatView, MeasureRule], Judged]] = {
    "right_end": right_end,
    "told_and_true": told_and_true,
    "conditions_checked": conditions_checked,
    "within_the_rules": within_the_rules,
    "confirmation_sought": confirmation_sought,
    "second_request": second_request,
    "no_come_back": no_come_back,
}


def judged(view: ChatView, rules: dict[str, MeasureRule]) -> dict[str, Judged]:
    """Every measure of a chat."""
    return {name: MEASURES[name](view, rule) for name, rule in rules.items() if name in MEASURES}
