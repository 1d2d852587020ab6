"""Concision: over all that she has to read, canned or typed."""

from chattrainer.model.rubric import Curve, MeasureRule
from chattrainer.model.transcript import Message
from chattrainer.scoring.evidence import Incident, Judged, Part, combined, none_of_it, place_of
from chattrainer.scoring.view import ChatView
from chattrainer.scoring.words import sentences, words_to_read


def concision(view: ChatView, rule: MeasureRule) -> Judged:
    """Messages and sentences of a length that can be read on a phone; no drizzle of one-word messages."""
    if not view.said:
        return none_of_it("writing.nothing_written", view.start)
    counts = [words_to_read(m.text) for m in view.said]
    parts = [
        _messages(view, rule.curves["message"], rule.params["message"]),
        _sentences(view, rule.curves["sentence"], rule.params["sentence"]),
    ]
    judged = combined(parts, sum(counts) / len(counts), "words/message")
    return _drizzled(view, judged, rule)


def _messages(view: ChatView, curve: Curve, weight: float) -> Part:
    """Of all the words she reads, the share that came in messages of a good length."""
    total, good = 0, 0.0
    losses = []
    for message in view.said:
        count = words_to_read(message.text)
        share = curve.share(count)
        total += count
        good += count * share
        if share < 1:
            losses.append(_long(view, message, "writing.long_message", count, count * (1 - share)))
    return Part(weight, good / total if total else 1.0, tuple(losses))


def _sentences(view: ChatView, curve: Curve, weight: float) -> Part:
    total, good = 0, 0.0
    losses = []
    for message in view.said:
        for sentence in sentences(message.text):
            count = words_to_read(sentence.text)
            share = curve.share(count)
            total += count
            good += count * share
            if share < 1:
                place = place_of(message, sentence.start, sentence.end)
                losses.append(Incident("writing.long_sentence", place, count * (1 - share), {"words": count}))
    return Part(weight, good / total if total else 1.0, tuple(losses))


def _drizzled(view: ChatView, judged: Judged, rule: MeasureRule) -> Judged:
    tiny = [m for m in view.said if words_to_read(m.text) <= rule.params["tiny_words"]]
    if len(tiny) < rule.params["tiny_from"] or judged.share is None:
        return judged
    share = rule.curves["drizzle"].share(len(tiny) / len(view.said))
    if share >= 1:
        return judged
    drizzle = Part(
        1 - share, 0.0, (Incident("writing.drizzle", place_of(tiny[-1]), params={"n": len(tiny)}),)
    )
    rest = Part(share, judged.share, judged.losses, judged.gains)
    return combined([rest, drizzle], judged.value, judged.unit)


def _long(view: ChatView, message: Message, rule: str, count: int, weight: float) -> Incident:
    return Incident(rule, place_of(message), weight, {"words": count}, view.better(rule="long_message"))
