"""Response latency: how long she waited, and whether she knew (docs/scoring.md)."""

from collections.abc import Callable, Sequence
from statistics import median

from chattrainer.model.rubric import Curve, MeasureRule
from chattrainer.model.transcript import Message
from chattrainer.scoring.acts import is_useful
from chattrainer.scoring.evidence import Incident, Judged, Params, Place, place_of, unjudged
from chattrainer.scoring.stretches import length, within
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.waits import Wait, running_actions

NO_CURVE = Curve(full=0, zero=1)


def first_response(view: ChatView, rule: MeasureRule) -> Judged:
    """From the chat's opening (in a proactive chat, the visitor's first answer) to the agent's first message."""
    start = _first_moment(view)
    if start is None:
        return unjudged("visitor_never_answered")
    reply = next((m for m in view.said if m.at >= start.at_ms and m.number > start.event), None)
    return _timed(view, rule, "first_response", start, reply)


def first_useful(view: ChatView, rule: MeasureRule) -> Judged:
    """To the first message that answers; a hold before it extends it once."""
    start = _first_question(view)
    if start is None:
        return unjudged("visitor_never_answered")
    useful = next((m for m in view.said if is_useful(m.reading) and _counts(view, m)), None)
    if useful is not None and useful.at <= start.at_ms:
        return _timed(view, rule, "first_useful", start, useful, 0)
    end = useful.at if useful else view.ended_at
    hold = next((h for h in view.chat.holds if start.at_ms <= h.at <= end), None)
    extended = min(hold.until, end) - hold.at if hold else 0
    return _timed(view, rule, "first_useful", start, useful, extended)


def reply_median(view: ChatView, rule: MeasureRule) -> Judged:
    """The median of all replies after the first; of a first question that nobody answered, its age."""
    replies = later_waits(view)
    if not replies:
        return unjudged("no_later_reply")
    seconds = median(wait.scored_ms for wait in replies) / 1000
    curve = rule.curve_for(view.chats_at_once) or NO_CURVE
    share = curve.share(seconds)
    slow = [w for w in replies if w.scored_ms / 1000 > curve.full]
    losses = tuple(_slow_reply(view, w, curve) for w in slow) if share < 1 else ()
    quick = [Incident("latency.replies_prompt", None, params={"seconds": round(seconds)})]
    return Judged(share, seconds, "s", losses, tuple(quick) if share > 0.5 else ())


def waits_announced(view: ChatView, rule: MeasureRule) -> Judged:
    """The long waits that a kept hold covered; a broken promise takes one away.

    Fewer than `at_least` of them weigh less, in proportion.
    """
    over_ms = rule.params["over_s"] * 1000
    late = [w for w in view.waits if w.total_ms - w.system_ms > over_ms]
    if not late:
        return unjudged("no_long_wait")
    kept = [w for w in late if w.announced]
    broken = [w for w in late if w.holds and not w.announced]
    share = max(0.0, (len(kept) - len(broken)) / len(late))
    losses = [_unannounced(view, w, broken=w in broken) for w in late if w not in kept]
    gains = [Incident("latency.wait_announced", place_of(w.raised_by), params=_seconds(w)) for w in kept]
    certainty = min(1.0, len(late) / rule.at_least) if rule.at_least else 1.0
    value = len(kept) / len(late)
    return Judged(share, value, "share", tuple(losses), tuple(gains), certainty=certainty)


def share_over(views: Sequence[ChatView], rule: MeasureRule) -> Judged:
    """Over the whole sitting: the share of replies that took too long. From some replies on."""
    replies = [(view, wait) for view in views for wait in later_waits(view)]
    over_ms = rule.params["over_s"] * 1000
    late = [(view, wait) for view, wait in replies if wait.scored_ms > over_ms]
    if not replies:
        return unjudged("no_later_reply")
    value = len(late) / len(replies)
    if len(replies) < rule.at_least:
        return unjudged("few_replies", value, "share")
    curve = rule.curve or NO_CURVE
    losses = tuple(
        Incident("latency.reply_over", place_of(wait.raised_by), params=_seconds(wait), chat=view.chat.chat)
        for view, wait in late
    )
    return Judged(curve.share(value), value, "share", losses)


def delays(view: ChatView) -> dict[str, float]:
    """What the waits were made of, in seconds: shown, never scored."""
    return {
        "own_delay": sum(w.own_ms for w in view.waits) / 1000,
        "queueing_delay": sum(w.queueing_ms for w in view.waits) / 1000,
        "system_delay": sum(w.system_ms for w in view.waits) / 1000,
        "handle_time": (view.ended_at - view.chat.opened_at) / 1000,
    }


def later_waits(view: ChatView) -> tuple[Wait, ...]:
    """The waits after the first question; that one too when nothing ever answered it."""
    if view.waits and view.waits[0].answer is None:
        return view.waits
    return view.waits[1:]


def _first_moment(view: ChatView) -> Place | None:
    if not view.chat.proactive or not view.said:
        return Place(0, view.chat.opened_at)
    return _visitors_answer(view)


def _first_question(view: ChatView) -> Place | None:
    if view.chat.proactive:
        return _visitors_answer(view) if view.said else Place(0, view.chat.opened_at)
    burst = next((m for m in view.heard if m.last), None)
    return place_of(burst) if burst else Place(0, view.chat.opened_at)


def _visitors_answer(view: ChatView) -> Place | None:
    written = view.said[0].number
    answer = next((m for m in view.heard if m.last and m.number > written), None)
    return place_of(answer) if answer else None


def _counts(view: ChatView, message: Message) -> bool:
    """In a proactive chat only what follows the visitor's first answer."""
    if not view.chat.proactive:
        return True
    answer = _visitors_answer(view)
    return answer is not None and message.number > answer.event


def _timed(
    view: ChatView, rule: MeasureRule, name: str, start: Place, reply: Message | None, extended_ms: int = 0
) -> Judged:
    end = reply.at if reply else view.ended_at
    system = length(within(running_actions(view.chat, end), start.at_ms, end))
    seconds = max(0, end - start.at_ms - extended_ms - (0 if extended_ms else system)) / 1000
    curve = rule.curve_for(view.chats_at_once) or NO_CURVE
    share = curve.share(seconds) if reply else _never(view, curve, seconds)
    params: Params = {"seconds": round(seconds), "target": round(curve.full)}
    rule_id = f"latency.{name}_{'late' if reply else 'never'}"
    late = Incident(rule_id, place_of(reply) if reply else view.start, params=params)
    good = Incident(f"latency.{name}_prompt", place_of(reply), params=params) if reply else None
    return Judged(share, seconds, "s", (late,), (good,) if good else ())


def _never(view: ChatView, curve: Curve, seconds: float) -> float:
    closed_by_agent = bool(view.chat.closed) and view.chat.closed[-1][1].by == "agent"
    return 0.0 if closed_by_agent else curve.share(seconds)


def _slow_reply(view: ChatView, wait: Wait, curve: Curve) -> Incident:
    rule = "latency.never_answered" if wait.answer is None else "latency.slow_reply"
    if wait.overrun_ms:
        rule = "latency.promise_broken"
    weight = wait.scored_ms / 1000 - curve.full
    better = view.better(rule="hold")
    return Incident(
        rule, place_of(wait.raised_by), weight, {**_seconds(wait), "target": round(curve.full)}, better
    )


def _unannounced(view: ChatView, wait: Wait, *, broken: bool) -> Incident:
    rule = "latency.promise_broken" if broken else "latency.wait_unannounced"
    weight = 2.0 if broken else 1.0
    return Incident(rule, place_of(wait.raised_by), weight, _seconds(wait), view.better(rule="hold"))


def _seconds(wait: Wait) -> Params:
    return {
        "seconds": round(wait.scored_ms / 1000),
        "own": round(wait.own_ms / 1000),
        "queueing": round(wait.queueing_ms / 1000),
    }


MEASURES: dict[str, Callable[[ChatView, MeasureRule], Judged]] = {
    "first_response": first_response,
    "first_useful": first_useful,
    "reply_median": reply_median,
    "waits_announced": waits_announced,
}
POOLED: dict[str, Callable[[Sequence[ChatView], MeasureRule], Judged]] = {"share_over": share_over}


def judged(view: ChatView, rules: dict[str, MeasureRule]) -> dict[str, Judged]:
    """Every measure of a chat."""
    return {name: MEASURES[name](view, rule) for name, rule in rules.items() if name in MEASURES}
