"""A chat as lines: who said or did what, when, and what the scoring found in it."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from chattrainer.app.exams.file import PlayedChat
from chattrainer.locale.texts import Texts
from chattrainer.model.scorecard import Evidence

LEAST_SHOWN = 0.05


@dataclass(frozen=True, slots=True)
class Note:
    """What a rule says of a line: criterion, words, effect in points, a better wording."""

    criterion: str
    told: str
    effect: float
    better: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """`who`: agent, customer or event. `anchor` is what links lead to."""

    number: int
    at_ms: int
    who: str
    text: str
    anchor: str
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()


def lines_of(
    chat: PlayedChat, texts: Texts, named: Callable[[str], str], told: Callable[[Evidence], str]
) -> list[Line]:
    """The lines of a chat in order. `named` puts the candidate's pseudonym in; `told` words a rule.

    Only what was sent: what was typed and taken back, and when, is in no report.
    """
    found = sorted((*_messages(chat, named), *_deeds(chat, texts, named)), key=lambda line: line[:2])
    kept = {number for _, number, _, _, _ in found}
    lines = [
        Line(number, at, who, text, f"c{chat.number}e{number}", _notes(chat, number, told), sources)
        for at, number, who, text, sources in found
    ]
    rest = [e for e in chat.evidence if e.event not in kept and abs(e.effect) >= LEAST_SHOWN]
    if rest:
        last = lines[-1].at_ms if lines else 0
        notes = tuple(Note(e.criterion, told(e), e.effect, e.better) for e in rest)
        lines.append(Line(0, last, "event", texts("report.whole_chat"), f"c{chat.number}e0", notes))
    return lines


def line_numbers(chat: PlayedChat) -> frozenset[int]:
    """The events that have a line of their own."""
    state = chat.state
    ends = (state.left_number, state.outcome_number)
    return frozenset(
        (
            *(said.number for said in state.messages),
            *(action.number for action in state.actions),
            *(hand.number for hand in state.hand_overs),
            *(number for number, _ in state.closes),
            *(number for number in ends if number is not None),
        )
    )


Raw = tuple[int, int, str, str, tuple[str, ...]]


def _messages(chat: PlayedChat, named: Callable[[str], str]) -> list[Raw]:
    return [
        (
            m.at,
            m.number,
            m.sender,
            named(m.text),
            tuple(dict.fromkeys(s.source for s in m.spans if s.source != "typed")),
        )
        for m in chat.state.messages
    ]


def _deeds(chat: PlayedChat, texts: Texts, named: Callable[[str], str]) -> list[Raw]:
    """Actions, hand-overs, closes, how it ended."""
    labels = {action.id: action.label or action.id for action in chat.case.scenario.actions}
    state = chat.state
    found: list[Raw] = []
    for action in state.actions:
        args = ", ".join(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in sorted(action.args.items()))
        what = labels.get(action.action, action.action)
        answer = action.result.message if action.result is not None else ""
        text = " · ".join(part for part in (what, args, answer) if part)
        found.append((action.at, action.number, "event", text, ()))
    for hand in state.hand_overs:
        text = texts("report.handed_over", channel=hand.channel, summary=named(hand.summary))
        found.append((hand.at, hand.number, "event", text, ()))
    for number, close in state.closes:
        how = texts(f"common.disposition.{close.disposition}")
        found.append((close.at, number, "event", texts("report.closed_as", how=how), ()))
    if state.left is not None:
        found.append(
            (state.left.at, state.left_number or 0, "event", texts(f"report.left.{state.left.why}"), ())
        )
    if state.outcome is not None:
        how = texts(f"common.outcome.{chat.score.outcome}")
        found.append(
            (state.outcome.at, state.outcome_number or 0, "event", texts("report.outcome", how=how), ())
        )
    return found


def _notes(chat: PlayedChat, number: int, told: Callable[[Evidence], str]) -> tuple[Note, ...]:
    here = [e for e in chat.evidence if e.event == number and abs(e.effect) >= LEAST_SHOWN]
    here.sort(key=lambda e: (e.effect, e.criterion, e.rule))
    return tuple(Note(e.criterion, told(e), e.effect, e.better) for e in here)
