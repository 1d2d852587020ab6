"""Stages, reformulation and next step: the shape of a led conversation."""

from collections.abc import Callable
from dataclasses import replace

from chattrainer.model.ids import RIGHT_ENDS
from chattrainer.model.rubric import MeasureRule, Stage
from chattrainer.model.transcript import Message
from chattrainer.scoring.acts import ANSWERING, ASKING
from chattrainer.scoring.directiveness.knowledge import (
    had_before,
    identity_facts,
    needed_facts,
    revealed,
    verify_facts,
)
from chattrainer.scoring.evidence import Incident, Judged, Place, place_of, unjudged
from chattrainer.scoring.turns import Turn
from chattrainer.scoring.view import ChatView


def stages(view: ChatView, rule: MeasureRule) -> Judged:
    """The stages that the activity asks for and the case gives occasion for: reached, and in order.

    Identification has no place of its own in the order, but before the action that needs it.
    """
    due = [s for s in view.rubric.stages if _due(view, s)]
    if not due:
        return unjudged("no_stage_due")
    reached = {s: turns for s in due if (turns := _reached(view, s))}
    placed = _longest_rise([(s, t) for s, t in reached.items() if s != "identification"])
    if "identification" in reached and _identified_in_time(view, reached["identification"]):
        placed["identification"] = reached["identification"][0]
    share = len(placed) / len(due)
    losses = [
        Incident(
            f"directiveness.stage_{'late' if s in reached else 'missing'}_{s}",
            _place(view, s, reached.get(s)),
        )
        for s in due
        if s not in placed
    ]
    gains = [Incident(f"directiveness.stage_{s}", _place(view, s, [placed[s]])) for s in due if s in placed]
    return Judged(share, share, "share", tuple(losses), tuple(gains))


def _due(view: ChatView, stage: Stage) -> bool:
    if stage == "identification":
        return view.case.scenario.verify is not None
    if stage == "discovery":
        return bool(needed_facts(view))
    if stage == "reformulation":
        return _reformulation_due(view) is not None
    if stage in ("confirmation", "conclusion"):
        return view.chat.left is None or view.chat.left.why == "done"
    return True


def _reached(view: ChatView, stage: Stage) -> list[int]:
    """The turns in which a stage is there."""
    return [t.index for t in view.turns if _STAGE_TESTS[stage](view, t)]


def _identified_in_time(view: ChatView, asked_in: list[int]) -> bool:
    """Whether she was asked who she is before the first action that needs it."""
    acting = [a.number for a in view.chat.actions if a.result is not None and a.result.needs_verified]
    return not acting or view.turns[asked_in[0]].first.number < min(acting)


def _identifies(view: ChatView, turn: Turn) -> bool:
    return bool(set(turn.asks) & set(verify_facts(view.case.scenario.verify)))


def _discovers(view: ChatView, turn: Turn) -> bool:
    asked = set(turn.asks) - identity_facts(view)
    return bool(asked or (not turn.asks and ASKING & turn.acts) or "ask_choice" in turn.acts)


def _confirms(view: ChatView, turn: Turn) -> bool:
    return bool({"comprehension_check", "anything_else"} & turn.acts)


_STAGE_TESTS: dict[Stage, Callable[[ChatView, Turn], bool]] = {
    "welcome": lambda view, turn: (
        turn.index == 0 and bool({"greeting", "self_introduction", "offer_help"} & turn.acts)
    ),
    "identification": _identifies,
    "discovery": _discovers,
    "reformulation": lambda view, turn: _restates(view, turn) >= 1,
    "answer": lambda view, turn: bool(ANSWERING & turn.acts or turn.tells),
    "confirmation": _confirms,
    "conclusion": lambda view, turn: "farewell" in turn.acts,
}


def _longest_rise(stages: list[tuple[Stage, list[int]]]) -> dict[Stage, int]:
    """The most stages that can be placed so that their turns do not go back; with the turn of each."""
    best: dict[int, tuple[int, dict[Stage, int]]] = {0: (0, {})}
    for stage, turns in stages:
        for length in sorted(best, reverse=True):
            last, run = best[length]
            turn = next((t for t in turns if t >= last), None)
            longer = best.get(length + 1)
            if turn is not None and (longer is None or turn < longer[0]):
                best[length + 1] = (turn, {**run, stage: turn})
    return dict(best[max(best)][1])


def _place(view: ChatView, stage: Stage, turns: list[int] | None) -> Place:
    """The bubble that makes the stage."""
    if not turns:
        return view.end
    turn = view.turns[turns[0]]
    alone = (m for m in turn.said if _STAGE_TESTS[stage](view, replace(turn, said=(m,))))
    return place_of(next(alone, turn.first))


def reformulation(view: ChatView, rule: MeasureRule) -> Judged:
    """Her own facts given back: two, or one with the next step; due as `_reformulation_due` says."""
    due = _reformulation_due(view)
    if due is None:
        return unjudged("reformulation_not_due")
    restating = [t for t in view.turns if _restates(view, t)]
    full = [(t, m) for t in restating if (m := _reformulating(view, t)) is not None]
    before = [m for _, m in full if m.number <= due.event]
    gains = tuple(Incident("directiveness.reformulated", place_of(m)) for _, m in full[:1])
    if before:
        return Judged(1.0, len(full), "turns", gains=gains)
    better = view.better(*view.case.scenario.robots.restate, rule="reformulation")
    if full:
        loss = Incident("directiveness.reformulated_late", place_of(full[0][1]), better=better)
        return Judged(rule.params["late"], len(full), "turns", (loss,), gains)
    if restating:
        loss = Incident("directiveness.reformulated_little", place_of(restating[0].first), better=better)
        return Judged(rule.params["little"], 0, "turns", (loss,))
    return Judged(0.0, 0, "turns", (Incident("directiveness.not_reformulated", due, better=better),))


def _restates(view: ChatView, turn: Turn) -> int:
    """How many of her facts a turn gives back: of those that the agent has by then."""
    count = len(set(turn.restates) & had_before(view, turn.first))
    return max(count, 1) if "reformulation" in turn.acts else count


def _reformulating(view: ChatView, turn: Turn) -> Message | None:
    """The bubble with which a turn has given back enough: two facts, or one and the next step."""
    enough = 1 if "next_step" in turn.acts else 2
    for count in range(1, len(turn.said) + 1):
        if _restates(view, replace(turn, said=turn.said[:count])) >= enough:
            return turn.said[count - 1]
    return None


def _reformulation_due(view: ChatView) -> Place | None:
    """Where it was due at the latest: the first action that cannot be undone, else the end of the chat."""
    final = [a for a in view.chat.actions if a.result and a.result.ok and not a.result.undoable]
    if final:
        return Place(final[0].number, final[0].at)
    identity = identity_facts(view)
    given = [(m, fact) for m, fact, _ in revealed(view) if fact not in identity]
    params = view.rubric.params
    turns_heard = {t.index for t in view.turns for m, _ in given if m in t.heard}
    enough = len({f for _, f in given}) >= params["reformulation_facts"]
    if enough and len(turns_heard) >= params["reformulation_turns"]:
        return view.end
    return None


def next_step(view: ChatView, rule: MeasureRule) -> Judged:
    """Who does what, by when. Not due where all was done on the spot."""
    if _done_on_the_spot(view):
        return unjudged("done_on_the_spot")
    stating = [t for t in view.turns if "next_step" in t.acts or _tells_a_date(view, t)]
    if not stating:
        better = view.better(*_told_wordings(view), rule="next_step")
        return Judged(0.0, 0, "turns", (Incident("directiveness.no_next_step", view.end, better=better),))
    dated = next((t for t in stating if any(view.words.has("when", m.text) for m in t.said)), None)
    if dated is not None:
        return Judged(1.0, len(stating), "turns", gains=(Incident("directiveness.next_step", _of(dated)),))
    loss = Incident("directiveness.next_step_undated", _of(stating[0]), better=view.better(rule="next_step"))
    return Judged(rule.params["undated"], len(stating), "turns", (loss,))


def _of(turn: Turn) -> Place:
    return place_of(turn.where("next_step") or turn.first)


def _done_on_the_spot(view: ChatView) -> bool:
    """Answered or refused with nothing left to be done: no action taken, nobody else in charge."""
    acted = any(a.result is not None and a.result.ok for a in view.chat.actions)
    return (
        view.outcome in RIGHT_ENDS and view.outcome != "escalated" and not acted and not view.chat.hand_overs
    )


def _tells_a_date(view: ChatView, turn: Turn) -> bool:
    tells = view.case.scenario.tells
    return any(t in tells and tells[t].value is not None for t in turn.tells)


def _told_wordings(view: ChatView) -> tuple[str, ...]:
    tells = view.case.scenario.tells
    robots = view.case.scenario.robots.tell
    return tuple(
        w for name, tell in tells.items() if tell.value is not None for w in robots.get(name, ())[:1]
    )
