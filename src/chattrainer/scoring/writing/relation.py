"""Relation: her trouble acknowledged once, her name used rightly, positive wording."""

import re

from chattrainer.model.rubric import MeasureRule
from chattrainer.model.transcript import Message
from chattrainer.scoring.evidence import Incident, Judged, Part, combined, none_of_it, place_of
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.words import plain

TROUBLED_MOODS = frozenset({"worried", "annoyed", "angry", "lost", "sad"})


def relation(view: ChatView, rule: MeasureRule) -> Judged:
    """How the person was treated, beyond her request."""
    if not view.said:
        return none_of_it("writing.nothing_written", view.start)
    return combined(
        [_trouble(view, rule), _name(view, rule), _positive(view, rule)],
    )


def _trouble(view: ChatView, rule: MeasureRule) -> Part:
    """Due where she is troubled: in the agent's first turns after she said so, and not again and again."""
    weight = rule.params["trouble"]
    voiced = _voiced(view)
    if voiced is None:
        return Part(weight, None)
    said = [m for m in view.said if m.number > voiced.number and _acknowledges(view, m)]
    said += [m for m in view.said if m.number < voiced.number and _acknowledges(view, m)]
    if not said:
        better = view.better(*view.case.scenario.robots.empathy, rule="empathy")
        return Part(weight, 0.0, (Incident("writing.trouble_ignored", place_of(voiced), better=better),))
    share = 1.0
    losses = []
    turn = next((t for t in view.turns if said[0] in t.said), None)
    heard_in = next((t.index for t in view.turns if t.first.number > voiced.number), 0)
    if turn is not None and turn.index > heard_in + rule.params["trouble_within_turns"] - 1:
        share -= rule.params["trouble_late"]
        losses.append(Incident("writing.trouble_late", place_of(said[0]), rule.params["trouble_late"]))
    again = said[int(rule.params["trouble_most"]) :]
    if again:
        share -= rule.params["trouble_again"]
        place = place_of(again[0])
        losses.append(
            Incident("writing.trouble_again", place, rule.params["trouble_again"], {"n": len(said)})
        )
    gains = (Incident("writing.trouble_acknowledged", place_of(said[0])),)
    return Part(weight, max(0.0, share), tuple(losses), gains)


def _voiced(view: ChatView) -> Message | None:
    """Where she told her trouble: in words, or by the mood she comes in."""
    spoken = next((m for m in view.heard if view.words.has("trouble", m.text)), None)
    if spoken is not None:
        return spoken
    if view.case.scenario.customer.mood in TROUBLED_MOODS and view.heard:
        return next((m for m in view.heard if m.last), view.heard[0])
    return None


def _acknowledges(view: ChatView, message: Message) -> bool:
    acts = message.reading.acts if message.reading else ()
    return "empathy" in acts or "apology" in acts or view.words.has("empathy", message.text)


def _name(view: ChatView, rule: MeasureRule) -> Part:
    """Her name used rightly. Never using it is no fault of its own, only nothing gained."""
    weight = rule.params["name"]
    if view.case.person is None:
        return Part(weight, None)
    uses = [(m, right) for m in view.said for right in _names(view, m)]
    wrong = [Incident("writing.wrong_name", place_of(m)) for m, right in uses if not right]
    if wrong:
        return Part(weight, 0.0, tuple(wrong))
    if not uses:
        return Part(weight, None)
    return Part(weight, 1.0, gains=(Incident("writing.name_used", place_of(uses[0][0])),))


def _names(view: ChatView, message: Message) -> list[bool]:
    """For each address by title or name in a message, whether it is hers."""
    titled = [right for gender in ("f", "m") for right in _titled(view, message.text, gender)]
    if titled:
        return titled
    person = view.case.person
    assert person is not None
    pattern = rf"\b(?:{re.escape(person.last_name)}|{re.escape(person.first_name)})\b"
    return [True] if re.search(pattern, message.text) else []


def _titled(view: ChatView, text: str, gender: str) -> list[bool]:
    person = view.case.person
    assert person is not None
    found = []
    for title in view.words.find(f"titles_{gender}", text):
        named = re.match(r"\.?\s+([^\W\d_][\w’'-]*)", text[title.end :])
        if named and named[1][0].isupper():
            hers = plain(named[1]) in plain(person.name).split() and gender == person.gender
            found.append(hers or _of_the_case(view, named[1]))
        elif _vocative(view, text, title.start):
            found.append(gender == person.gender)
    return found


def _vocative(view: ChatView, text: str, start: int) -> bool:
    """Whether a bare title follows a greeting or a farewell."""
    before = text[max(0, start - 25) : start].rstrip(" ,")
    return any(plain(before).endswith(plain(f.text)) for f in view.words.find("greetings", before)[-1:])


def _of_the_case(view: ChatView, name: str) -> bool:
    """Whether somebody else of that name is part of the case."""
    scenario = view.case.scenario
    told = " ".join((*map(str, scenario.card.values()), *map(str, scenario.records.values()), scenario.title))
    heard = " ".join(m.text for m in view.heard)
    person = view.case.person
    assert person is not None
    return plain(name) in plain(told + " " + heard) and plain(name) not in plain(person.name)


def _positive(view: ChatView, rule: MeasureRule) -> Part:
    """What can be done, rather than what cannot: the share of messages with negative set phrases."""
    curve = rule.curves["negative"]
    negative = [(m, f) for m in view.said for f in view.words.find("negative", m.text)[:1]]
    share = curve.share(len(negative) / len(view.said))
    losses = [
        Incident(
            "writing.negative_wording",
            place_of(m),
            params={"found": m.text[f.start : f.end]},
            better=view.better(rule="negative"),
        )
        for m, f in negative
    ]
    return Part(rule.params["positive"], share, tuple(losses))
