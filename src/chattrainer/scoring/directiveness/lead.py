"""Initiative and its excess: empty turns, digressions, questions left lying, monologues, interrogations."""

from chattrainer.model.ids import Act
from chattrainer.model.rubric import MeasureRule
from chattrainer.model.transcript import Message
from chattrainer.scoring.acts import CARRYING, IN_BETWEEN, is_answer, is_useful
from chattrainer.scoring.directiveness.questioning import interrogation, opening_offer_first
from chattrainer.scoring.evidence import Incident, Judged, Part, combined, place_of, unjudged
from chattrainer.scoring.turns import Turn
from chattrainer.scoring.view import ChatView

# Moves by which she takes the lead because nobody does.
TAKES_THE_LEAD = frozenset({"insist", "led", "impatient"})
ENDED_BY_THE_AGENT = frozenset({"digression", "objection"})


def initiative(view: ChatView, rule: MeasureRule) -> Judged:
    """Turns that add nothing, and turns in which she has to ask *and now?*."""
    empty = [t for t in view.turns if is_empty(t, view.turns[: t.index])]
    led = [m for m in view.heard if m.move in TAKES_THE_LEAD or any(r.how == "led" for r in m.reveals)]
    value = (len(empty) + len(led)) / len(view.turns)
    share = rule.curve.share(value) if rule.curve else 0.0
    better = view.better(rule="empty_turn")
    losses = [Incident("directiveness.empty_turn", place_of(t.first), better=better) for t in empty]
    losses += [Incident("directiveness.she_led", place_of(m)) for m in led]
    gains = () if losses else (Incident("directiveness.led", params={"n": len(view.turns)}),)
    return Judged(share, value, "share", tuple(losses), gains)


def is_empty(turn: Turn, before: tuple[Turn, ...]) -> bool:
    """Whether a turn adds nothing.

    A greeting counts in the first turn; empathy or an apology once; a hold, but not a second in a row.
    """
    if turn.actions or turn.hand_overs or any(is_useful(m.reading) for m in turn.said):
        return False
    if CARRYING & turn.acts - _said_just_before(before):
        return False
    if not before and {"greeting", "self_introduction"} & turn.acts:
        return False
    if {"empathy", "apology"} & turn.acts and not any({"empathy", "apology"} & t.acts for t in before):
        return False
    return not ("hold" in turn.acts and not (before and "hold" in before[-1].acts))


def _said_just_before(before: tuple[Turn, ...]) -> frozenset[Act]:
    """What brings nothing a second time on end: a reformulation, an offer of help, *anything else?*."""
    repeatable: frozenset[Act] = frozenset({"reformulation", "offer_help", "anything_else"})
    return repeatable & before[-1].acts if before else frozenset()


def back_to_the_case(view: ChatView, rule: MeasureRule) -> Judged:
    """Turns from a digression or an objection until the talk is back at the case."""
    raised = [m for m in view.heard if m.move in ENDED_BY_THE_AGENT and m.last]
    if not raised:
        return unjudged("no_digression")
    parts = [_return(view, m, rule) for m in raised]
    known = [p for p in parts if p is not None]
    if not known:
        return unjudged("no_time_to_return")
    return combined(known)


def _return(view: ChatView, message: Message, rule: MeasureRule) -> Part | None:
    ended = next(
        (
            e
            for e in view.chat.moves_ended
            if e.move == message.move and e.of == message.move_of and e.at >= message.at
        ),
        None,
    )
    after = [t for t in view.turns if t.first.number > message.number]
    until = [t for t in after if ended is None or t.first.at <= ended.at]
    if not until and not after:
        left = view.chat.left
        return None if left is not None and left.why != "lost" else Part(1.0, 0.0, (_astray(view, message),))
    curve = rule.curve
    share = 0.0 if ended is None or curve is None else curve.share(max(1, len(until)))
    gains = (Incident(f"directiveness.back_from_{message.move}", place_of(until[-1].first)),) if until else ()
    return Part(1.0, share, (_astray(view, message),), gains)


def _astray(view: ChatView, message: Message) -> Incident:
    return Incident(
        f"directiveness.astray_{message.move}", place_of(message), better=view.better(rule="steering")
    )


def not_a_steamroller(view: ChatView, rule: MeasureRule) -> Judged:
    """The other side of leading: her questions answered, no monologue, no offer out of the blue, no grilling."""
    weights = rule.params
    offers = opening_offer_first(view)
    return combined(
        [
            _her_questions(view, weights["her_questions"], int(weights["answer_within_turns"])),
            _monologues(view, rule),
            Part(weights["offer_first"], offers.share, offers.losses, offers.gains),
            _interrogations(view, rule),
        ]
    )


def _her_questions(view: ChatView, weight: float, within_turns: int) -> Part:
    """Each question of hers is met in the next turns; a question back counts if it then is."""
    asked = [m for m in view.heard if _is_question(m)]
    if not asked:
        return Part(weight, None)
    unmet = [m for m in asked if not _met(view, m, within_turns)]
    losses = tuple(Incident("directiveness.question_unanswered", place_of(m)) for m in unmet)
    return Part(weight, 1 - len(unmet) / len(asked), losses)


def _is_question(message: Message) -> bool:
    if message.move in IN_BETWEEN or message.move in ("digression", "ask_back"):
        return False
    return message.move in ("question", "second_request") or "?" in message.text


def _met(view: ChatView, message: Message, within_turns: int) -> bool:
    after = [t for t in view.turns if t.last.number > message.number][:within_turns]
    said = [m for t in after for m in t.said if m.number > message.number]
    if not said and view.ended_at - message.at < 1:
        return True
    return (
        any(is_answer(m.reading) for m in said)
        or any(t.actions or t.hand_overs for t in after)
        or (any(is_useful(m.reading) for m in said) and message is view.heard[0])
    )


def _monologues(view: ChatView, rule: MeasureRule) -> Part:
    """Turns that are too long to be a conversation."""
    curve = rule.curves["turn_words"]
    shares = [(t, curve.share(t.words)) for t in view.turns]
    worst = [(t, s) for t, s in shares if s < 1]
    share = max(0.0, 1 - sum(1 - s for _, s in worst) / rule.params["monologues_most"])
    losses = [
        Incident("directiveness.monologue", place_of(t.first), 1 - s, {"words": t.words}) for t, s in worst
    ]
    return Part(rule.params["monologue"], share, tuple(losses))


def _interrogations(view: ChatView, rule: MeasureRule) -> Part:
    """Four things asked at once, or five turns on end that only ask."""
    weight = rule.params["interrogation"]
    if not any(t.questions for t in view.turns):
        return Part(weight, None)
    grilling = [t for t in view.turns if interrogation(t, view) >= rule.params["interrogation_asks"]]
    run, longest = 0, 0
    for turn in view.turns:
        only_asks = bool(turn.questions) and not any(is_answer(m.reading) for m in turn.said)
        run = run + 1 if only_asks and not {"empathy", "reformulation"} & turn.acts else 0
        longest = max(longest, run)
    losses = [Incident("directiveness.interrogation", place_of(t.first)) for t in grilling]
    if longest >= rule.params["interrogation_turns"]:
        losses.append(Incident("directiveness.only_questions", params={"n": longest}))
    return Part(weight, 0.0 if losses else 1.0, tuple(losses))
